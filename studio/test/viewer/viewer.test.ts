import { describe, expect, it } from 'vitest';
import type { FaceFrame } from '../../src/face/face-entry.ts';
import { CONTOURS } from '../../src/viewer/contours.ts';
import { cropPixels, LAYERS, maskPixels } from '../../src/viewer/draw.ts';
import { nearestPoint } from '../../src/viewer/nearest.ts';
import { frameAt, thumbs } from '../../src/viewer/strip-layout.ts';
import { around, between, whole } from '../../src/viewer/view-box.ts';

describe('the pixels of a mask', () => {
  it('should follow its bits, most significant first, rows padded to bytes', () => {
    // Given: two rows of ten pixels, the first pixel of one and the last of the other set
    const mask = Uint8Array.from([0b1000_0000, 0, 0, 0b0100_0000]);
    // When
    const pixels = maskPixels(mask, 10, 2);
    // Then
    const set = Array.from({ length: 20 }, (_, i) => i).filter((i) => (pixels[i * 4 + 3] ?? 0) > 0);
    expect(set).toEqual([0, 19]);
  });
});

describe('the pixels of a crop', () => {
  it('should be its colours, opaque', () => {
    expect([...cropPixels(Uint8Array.of(1, 2, 3, 250, 251, 252))]).toEqual([
      1, 2, 3, 255, 250, 251, 252, 255,
    ]);
  });
});

describe('a strip of frames', () => {
  it('should show every frame when all fit, and else some from the first to the last', () => {
    expect(thumbs(3, 1_000, 50)).toEqual([0, 1, 2]);
    expect(thumbs(100, 250, 50)).toEqual([0, 25, 50, 74, 99]);
    expect(thumbs(100, 40, 50)).toEqual([0]);
  });

  it('should lead from each place to a frame, and never past the ends', () => {
    expect([0, 0.4999, 0.5, 0.999, 1, 1.2, -0.1].map((place) => frameAt(place, 2))).toEqual([
      0, 0, 1, 1, 1, 1, 0,
    ]);
  });
});

describe('the view around a face', () => {
  it('should keep the shape of the picture and hold the whole box', () => {
    const view = around([400, 300, 600, 500], 1920, 1080);
    expect(view.width / view.height).toBeCloseTo(1920 / 1080);
    expect(view.x).toBeLessThan(400);
    expect(view.y).toBeLessThan(300);
    expect(view.x + view.width).toBeGreaterThan(600);
    expect(view.y + view.height).toBeGreaterThan(500);
  });

  it('should stay within the picture when the face is at its edge or fills it', () => {
    const edge = around([-20, -20, 60, 60], 800, 600);
    expect([edge.x, edge.y]).toEqual([0, 0]);
    expect(around([0, 0, 800, 600], 800, 600)).toEqual(whole(800, 600));
  });

  it('should move from one to the other', () => {
    expect(between(whole(100, 50), { x: 10, y: 10, width: 20, height: 10 }, 0.5)).toEqual({
      x: 5,
      y: 5,
      width: 60,
      height: 30,
    });
  });
});

describe('the point under the pointer', () => {
  const denseLandmarks = new Float32Array(478 * 3).fill(-1_000);
  denseLandmarks.set([100, 50, -3.25], 17 * 3);
  const landmarks = new Float32Array(10).fill(-1_000);
  landmarks.set([104, 50], 4);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other parts play no part
  const entry = { denseLandmarks, landmarks } as unknown as FaceFrame;

  it('should be the nearest of those that are shown', () => {
    expect(nearestPoint(entry, new Set(LAYERS), 101, 50, 10)).toBe(
      'Landmark 17: x 100.0, y 50.0, depth -3.3',
    );
    expect(nearestPoint(entry, new Set(['points']), 101, 50, 10)).toBe(
      'Key point 3, nose: x 104.0, y 50.0',
    );
  });

  it('should be none when all are out of reach or hidden', () => {
    expect(nearestPoint(entry, new Set(LAYERS), 300, 300, 10)).toBeNull();
    expect(nearestPoint(entry, new Set(['box', 'mask']), 100, 50, 10)).toBeNull();
  });
});

describe('the contours', () => {
  it('should name points of the mesh, none twice in a line', () => {
    for (const contour of CONTOURS) {
      expect(new Set(contour).size).toBe(contour.length);
      expect(contour.every((index) => index >= 0 && index < 478)).toBe(true);
    }
  });
});
