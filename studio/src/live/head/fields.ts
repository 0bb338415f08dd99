import type { Channel } from '../channels.ts';
import { MOUTH, MOUTH_Y, PLACES } from './anatomy.ts';
import { mix, smooth } from './sdf.ts';
import type { Vec } from './sdf.ts';
import type { Site } from './skin-mesh.ts';

/** Where a place goes when a shape is at 1, in centimetres. */
export type Field = (site: Site) => Vec;

/** How far the jaw turns when it is fully open. */
export const JAW_RADIANS = (21 * Math.PI) / 180;
const JAW_FORWARD = 0.8;

const STILL: Vec = [0, 0, 0];

/** Gaussian fall-off around a place, 1 at it; the spreads are centimetres along x, y and z. */
export function bell([x, y, z]: Vec, c: Vec, [sx, sy, sz]: Vec): number {
  const [dx, dy, dz] = [(x - c[0]) / sx, (y - c[1]) / sy, (z - c[2]) / sz];
  return Math.exp(-0.5 * (dx * dx + dy * dy + dz * dz));
}

/** 1 in the middle of the mouth, 0 at its corners and beyond. */
function span(x: number): number {
  return Math.sqrt(Math.max(0, 1 - (x / MOUTH) ** 2));
}

/** How much of a place belongs to the subject's left, 0 to 1. */
function leftness(x: number, width = 0.9): number {
  return smooth(-width, width, x);
}

/** How much a place goes with the jaw: the lower lip wholly, the corners half, the upper lip not. */
export function jawShare({ p, side }: Site): number {
  const [x, y, z] = p;
  const below = MOUTH_Y - y;
  const at = 0.46 + (side === 'lower' ? 0.54 : -0.46) * span(x);
  const beyond = Math.max(0, Math.abs(x) - MOUTH);
  const reach = 1.5 + beyond * 0.45;
  const fade = Math.exp(-((below / reach) ** 2));
  const share = below >= 0 && side === 'lower' ? 1 - (1 - at) * fade : at * fade;
  const deep = smooth(-5.5, -10.5, y);
  return share * smooth(mix(-2.5, 0.8, deep), mix(3.5, 6.2, deep), z) * smooth(-16, -12.5, y);
}

/** A place turned with the jaw, 0 closed to 1 open. */
export function jawTurn([, y, z]: Vec, share: number): Vec {
  const angle = share * JAW_RADIANS;
  const [, hy, hz] = PLACES.hinge;
  const [dy, dz] = [y - hy, z - hz];
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return [0, dy * cos - dz * sin - dy, dz * cos + dy * sin - dz + JAW_FORWARD * share];
}

function scaled(k: number, v: Vec): Vec {
  return [k * v[0], k * v[1], k * v[2]];
}

function sum(...parts: readonly Vec[]): Vec {
  let [x, y, z] = STILL;
  for (const part of parts) {
    x += part[0];
    y += part[1];
    z += part[2];
  }
  return [x, y, z];
}

const CORNER: Vec = PLACES.corner;
const MIDDLE: Vec = [0, MOUTH_Y, 9.2];

function corner(site: Site, spread = 1): number {
  return bell(site.p, CORNER, [1.25 * spread, 1.35 * spread, 2.2]);
}

/** The lips around the mouth's middle, without the nose and the chin. */
function lips({ p }: Site): number {
  return bell(p, MIDDLE, [2.4, 1.15, 2.6]);
}

function upperLip(site: Site): number {
  return site.side === 'upper'
    ? bell(site.p, [0, -5.95, 9.2], [2.2, 0.95, 2.6]) * (0.15 + 0.85 * span(site.p[0]))
    : 0;
}

function lowerLip(site: Site): number {
  return site.side === 'lower'
    ? bell(site.p, [0, -7, 9.1], [2.2, 1, 2.6]) * (0.15 + 0.85 * span(site.p[0]))
    : 0;
}

/** The red of a lip, strongest at the slit. */
function red(site: Site): number {
  return Math.exp(-(((site.p[1] - MOUTH_Y) / 0.75) ** 2)) * span(site.p[0] * 0.96);
}

function cheek(site: Site): number {
  return bell(site.p, PLACES.cheek, [1.5, 1.25, 2.2]);
}

const smile: Field = (site) =>
  sum(
    scaled(corner(site, 1.12), [0.74, 0.98, -0.44]),
    scaled(bell(site.p, [3.5, -4.3, 7.5], [1.3, 1.5, 2]), [0.22, 0.42, 0.3]),
    scaled(cheek(site), [0.06, 0.28, 0.14]),
    scaled(red(site) * leftness(site.p[0], 2.2), [0.1, site.side === 'upper' ? 0.08 : 0.1, -0.16]),
  );

