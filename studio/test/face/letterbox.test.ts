import { describe, expect, it } from 'vitest';
import { letterbox } from '../../src/face/letterbox.ts';

describe('a letterbox', () => {
  it('should leave empty bands above and below when the picture is wide', () => {
    expect(letterbox(1920, 1080, 512, 512)).toEqual({
      scale: 512 / 1920,
      x: 0,
      y: 112,
      width: 512,
      height: 288,
    });
  });

  it('should leave empty bands at the sides when the picture is tall', () => {
    const box = letterbox(600, 1200, 512, 512);
    expect([box.x, box.y, box.width, box.height]).toEqual([128, 0, 256, 512]);
  });
});
