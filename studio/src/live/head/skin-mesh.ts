import { EYE_RADIUS, lipRed, MOUTH, MOUTH_Y, openness, PLACES, skin } from './anatomy.ts';
import { mix, smooth } from './sdf.ts';
import type { Vec } from './sdf.ts';
import { OPEN, SkinGrid } from './skin-grid.ts';
import type { Lids, Side } from './skin-grid.ts';

/** A point of the skin as the displacement fields see it. */
export interface Site {
  readonly p: Vec;
  readonly n: Vec;
  /** Which lip it belongs to; on the cheeks just above or below the mouth's line. */
  readonly side: Side;
}

/** A point of the lids in another state of the lids than the neutral one. */
export type LidMove = (lids: Lids) => Vec;

/** The edge of a lid and the point behind it that lies on the eyeball. */
export interface LidEdge {
  readonly edge: number;
  readonly inner: number;
}

/** The skin as a mesh, with what is needed to move it. */
export interface SkinMesh {
  readonly positions: Float32Array;
  readonly colours: Float32Array;
  readonly indices: Uint32Array;
  /** One for each point; null for those that follow another one. */
  readonly sites: readonly (Site | null)[];
  /** For a point that follows another: which, and how much. */
  readonly follows: ReadonlyMap<number, { readonly leader: number; readonly share: number }>;
  /** The same place on the other half. */
  readonly mirror: Int32Array;
  /** The movable points of the left eye's lids. */
  readonly lids: ReadonlyMap<number, LidMove>;
  readonly lidEdges: readonly LidEdge[];
  /** Rows of points from the edge of each lip outwards, to part lips that would cross. */
  readonly lips: readonly { readonly upper: readonly number[]; readonly lower: readonly number[] }[];
}

/** Where the inside of the lips goes: in, and away from the slit; and how much it moves with it. */
const POCKET = [
  { back: 0.28, away: 0.02, narrow: 0.99, share: 1 },
  { back: 0.7, away: 0.25, narrow: 0.95, share: 1 },
  { back: 1.25, away: 1.05, narrow: 0.88, share: 0.8 },
  { back: 5, away: 1.6, narrow: 0.62, share: 0.5 },
] as const;
const LIP_ROWS = 6;

const SKIN: Vec = [0.86, 0.7, 0.6];
const LIP: Vec = [0.73, 0.43, 0.4];
const LASH: Vec = [0.2, 0.13, 0.11];
const INSIDE: Vec = [0.36, 0.1, 0.1];
const DEEP: Vec = [0.06, 0.015, 0.02];

/** Lays out the skin. It takes a few hundred milliseconds. */
export function skinMesh(): SkinMesh {
  return new Layout().mesh();
}

class Layout {
  private readonly grid = new SkinGrid();
  private readonly points: Vec[] = [];
  private readonly tints: Vec[] = [];
  private readonly sites: (Site | null)[] = [];
  private readonly mirrors: number[] = [];
  private readonly follows = new Map<number, { leader: number; share: number }>();
  private readonly lids = new Map<number, LidMove>();
  private readonly lidEdges: LidEdge[] = [];
  private readonly faces: number[] = [];
  /** Upper and lower point by row and signed column. */
  private readonly upper = new Map<number, number>();
  private readonly lower = new Map<number, number>();

  mesh(): SkinMesh {
    const { grid } = this;
    const last = grid.columns.length - 1;
    this.layOut(last);
    this.weave(last);
    this.pocket();
    this.lidRims();
    const lips: { upper: number[]; lower: number[] }[] = [];
    for (let c = -grid.cornerColumn + 1; c < grid.cornerColumn; c++) {
      const row = grid.mouthRow;
      const steps = Array.from({ length: LIP_ROWS }, (_, k) => k);
      lips.push({
        upper: steps.map((k) => this.at(row - k, c, 'upper')),
        lower: steps.map((k) => this.at(row + k, c, 'lower')),
      });
    }
    return {
      positions: flat(this.points),
      colours: flat(this.tints),
      indices: new Uint32Array(this.faces),
      sites: this.sites,
      follows: this.follows,
      mirror: new Int32Array(this.mirrors),
      lids: this.lids,
      lidEdges: this.lidEdges,
      lips,
    };
  }

