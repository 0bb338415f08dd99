import { describe, expect, it } from 'vitest';
import { placementOf } from '../../src/face/crop-placement.ts';
import type { Placement } from '../../src/face/crop-placement.ts';

const UNIT = 96 / 112;
const TEMPLATE = [38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041].map(
  (value) => value * UNIT,
);

const apply = ({ a, b, x, y }: Placement, points: readonly number[]): number[] =>
  Array.from({ length: points.length }, (_, i) => {
    const [u = 0, v = 0] = points.slice(i - (i % 2));
    return i % 2 === 0 ? a * u - b * v + x : b * u + a * v + y;
  });

describe('the place of a crop in its picture', () => {
  it('should be that from which the key points were taken when they fit exactly', () => {
    // Given: three times as large, turned by 20 degrees, elsewhere
    const turn = (20 * Math.PI) / 180;
    const cut = { a: 3 * Math.cos(turn), b: 3 * Math.sin(turn), x: 400, y: 120 };
    // When
    const found = placementOf(Float32Array.from(apply(cut, TEMPLATE)));
    // Then
    expect(found?.a).toBeCloseTo(cut.a, 3);
    expect(found?.b).toBeCloseTo(cut.b, 3);
    expect(found?.x).toBeCloseTo(cut.x, 1);
    expect(found?.y).toBeCloseTo(cut.y, 1);
  });

  it('should lie near when the face has other proportions', () => {
    const wide = TEMPLATE.map((value, i) => (i % 2 === 0 ? value * 2.2 + 50 : value * 1.9 + 70));
    const found = placementOf(Float32Array.from(wide));
    expect(found).not.toBeNull();
    const off = apply(found ?? { a: 0, b: 0, x: 0, y: 0 }, TEMPLATE).map((value, i) =>
      Math.abs(value - (wide[i] ?? 0)),
    );
    expect(Math.max(...off)).toBeLessThan(8);
  });

  it('should be none when the points fall together', () => {
    expect(placementOf(new Float32Array(10).fill(7))).toBeNull();
  });
});