/** The fields of the middle and of the subject's left; those of the right are their mirror images. */
export const FIELDS: Partial<Record<Channel, Field>> = {
  jawOpen: (site) => jawTurn(site.p, jawShare(site)),
  jawForward: (site) => scaled(jawShare(site), [0, 0, 1]),
  jawLeft: (site) => scaled(jawShare(site), [1.05, 0, -0.1]),
  mouthFunnel: (site) => {
    const round = lips(site);
    return sum(
      scaled(round, [-site.p[0] * 0.16, 0, 0.55]),
      scaled(corner(site), [-0.55, 0, 0.45]),
      scaled(corner({ ...site, p: mirrored(site.p) }), [0.55, 0, 0.45]),
      scaled(upperLip(site), [0, 0.5, 0.42]),
      scaled(lowerLip(site), [0, -0.62, 0.42]),
    );
  },
  mouthPucker: (site) => {
    const round = lips(site);
    return sum(
      scaled(round, [-site.p[0] * 0.32, 0, 0.7]),
      scaled(corner(site), [-0.62, 0, 0.5]),
      scaled(corner({ ...site, p: mirrored(site.p) }), [0.62, 0, 0.5]),
      scaled(upperLip(site), [0, 0.1, 0.22]),
      scaled(lowerLip(site), [0, -0.08, 0.2]),
    );
  },
  mouthLeft: (site) =>
    scaled(bell(site.p, MIDDLE, [2.8, 1.6, 3]), [1.05, site.p[0] * 0.05, -site.p[0] * 0.1]),
  mouthSmileLeft: smile,
  mouthFrownLeft: (site) =>
    sum(
      scaled(corner(site), [0.18, -0.85, -0.1]),
      scaled(bell(site.p, [2.1, -8.1, 8.2], [1, 1, 2]), [0.05, -0.3, 0.12]),
      scaled(red(site) * leftness(site.p[0], 2.2), [0, -0.1, 0]),
    ),
  mouthDimpleLeft: (site) =>
    sum(
      scaled(corner(site, 0.85), [0.62, 0.18, -0.95]),
      scaled(bell(site.p, [3.4, -6.4, 7.3], [0.8, 1.2, 2]), [0.2, 0, 0.42]),
    ),
  mouthStretchLeft: (site) =>
    sum(
      scaled(corner(site, 1.15), [0.85, -0.4, -0.5]),
      scaled(lowerLip(site) * leftness(site.p[0], 1.6), [0.15, -0.16, -0.1]),
      scaled(bell(site.p, [2.8, -11, 4.6], [1.8, 1.8, 3]), [0.2, -0.1, 0.3]),
    ),
  mouthRollLower: (site) =>
    site.side === 'lower'
      ? sum(
          scaled(red(site), [0, 0.22, -0.62]),
          scaled(lowerLip(site), [0, 0.34, -0.3]),
        )
      : STILL,
  mouthRollUpper: (site) =>
    site.side === 'upper'
      ? sum(
          scaled(red(site), [0, -0.2, -0.62]),
          scaled(upperLip(site), [0, -0.26, -0.26]),
        )
      : STILL,
  mouthShrugLower: (site) =>
    sum(
      scaled(bell(site.p, PLACES.chin, [1.7, 1.3, 2.6]), [0, 0.62, 0.3]),
      scaled(lowerLip(site), [0, 0.3, 0.4]),
      scaled(upperLip(site), [0, 0.24, 0.1]),
    ),
  mouthShrugUpper: (site) =>
    sum(
      scaled(upperLip(site), [0, 0.42, 0.42]),
      scaled(lowerLip(site), [0, 0.3, 0.2]),
    ),
  mouthPressLeft: (site) => {
    const half = leftness(site.p[0], 1.4);
    return sum(
      scaled(red(site) * half, [0, site.side === 'upper' ? -0.1 : 0.1, -0.38]),
      scaled((upperLip(site) - lowerLip(site)) * half, [0, -0.22, 0]),
      scaled(corner(site, 0.8), [0.18, 0.1, -0.28]),
    );
  },
  mouthLowerDownLeft: (site) =>
    scaled(lowerLip(site) * leftness(site.p[0]), [0.12, -0.92, 0.12]),
  mouthUpperUpLeft: (site) =>
    sum(
      scaled(upperLip(site) * leftness(site.p[0]), [0.08, 0.78, 0.08]),
      scaled(bell(site.p, [2.4, -4.5, 8.4], [0.9, 1, 2]), [0.1, 0.25, 0.16]),
    ),
  browDownLeft: (site) =>
    sum(
      scaled(bell(site.p, PLACES.brow, [2, 1.1, 3]) * leftness(site.p[0]), [-0.12, -0.62, 0.12]),
      scaled(bell(site.p, PLACES.browInner, [1, 1, 2.5]) * leftness(site.p[0], 0.6), [
        -0.26,
        -0.42,
        0.16,
      ]),
    ),
  browInnerUp: (site) => {
    const [x, y] = site.p;
    const across = Math.exp(-((x / 2.5) ** 2));
    return scaled(across * bell([0, y, 0], [0, 2.5, 0], [1, 1.25, 1]) * smooth(5, 7.5, site.p[2]), [
      -x * 0.08,
      0.95,
      0.06,
    ]);
  },
  browOuterUpLeft: (site) =>
    scaled(bell(site.p, PLACES.browOuter, [1.5, 1.25, 3]), [0.1, 0.95, 0.08]),
  cheekPuff: (site) =>
    sum(
      scaled(bell(site.p, PLACES.hollow, [1.6, 1.7, 2.4]), [0.95, 0, 0.5]),
      scaled(bell(mirrored(site.p), PLACES.hollow, [1.6, 1.7, 2.4]), [-0.95, 0, 0.5]),
      scaled(lips(site), [0, 0, 0.14]),
    ),
  cheekSquintLeft: (site) =>
    sum(
      scaled(bell(site.p, [3.5, -2.4, 7.6], [1.6, 1.1, 2.4]), [0.1, 0.72, 0.42]),
      scaled(bell(site.p, [3.2, -1.2, 7.9], [1.5, 0.6, 2]), [0, 0.34, 0.1]),
    ),
  noseSneerLeft: (site) =>
    sum(
      scaled(bell(site.p, PLACES.nostril, [0.75, 0.9, 1.6]), [0.16, 0.55, -0.02]),
      scaled(bell(site.p, [0.85, -1.3, 8.8], [0.8, 1.1, 1.6]), [0.02, 0.3, 0.18]),
      scaled(upperLip(site) * leftness(site.p[0]) * bell(site.p, [1, -5.8, 9], [1.3, 1.2, 2]), [
        0.04,
        0.34,
        0.05,
      ]),
      scaled(bell(site.p, PLACES.browInner, [0.9, 0.7, 2]), [-0.1, -0.18, 0.08]),
    ),
  tongueOut: (site) =>
    sum(scaled(lowerLip(site), [0, -0.62, 0.18]), scaled(upperLip(site), [0, 0.3, 0.05])),
};