  private layOut(last: number): void {
    const { grid } = this;
    for (let row = 0; row < grid.height; row++) {
      for (let column = 0; column <= last; column++) {
        if (row === 0 && column > 0) {
          this.remember(row, column, this.at(0, 0, 'upper'), this.at(0, 0, 'upper'));
          continue;
        }
        this.place(row, column, 'upper');
        if (this.isCut(row, column)) {
          this.place(row, column, 'lower');
        }
      }
    }
  }

  private isCut(row: number, column: number): boolean {
    const { grid } = this;
    const c = Math.abs(column);
    return (
      (row === grid.mouthRow && c < grid.cornerColumn) ||
      (row === grid.eyeRow && c > grid.canthi[0] && c < grid.canthi[1])
    );
  }

  private place(row: number, column: number, side: Side): void {
    const { grid } = this;
    const p = grid.point(row, column, side, OPEN);
    const at: Side = row > grid.mouthRow || (row === grid.mouthRow && side === 'lower') ? 'lower' : 'upper';
    const n = normalOf(p);
    const tint = tintOf(p, n);
    const rim = row === grid.eyeRow && this.isCut(row, column);
    const site: Site = { p, n, side: at };
    const left = this.add(p, rim ? blend(tint, LASH, side === 'upper' ? 0.85 : 0.3) : tint, site);
    const middle = column === 0 || column === grid.columns.length - 1;
    const right = middle
      ? left
      : this.add(flip(p), this.tints[left] ?? tint, { p: flip(p), n: flip(n), side: at });
    this.mirrors[left] = right;
    this.mirrors[right] = left;
    this.remember(row, column, left, right, side);
    if (grid.isLid(row, column)) {
      this.lids.set(left, (lids) => grid.point(row, column, side, lids));
    }
  }

  private remember(row: number, column: number, left: number, right: number, side?: Side): void {
    if (side !== 'lower') {
      this.upper.set(key(row, column), left);
      this.upper.set(key(row, -column), right);
    }
    this.lower.set(key(row, column), left);
    this.lower.set(key(row, -column), right);
  }

  private at(row: number, column: number, side: Side): number {
    return (side === 'upper' ? this.upper : this.lower).get(key(row, column)) ?? 0;
  }

  private add(p: Vec, tint: Vec, site: Site | null): number {
    this.points.push(p);
    this.tints.push(tint);
    this.sites.push(site);
    return this.points.length - 1;
  }

  /** Joins the rows; below a cut hangs what lies below it. */
  private weave(last: number): void {
    const { grid } = this;
    for (let row = 0; row < grid.height - 1; row++) {
      for (let c = -last; c < last; c++) {
        const top = this.at(row, c, 'lower');
        const topNext = this.at(row, c + 1, 'lower');
        const low = this.at(row + 1, c, 'upper');
        const lowNext = this.at(row + 1, c + 1, 'upper');
        this.quad(top, low, lowNext, topNext);
      }
    }
  }

  private quad(a: number, b: number, c: number, d: number): void {
    if (a !== b && b !== c && a !== c) {
      this.faces.push(a, b, c);
    }
    if (a !== c && c !== d && a !== d) {
      this.faces.push(a, c, d);
    }
  }

  /** The inside of the lips and the dark behind the teeth. */
  private pocket(): void {
    const { grid } = this;
    const m = grid.cornerColumn;
    const edge = (c: number, side: Side): number => this.at(grid.mouthRow, c, side);
    let before = { upper: (c: number) => edge(c, 'upper'), lower: (c: number) => edge(c, 'lower') };
    POCKET.forEach(({ back, away, narrow, share }, k) => {
      const tint = k < 2 ? blend(LIP, INSIDE, k === 0 ? 0.35 : 0.9) : blend(INSIDE, DEEP, k - 2 === 0 ? 0.6 : 1);
      const ring = { upper: new Map<number, number>(), lower: new Map<number, number>() };
      for (let c = 0; c <= m; c++) {
        for (const side of ['upper', 'lower'] as const) {
          const span = Math.sqrt(Math.max(0, 1 - (c / m) ** 2));
          const leader = edge(c, side);
          const p = this.points[leader] ?? [0, 0, 0];
          const y = p[1] + (side === 'upper' ? away : -away) * mix(0.1, 1, span);
          const q: Vec = [p[0] * narrow, c === m ? p[1] : y, p[2] - back];
          const shared = c === m && side === 'lower';
          const left = shared ? (ring.upper.get(c) ?? 0) : this.add(q, tint, null);
          const right = c === 0 ? left : shared ? (ring.upper.get(-c) ?? 0) : this.add(flip(q), tint, null);
          ring[side].set(c, left);
          ring[side].set(-c, right);
          this.mirrors[left] = right;
          this.mirrors[right] = left;
          this.follows.set(left, { leader, share });
          this.follows.set(right, { leader: edge(-c, side), share });
        }
      }
      const now = {
        upper: (c: number) => ring.upper.get(c) ?? 0,
        lower: (c: number) => ring.lower.get(c) ?? 0,
      };
      for (let c = -m; c < m; c++) {
        this.quad(before.upper(c), now.upper(c), now.upper(c + 1), before.upper(c + 1));
        this.quad(now.lower(c), before.lower(c), before.lower(c + 1), now.lower(c + 1));
      }
      before = now;
    });
    for (let c = -m; c < m; c++) {
      this.quad(before.upper(c), before.lower(c), before.lower(c + 1), before.upper(c + 1));
    }
  }

