import { CANTHI, MOUTH, MOUTH_Y, PLACES, surface } from './anatomy.ts';
import { mix, smooth } from './sdf.ts';
import type { Vec } from './sdf.ts';

const RAD = Math.PI / 180;
const { heart } = PLACES;
/** The lowest line of the head, degrees; the neck's lines follow. */
const UNDERSIDE = -60;
const NECK_ROWS = 13;
const NECK_END: Vec = [0, -19, -3.4];
const UPPER_REACH = 12;
const LOWER_REACH = 9.5;
const UPPER_OPEN = 3.7;
const LOWER_OPEN = 3.1;

/** How far the edges of the lids are from the line on which they would meet, in their own measure. */
export interface Lids {
  /** 1 as in the neutral face, 0 on the middle line. */
  readonly upper: number;
  readonly lower: number;
  /** 0 to 1: both on the line where they meet. */
  readonly closed: number;
}

export const OPEN: Lids = { upper: 1, lower: 1, closed: 0 };

/** Which half of a slit a point of the grid belongs to. */
export type Side = 'upper' | 'lower';

/**
 * The lines on which the skin is laid out: rows from the crown to the neck, columns from the middle
 * of the face over the subject's left to the back of the head. A row runs along the fissure of the
 * eye and one along the mouth; there the skin is cut.
 */
export class SkinGrid {
  /** Degrees from the middle, 0 to 180. */
  readonly columns: readonly number[];
  /** Degrees of height seen from the heart, from 90 down. */
  readonly rows: readonly number[];
  readonly eyeRow: number;
  readonly mouthRow: number;
  /** Columns of the corners of the eye. */
  readonly canthi: readonly [number, number];
  /** Column of the corner of the mouth. */
  readonly cornerColumn: number;

  private readonly eyeTilt: readonly number[];
  private readonly mouthTilt: readonly number[];
  private readonly eyeHeight: number;
  private readonly mouthHeight: number;

  constructor() {
    const [inner, outer] = CANTHI.map((x, i) => seek(x, i === 0 ? -0.1 : 0.14));
    const corner = seek(MOUTH, MOUTH_Y + 0.13);
    const eye = seek(PLACES.eye[0], 0);
    const mouth = seek(0, MOUTH_Y);
    const thetaI = inner?.theta ?? 12;
    const thetaO = outer?.theta ?? 33;
    this.eyeHeight = eye.phi;
    this.mouthHeight = mouth.phi;

    const columns: number[] = [0];
    const keys: { at: number; steps: number }[] = [
      { at: thetaI, steps: 11 },
      { at: corner.theta, steps: 5 },
      { at: thetaO, steps: 14 },
      { at: thetaO + 10, steps: 6 },
      { at: 80, steps: 9 },
      { at: 180, steps: 12 },
    ].toSorted((a, b) => a.at - b.at);
    for (const { at, steps } of keys) {
      const from = columns.at(-1) ?? 0;
      for (let i = 1; i <= steps; i++) {
        columns.push(mix(from, at, i / steps));
      }
    }
    this.columns = columns;
    this.canthi = [nearest(columns, thetaI), nearest(columns, thetaO)];
    this.cornerColumn = nearest(columns, corner.theta);

    const rows: number[] = [90];
    const run = (to: number, steps: number): void => {
      const from = rows.at(-1) ?? 90;
      for (let i = 1; i <= steps; i++) {
        rows.push(mix(from, to, i / steps));
      }
    };
    run(42, 9);
    run(this.eyeHeight + UPPER_REACH + 2, 8);
    run(this.eyeHeight, 14);
    this.eyeRow = rows.length - 1;
    run(this.eyeHeight - 9, 9);
    run(this.mouthHeight + 7, 17);
    run(this.mouthHeight, 9);
    this.mouthRow = rows.length - 1;
    run(this.mouthHeight - 8, 10);
    run(UNDERSIDE, 12);
    this.rows = rows;

    const tilt = (first: number, last: number, y: (x: number) => number, base: number): number[] => {
      const exact = columns.map((theta, c) =>
        c >= first && c <= last ? alongColumn(theta, y, base) - base : 0,
      );
      return exact.map((value, c) => {
        const theta = columns[c] ?? 0;
        if (c < first) {
          return (exact[first] ?? 0) * smooth(0, columns[first] ?? 1, theta);
        }
        return c > last
          ? (exact[last] ?? 0) * (1 - smooth(columns[last] ?? 0, (columns[last] ?? 0) + 30, theta))
          : value;
      });
    };
    const [i, o] = CANTHI;
    this.eyeTilt = tilt(
      this.canthi[0],
      this.canthi[1],
      (x) => mix(-0.1, 0.14, (x - i) / (o - i)),
      this.eyeHeight,
    );
    this.mouthTilt = tilt(0, this.cornerColumn, (x) => MOUTH_Y + 0.13 * (x / MOUTH) ** 2, this.mouthHeight);
  }

