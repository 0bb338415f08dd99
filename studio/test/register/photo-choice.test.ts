import { describe, expect, it } from 'vitest';
import { choose, MAX_BYTES, nameFrom } from '../../src/register/photo-choice.ts';
import { randomKey } from '../../src/register/random-key.ts';

const file = (size: number, name = 'a.jpg', type = 'image/jpeg'): File => {
  const made = new File(['x'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};

describe('a choice of photo', () => {
  it('should be taken up to 50 MB and no further', () => {
    expect(choose([file(MAX_BYTES)]).kind).toBe('ok');
    expect(choose([file(MAX_BYTES + 1)])).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('at most 50 MB'),
    });
  });

  it.each([
    ['none', []],
    ['two', [file(1), file(1)]],
    ['an empty one', [file(0)]],
    ['a HEIC', [file(1, 'IMG_1.HEIC', '')]],
    ['a video', [file(1, 'a.mp4', 'video/mp4')]],
  ])('should be refused for %s', (_, files) => {
    expect(choose(files).kind).toBe('refused');
  });

  it('should leave it to the engine when the type is not known', () => {
    expect(choose([file(1, 'photo', '')]).kind).toBe('ok');
  });
});

describe('the name of a file', () => {
  it.each([
    ['me_at-the  beach.JPG', 'me at the beach'],
    ['.jpg', ''],
    ['v1.2 final', 'v1.2 final'],
    [`${'x'.repeat(200)}.png`, 'x'.repeat(100)],
  ])('%s should make the name %s', (name, expected) => {
    expect(nameFrom(name)).toBe(expected);
  });
});

describe('a random key', () => {
  it('should have 32 hex digits and be another one each time', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(Array.from({ length: 50 }, randomKey)).size).toBe(50);
  });
});
