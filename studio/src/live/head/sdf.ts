/** A point or a direction: x to the subject's left, y up, z out of the face; centimetres. */
export type Vec = readonly [number, number, number];

/** Signed distance to an ellipsoid; exact enough near its surface. */
export function ellipsoid(x: number, y: number, z: number, c: Vec, r: Vec): number {
  const [px, py, pz] = [(x - c[0]) / r[0], (y - c[1]) / r[1], (z - c[2]) / r[2]];
  const k0 = Math.sqrt(px * px + py * py + pz * pz);
  const [qx, qy, qz] = [px / r[0], py / r[1], pz / r[2]];
  const k1 = Math.sqrt(qx * qx + qy * qy + qz * qz);
  return k1 < 1e-9 ? -Math.min(r[0], r[1], r[2]) : (k0 * (k0 - 1)) / k1;
}

export function sphere(x: number, y: number, z: number, c: Vec, r: number): number {
  const [dx, dy, dz] = [x - c[0], y - c[1], z - c[2]];
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - r;
}

/** Signed distance to a capsule whose radius changes from one end to the other. */
export function capsule(
  x: number,
  y: number,
  z: number,
  a: Vec,
  b: Vec,
  ra: number,
  rb: number,
): number {
  const [bx, by, bz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [px, py, pz] = [x - a[0], y - a[1], z - a[2]];
  const h = Math.min(1, Math.max(0, (px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz)));
  const [dx, dy, dz] = [px - bx * h, py - by * h, pz - bz * h];
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - (ra + (rb - ra) * h);
}

/** Both bodies, with a fillet of about this size between them. */
export function join(a: number, b: number, fillet: number): number {
  const h = Math.max(fillet - Math.abs(a - b), 0) / fillet;
  return Math.min(a, b) - h * h * fillet * 0.25;
}

/** The first body without the second, with a rounded rim. */
export function carve(a: number, b: number, fillet: number): number {
  return -join(-a, b, fillet);
}

/** 0 below the first edge, 1 above the second, smooth between. */
export function smooth(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