  /** All rows, with those of the neck. */
  get height(): number {
    return this.rows.length + NECK_ROWS;
  }

  /** Whether a column crosses the fissure of the eye, 0 to 1 along it, else null. */
  alongEye(column: number): number | null {
    const [i, o] = this.canthi;
    if (column < i || column > o) {
      return null;
    }
    const [from, to] = [this.columns[i] ?? 0, this.columns[o] ?? 1];
    return ((this.columns[column] ?? 0) - from) / (to - from);
  }

  /** Whether the lids can move this point. */
  isLid(row: number, column: number): boolean {
    const s = this.alongEye(column);
    const phi = this.rows[row];
    return (
      s !== null &&
      s > 0 &&
      s < 1 &&
      phi !== undefined &&
      phi < this.eyeHeight + UPPER_REACH &&
      phi > this.eyeHeight - LOWER_REACH
    );
  }

  /** Where a point of the grid lies on the skin with the mouth closed. */
  point(row: number, column: number, side: Side, lids: Lids): Vec {
    const theta = (this.columns[column] ?? 0) * RAD;
    const nominal = this.rows[row];
    if (nominal === undefined) {
      return this.neckPoint(row - this.rows.length + 1, column);
    }
    let phi = nominal;
    phi += (this.eyeTilt[column] ?? 0) * window(nominal - this.eyeHeight, 14);
    phi += (this.mouthTilt[column] ?? 0) * window(nominal - this.mouthHeight, 16);
    const s = this.alongEye(column);
    if (s !== null && s > 0 && s < 1) {
      const up = UPPER_OPEN * Math.sin(Math.PI * s ** 0.9) ** 0.72;
      const down = LOWER_OPEN * Math.sin(Math.PI * s ** 1.12) ** 0.8;
      const meet = -0.72 * down;
      const away = nominal - this.eyeHeight;
      const above = row < this.eyeRow || (row === this.eyeRow && side === 'upper');
      phi += above
        ? mix(up * lids.upper, meet, lids.closed) * window(away, UPPER_REACH)
        : mix(-down * lids.lower, meet, lids.closed) * window(away, LOWER_REACH);
    }
    return project(heart, theta, flattened(phi, this.columns[column] ?? 0) * RAD);
  }

  private neckPoint(step: number, column: number): Vec {
    const t = (step / NECK_ROWS) ** 0.8;
    const origin: Vec = [0, mix(heart[1], NECK_END[1], t), mix(heart[2], NECK_END[2], t)];
    const degrees = this.columns[column] ?? 0;
    return project(origin, degrees * RAD, flattened(UNDERSIDE, degrees) * (1 - t) * RAD);
  }
}

/** Rows rise towards the back, where the head ends higher. */
function flattened(phi: number, theta: number): number {
  return phi < 0 ? phi * mix(1, 0.34, smooth(45, 140, theta)) : phi;
}

function window(away: number, reach: number): number {
  const t = Math.min(1, Math.abs(away) / reach);
  return 0.5 + 0.5 * Math.cos(Math.PI * t);
}

function project(origin: Vec, theta: number, phi: number): Vec {
  const direction: Vec = [
    Math.sin(theta) * Math.cos(phi),
    Math.sin(phi),
    Math.cos(theta) * Math.cos(phi),
  ];
  const r = surface(origin, direction);
  return [
    origin[0] + direction[0] * r,
    origin[1] + direction[1] * r,
    origin[2] + direction[2] * r,
  ];
}

/** The angles under which the front of the skin has this place. */
function seek(x: number, y: number): { theta: number; phi: number } {
  let z = 8;
  let theta = 0;
  let phi = 0;
  for (let i = 0; i < 24; i++) {
    const [dx, dy, dz] = [x - heart[0], y - heart[1], z - heart[2]];
    theta = Math.atan2(dx, dz);
    phi = Math.atan2(dy, Math.hypot(dx, dz));
    z = mix(z, project(heart, theta, phi)[2], 0.7);
  }
  return { theta: theta / RAD, phi: phi / RAD };
}

function alongColumn(theta: number, height: (x: number) => number, start: number): number {
  let phi = start;
  for (let i = 0; i < 16; i++) {
    const [x, y, z] = project(heart, theta * RAD, phi * RAD);
    const reach = Math.hypot(x - heart[0], z - heart[2]);
    phi += ((height(x) - y) / reach / RAD) * 0.8;
  }
  return phi;
}

function nearest(values: readonly number[], wanted: number): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) {
    if (Math.abs((values[i] ?? 0) - wanted) < Math.abs((values[best] ?? 0) - wanted)) {
      best = i;
    }
  }
  return best;
}