  /** The edges of the lids, down to the eyeball. */
  private lidRims(): void {
    const { grid } = this;
    const [i, o] = grid.canthi;
    for (const side of ['upper', 'lower'] as const) {
      const rim = new Map<number, number>();
      for (let c = i; c <= o; c++) {
        for (const signed of [c, -c]) {
          const edge = this.at(grid.eyeRow, signed, side);
          const p = this.points[edge] ?? [0, 0, 0];
          const inner = this.add(ontoEyeball(p), side === 'upper' ? LASH : blend(LIP, SKIN, 0.3), null);
          rim.set(signed, inner);
          this.mirrors[inner] = inner;
          this.lidEdges.push({ edge, inner });
        }
        const [left, right] = [rim.get(c) ?? 0, rim.get(-c) ?? 0];
        this.mirrors[left] = right;
        this.mirrors[right] = left;
      }
      for (const sign of [1, -1]) {
        for (let c = i; c < o; c++) {
          const [from, to] = sign > 0 ? [c, c + 1] : [-c - 1, -c];
          const [a, b] = [this.at(grid.eyeRow, from, side), this.at(grid.eyeRow, to, side)];
          const [x, y] = [rim.get(from) ?? 0, rim.get(to) ?? 0];
          if (side === 'upper') {
            this.quad(a, x, y, b);
          } else {
            this.quad(x, a, b, y);
          }
        }
      }
    }
  }
}

/** The point of the eyeball's surface in the direction of a point. */
export function ontoEyeball(p: Vec): Vec {
  const side = Math.sign(p[0]);
  const [ex, ey, ez] = PLACES.eye;
  const [dx, dy, dz] = [p[0] - side * ex, p[1] - ey, p[2] - ez];
  const k = (EYE_RADIUS - 0.02) / Math.hypot(dx, dy, dz);
  return [side * ex + dx * k, ey + dy * k, ez + dz * k];
}

function key(row: number, column: number): number {
  return row * 1_000 + column;
}

function flip(p: Vec): Vec {
  return [-p[0], p[1], p[2]];
}

export function normalOf([x, y, z]: Vec): Vec {
  const h = 0.03;
  const n: Vec = [
    skin(x + h, y, z) - skin(x - h, y, z),
    skin(x, y + h, z) - skin(x, y - h, z),
    skin(x, y, z + h) - skin(x, y, z - h),
  ];
  const k = 1 / (Math.hypot(...n) || 1);
  return [n[0] * k, n[1] * k, n[2] * k];
}

function tintOf(p: Vec, n: Vec): Vec {
  const red = lipRed(...p) * (1 - smooth(MOUTH - 0.3, MOUTH + 0.05, Math.abs(p[0]))) * near(p[1]);
  const base = blend(SKIN, LIP, red);
  const light = mix(0.4, 1, openness(p, n));
  // What little light is left in a fold is warm.
  return [base[0] * light ** 0.8, base[1] * light, base[2] * light ** 1.08];
}

function near(y: number): number {
  return 1 - smooth(0.9, 1.4, Math.abs(y - MOUTH_Y));
}

function blend(a: Vec, b: Vec, t: number): Vec {
  return [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];
}

function flat(points: readonly Vec[]): Float32Array {
  const out = new Float32Array(points.length * 3);
  points.forEach((p, i) => out.set(p, i * 3));
  return out;
}
