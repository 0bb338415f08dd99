import { capsule, carve, ellipsoid, join, sphere } from './sdf.ts';
import type { Vec } from './sdf.ts';

/** Named places of the head, of its left half where there are two. Origin between the eyes. */
export const PLACES = {
  /** From where the skin is looked at when it is laid out. */
  heart: [0, -1.5, 0.5],
  eye: [3.1, 0, 6.75],
  brow: [3.2, 2.3, 7.9],
  browInner: [1.5, 2, 8.7],
  browOuter: [5, 2.1, 7],
  cheek: [4.1, -2.9, 7.1],
  hollow: [4.2, -5.8, 6],
  nostril: [1.25, -3.6, 9.5],
  noseTip: [0, -3.3, 11],
  corner: [2.35, -6.52, 8.25],
  chin: [0, -9.4, 8.8],
  /** The axis around which the jaw turns, in effect. */
  hinge: [0, -4.4, -1.2],
  neck: [0, -13, -2],
} as const satisfies Record<string, Vec>;

export const EYE_RADIUS = 1.36;
/** Thickness of the lids over the eyeball. */
export const LID = 0.13;
/** Half the mouth's width. */
export const MOUTH = PLACES.corner[0];
export const MOUTH_Y = PLACES.corner[1];
/** The fissure of the left eye, inner and outer corner. */
export const CANTHI = [1.6, 4.68] as const;

const UPPER_LIP: readonly Vec[] = [
  [0, -6.12, 9.06],
  [0.7, -6.04, 9],
  [1.6, -6.24, 8.62],
  [2.4, -6.42, 8.05],
];
const LOWER_LIP: readonly Vec[] = [
  [0, -7.02, 8.98],
  [0.85, -6.98, 8.86],
  [1.7, -6.76, 8.5],
  [2.4, -6.46, 8.05],
];
const UPPER_RADII = [0.42, 0.43, 0.34, 0.16] as const;
const LOWER_RADII = [0.52, 0.5, 0.4, 0.16] as const;

/** Signed distance from the closed, neutral head, in centimetres; both halves are alike. */
export function skin(px: number, y: number, z: number): number {
  const x = Math.abs(px);
  let d = ellipsoid(x, y, z, [0, 2.7, -0.9], [7.3, 8.3, 9.4]);
  d = join(d, ellipsoid(x, y, z, [0, -3.4, 2.3], [5.9, 7, 6.2]), 2.6);
  d = join(d, capsule(x, y, z, [4.1, -6.2, 1], [0.9, -9.3, 6.9], 1.2, 1.25), 2.8);
  d = join(d, ellipsoid(x, y, z, [0, -9.35, 7], [1.6, 1.25, 1.7]), 1.6);
  d = join(d, capsule(x, y, z, [0, -5, -3], [0, -20, -4], 4.5, 4.8), 2.8);
  d = join(d, capsule(x, y, z, [0, -20.5, -4], [13, -24.5, -4.6], 4.8, 4), 4.5);
  if (z < 2) {
    return d;
  }
  // Cheekbones, the fat below them, and the bow of the jaws that carries the lips.
  d = join(d, ellipsoid(x, y, z, [3.9, -2.6, 5.5], [2, 1.5, 2]), 2.4);
  d = join(d, ellipsoid(x, y, z, [3.3, -5.4, 5.4], [2, 2, 2]), 2.4);
  d = join(d, ellipsoid(x, y, z, [0, -6.5, 6.7], [3, 2.4, 2]), 2);
  if (y > -3 && y < 5) {
    // Brow ridge, then the sockets beneath it.
    d = join(d, capsule(x, y, z, [0.9, 1.75, 7.75], [4.7, 1.9, 5.8], 0.7, 0.75), 1.7);
    d = carve(d, ellipsoid(x, y, z, [3.25, -0.15, 9.2], [2.1, 1.4, 1.55]), 1.4);
    d = join(d, sphere(x, y, z, PLACES.eye, EYE_RADIUS + LID), 0.5);
  }
  if (x < 4) {
    // Nose: bridge, tip, wings.
    d = join(d, capsule(x, y, z, [0, 0.9, 7.85], [0, -2.8, 9.8], 0.42, 0.58), 1.8);
    d = join(d, sphere(x, y, z, [0, -3.25, 10.05], 0.82), 0.9);
    d = join(d, ellipsoid(x, y, z, [0.96, -3.55, 9.0], [0.55, 0.55, 0.85]), 0.9);
    d = carve(d, ellipsoid(x, y, z, [0.55, -4.22, 9.55], [0.26, 0.2, 0.4]), 0.25);
    // The groove under the nose, then the lips.
    d = carve(d, capsule(x, y, z, [0, -4.6, 9.45], [0, -5.5, 9.6], 0.16, 0.2), 0.6);
    d = join(d, lips(x, y, z), 0.7);
    // Between lower lip and chin.
    d = carve(d, capsule(x, y, z, [0, -8.1, 9.75], [1.5, -8, 9.1], 0.4, 0.3), 1.1);
  }
  return d;
}

/** The two lips, with a shallow line between them. */
function lips(x: number, y: number, z: number): number {
  let upper = 1e9;
  let lower = 1e9;
  for (let i = 0; i < 3; i++) {
    const [a, b] = [UPPER_LIP[i], UPPER_LIP[i + 1]];
    const [c, e] = [LOWER_LIP[i], LOWER_LIP[i + 1]];
    if (a && b && c && e) {
      upper = Math.min(upper, capsule(x, y, z, a, b, UPPER_RADII[i] ?? 0, UPPER_RADII[i + 1] ?? 0));
      lower = Math.min(lower, capsule(x, y, z, c, e, LOWER_RADII[i] ?? 0, LOWER_RADII[i + 1] ?? 0));
    }
  }
  return join(upper, lower, 0.3);
}

/** How far a point is inside the red of the lips, 0 to 1. */
export function lipRed(x: number, y: number, z: number): number {
  return Math.min(1, Math.max(0, (0.2 - lips(Math.abs(x), y, z)) / 0.12));
}

/**
 * Where a ray from inside leaves the head for good, found from outside.
 *
 * @param direction of length 1
 * @returns the distance from the origin
 */
export function surface(origin: Vec, direction: Vec): number {
  const [ox, oy, oz] = origin;
  const [dx, dy, dz] = direction;
  let outside = 24;
  let inside = 0;
  for (let i = 0; i < 120; i++) {
    const d = skin(ox + dx * outside, oy + dy * outside, oz + dz * outside);
    if (d < 0.004) {
      inside = outside - 0.06;
      outside += 0.02;
      break;
    }
    outside -= Math.max(0.01, d * 0.6);
    if (outside < 0.5) {
      return 0.5;
    }
  }
  for (let i = 0; i < 10; i++) {
    const middle = (inside + outside) / 2;
    if (skin(ox + dx * middle, oy + dy * middle, oz + dz * middle) < 0) {
      inside = middle;
    } else {
      outside = middle;
    }
  }
  return (inside + outside) / 2;
}

/** How open the sky is over a point, 0 to 1, from the distances along its normal. */
export function openness(p: Vec, n: Vec): number {
  let shut = 0;
  let weight = 1;
  for (const h of [0.25, 0.6, 1.2, 2.2]) {
    shut += weight * Math.max(0, h - skin(p[0] + n[0] * h, p[1] + n[1] * h, p[2] + n[2] * h)) / h;
    weight *= 0.7;
  }
  return Math.max(0, 1 - shut * 0.55);
}