/** Lips pressed on each other: what is left of mouthClose when the jaw is closed already. */
export const PRESSED: Field = (site) =>
  sum(
    scaled(upperLip(site) - lowerLip(site), [0, -0.2, 0]),
    scaled(red(site), [0, 0, -0.3]),
    scaled(bell(site.p, PLACES.chin, [1.6, 1, 2.6]), [0, 0.2, 0.08]),
  );

/**
 * Closes the lips of a jaw that is as far open as this shape is on: both meet between where the jaw
 * has left them.
 */
export const SEALED: Field = (site) => {
  const { p, side } = site;
  const near = Math.exp(-(((p[1] - MOUTH_Y) / 1.9) ** 2)) * smooth(0, 0.25, span(p[0]));
  const edge: Vec = [p[0], MOUTH_Y, p[2]];
  const upper = jawTurn(edge, jawShare({ ...site, p: edge, side: 'upper' }));
  const lower = jawTurn(edge, jawShare({ ...site, p: edge, side: 'lower' }));
  const own = side === 'upper' ? upper : lower;
  const meet: Vec = [mix(upper[0], lower[0], 0.5), mix(upper[1], lower[1], 0.5), mix(upper[2], lower[2], 0.5)];
  return scaled(near, [meet[0] - own[0], meet[1] - own[1], meet[2] - own[2]]);
};

function mirrored([x, y, z]: Vec): Vec {
  return [-x, y, z];
}

/** The same field on the other half of the face. */
export function mirrorOf(field: Field): Field {
  return (site) => {
    const [x, y, z] = field({ p: mirrored(site.p), n: mirrored(site.n), side: site.side });
    return [-x, y, z];
  };
}
