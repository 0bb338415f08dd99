import { CROP_SIDE } from './face-entry.ts';

/** Takes a pixel of a crop into the picture it was cut from: x' = a·x − b·y + x, y' = b·x + a·y + y. */
export interface Placement {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

const UNIT = CROP_SIDE / 112;

/** Where the five key points lie in a crop: the places of the ArcFace models, 112 scaled to 96. */
const TEMPLATE: readonly (readonly [x: number, y: number])[] = [
  [38.2946 * UNIT, 51.6963 * UNIT],
  [73.5318 * UNIT, 51.5014 * UNIT],
  [56.0252 * UNIT, 71.7366 * UNIT],
  [41.5493 * UNIT, 92.3655 * UNIT],
  [70.7299 * UNIT, 92.2041 * UNIT],
];

/**
 * The turn, scale and shift that lay a crop back where it was cut out: the least-squares similarity
 * from the picture's key points to the crop's, undone.
 *
 * @param landmarks (5,2), pixels of the picture
 * @returns null when the points fall together
 */
export function placementOf(landmarks: Float32Array): Placement | null {
  const points = TEMPLATE.map(([u, v], i) => ({
    u,
    v,
    x: landmarks[i * 2] ?? 0,
    y: landmarks[i * 2 + 1] ?? 0,
  }));
  const mean = (read: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + read(point), 0) / points.length;
  const [mu, mv, mx, my] = [
    mean((p) => p.u),
    mean((p) => p.v),
    mean((p) => p.x),
    mean((p) => p.y),
  ];
  let [along, across, size] = [0, 0, 0];
  for (const { u, v, x, y } of points) {
    along += (x - mx) * (u - mu) + (y - my) * (v - mv);
    across += (x - mx) * (v - mv) - (y - my) * (u - mu);
    size += (x - mx) ** 2 + (y - my) ** 2;
  }
  const scale = along ** 2 + across ** 2;
  if (size === 0 || scale === 0) {
    return null;
  }
  // (along, across) / size takes the picture to the crop; its inverse is (along, -across) · size / scale.
  const a = (along * size) / scale;
  const b = (-across * size) / scale;
  return { a, b, x: mx - (a * mu - b * mv), y: my - (b * mu + a * mv) };
}
