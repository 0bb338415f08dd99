import { at, CHANNELS, COUNT, SHAPES } from '../channels.ts';
import type { Channel } from '../channels.ts';
import { EYE_RADIUS, LID, PLACES } from './anatomy.ts';
import { FIELDS, mirrorOf, PRESSED, SEALED } from './fields.ts';
import type { Field } from './fields.ts';
import { smooth } from './sdf.ts';
import type { Vec } from './sdf.ts';
import { skinMesh } from './skin-mesh.ts';
import type { SkinMesh } from './skin-mesh.ts';
import type { Lids } from './skin-grid.ts';

/** The points that one shape moves: triples of x, y, z for each index. */
export interface Morph {
  readonly indices: Uint32Array;
  readonly deltas: Float32Array;
}

/** Behind the 52 shapes: what is left of mouthClose when the jaw is closed already. */
export const PRESSED_SHAPE = SHAPES;
const MORPHS = SHAPES + 1;
/** Smaller moves than this, in centimetres, are none. */
const NOTICEABLE = 0.004;
/** How far the eyes turn at 1. */
const LOOK_SIDE = 0.6;
const LOOK_UP = 0.4;

const LID_STATES: Partial<Record<Channel, Lids>> = {
  eyeBlinkLeft: { upper: 1, lower: 1, closed: 1 },
  eyeWideLeft: { upper: 1.38, lower: 1.2, closed: 0 },
  eyeSquintLeft: { upper: 0.72, lower: 0.25, closed: 0 },
  eyeLookDownLeft: { upper: 0.32, lower: 1.18, closed: 0 },
  eyeLookUpLeft: { upper: 1.5, lower: 0.8, closed: 0 },
};

/** Gaze of one eye in radians: to the subject's left and up. */
export interface Gaze {
  readonly left: number;
  readonly up: number;
}

/** Channels to weights and poses. Values may come from outside and are taken as they are. */
export class HeadModel {
  readonly mesh: SkinMesh;
  readonly morphs: readonly Morph[];
  /** What is shown: the points of the skin after the last {@link pose}, not yet turned. */
  readonly positions: Float32Array;

  private readonly weights = new Float32Array(MORPHS);

  constructor() {
    this.mesh = skinMesh();
    this.positions = this.mesh.positions.slice();
    this.morphs = Array.from({ length: MORPHS }, (_, i) => this.morphOf(i));
  }

  /** How much of a shape is on; mouthClose only as far as the jaw is open. */
  weight(shape: number): number {
    return this.weights[shape] ?? 0;
  }

  /** Whether one can look into the mouth. */
  get lipsParted(): boolean {
    const { positions, mesh } = this;
    return mesh.lips.some(({ upper, lower }) => {
      const [u, l] = [(upper[0] ?? 0) * 3, (lower[0] ?? 0) * 3];
      const [dy, dz] = [(positions[u + 1] ?? 0) - (positions[l + 1] ?? 0), (positions[u + 2] ?? 0) - (positions[l + 2] ?? 0)];
      return dy * dy + dz * dz > PARTED * PARTED;
    });
  }

  /** Moves the skin to where these 61 values want it. */
  pose(values: ArrayLike<number>): void {
    const { weights, positions, mesh, morphs } = this;
    for (let i = 0; i < SHAPES; i++) {
      weights[i] = Math.min(1, Math.max(0, values[i] ?? 0));
    }
    const close = weights[CLOSE] ?? 0;
    const sealed = Math.min(close, weights[JAW] ?? 0);
    weights[CLOSE] = sealed;
    weights[PRESSED_SHAPE] = close - sealed;
    this.lookWith(values);
    positions.set(mesh.positions);
    for (let m = 0; m < MORPHS; m++) {
      const w = weights[m] ?? 0;
      const morph = morphs[m];
      if (w > 0.001 && morph !== undefined) {
        add(positions, morph, w);
      }
    }
    this.partLips();
    this.liftLids();
  }

  /**
   * The head's turn as angles around y, x and z, applied in this order. Trackers count yaw to the
   * subject's right, pitch downwards, and roll towards the left shoulder; 1 is one radian.
   */
  headTurn(values: ArrayLike<number>): { readonly yaw: number; readonly pitch: number; readonly roll: number } {
    const v = (name: Channel): number => {
      const value = values[at(name)] ?? 0;
      return Number.isFinite(value) ? Math.max(-1, Math.min(1, value)) : 0;
    };
    return { yaw: 0 - v('headYaw'), pitch: v('headPitch'), roll: 0 - v('headRoll') };
  }

  /** Where an eye looks. */
  gaze(values: ArrayLike<number>, side: 'Left' | 'Right'): Gaze {
    const v = (name: Channel): number => values[at(name)] ?? 0;
    const inward = side === 'Left' ? v('eyeLookInLeft') : v('eyeLookInRight');
    const outward = side === 'Left' ? v('eyeLookOutLeft') : v('eyeLookOutRight');
    const shapeLeft = (side === 'Left' ? outward - inward : inward - outward) * LOOK_SIDE;
    const shapeUp =
      (side === 'Left'
        ? v('eyeLookUpLeft') - v('eyeLookDownLeft')
        : v('eyeLookUpRight') - v('eyeLookDownRight')) * LOOK_UP;
    // Trackers say the same twice, as shapes and as angles: the stronger of both is meant.
    const angleLeft = -v(side === 'Left' ? 'leftEyeYaw' : 'rightEyeYaw');
    const angleUp = -v(side === 'Left' ? 'leftEyePitch' : 'rightEyePitch');
    return {
      left: stronger(shapeLeft, Math.max(-LOOK_SIDE, Math.min(LOOK_SIDE, angleLeft))),
      up: stronger(shapeUp, Math.max(-LOOK_UP, Math.min(LOOK_UP, angleUp))),
    };
  }

  /** The lids go with the eyeball, also where a source gives only the eye's angles. */
  private lookWith(values: ArrayLike<number>): void {
    for (const side of ['Left', 'Right'] as const) {
      const { up } = this.gaze(values, side);
      const share = Math.min(1, Math.abs(up) / LOOK_UP);
      this.weights[at(`eyeLookUp${side}`)] = up > 0 ? share : 0;
      this.weights[at(`eyeLookDown${side}`)] = up < 0 ? share : 0;
      // A closed lid has no way left.
      const blink = this.weights[at(`eyeBlink${side}`)] ?? 0;
      for (const name of [`eyeSquint${side}`, `eyeWide${side}`, `eyeLookDown${side}`, `eyeLookUp${side}`] as const) {
        const i = at(name);
        this.weights[i] = (this.weights[i] ?? 0) * (1 - blink);
      }
    }
  }

  private morphOf(index: number): Morph {
    const { mesh } = this;
    const field = fieldOf(index);
    const count = mesh.sites.length;
    const deltas: Vec[] = mesh.sites.map((site) => (site === null || field === null ? ZERO : field(site)));
    const channel = CHANNELS[index];
    if (channel !== undefined && index < SHAPES) {
      this.moveLids(channel, deltas);
    }
    for (const [follower, { leader, share }] of mesh.follows) {
      const [x, y, z] = deltas[leader] ?? ZERO;
      deltas[follower] = [x * share, y * share, z * share];
    }
    const indices: number[] = [];
    const flat: number[] = [];
    for (let i = 0; i < count; i++) {
      const [x, y, z] = deltas[i] ?? ZERO;
      if (Math.abs(x) + Math.abs(y) + Math.abs(z) > NOTICEABLE) {
        indices.push(i);
        flat.push(x, y, z);
      }
    }
    return { indices: new Uint32Array(indices), deltas: new Float32Array(flat) };
  }

  private moveLids(channel: Channel, deltas: Vec[]): void {
    const { mesh } = this;
    const right = channel.endsWith('Right');
    const left = right ? CHANNELS[at(channel) - RIGHT_EYE] : channel;
    const state = left === undefined ? undefined : LID_STATES[left];
    if (state === undefined) {
      return;
    }
    for (const [i, move] of mesh.lids) {
      const target = right ? (mesh.mirror[i] ?? i) : i;
      const [x, y, z] = move(state);
      const p = mesh.sites[i]?.p ?? ZERO;
      const [dx, dy, dz] = deltas[target] ?? ZERO;
      deltas[target] = [dx + (right ? p[0] - x : x - p[0]), dy + y - p[1], dz + z - p[2]];
    }
  }

  /** Lips that have gone through each other meet half-way instead. */
  private partLips(): void {
    const { positions, mesh } = this;
    for (const { upper, lower } of mesh.lips) {
      const over = (positions[(lower[0] ?? 0) * 3 + 1] ?? 0) - (positions[(upper[0] ?? 0) * 3 + 1] ?? 0);
      if (over > 0) {
        for (let k = 0; k < upper.length; k++) {
          const move = (over / 2) * (1 - smooth(0, upper.length, k));
          const [u, l] = [(upper[k] ?? 0) * 3 + 1, (lower[k] ?? 0) * 3 + 1];
          positions[u] = (positions[u] ?? 0) + move;
          positions[l] = (positions[l] ?? 0) - move;
        }
      }
    }
  }

  /** Keeps the lids outside the eyeballs, which they would cut on a straight way. */
  private liftLids(): void {
    const { positions, mesh } = this;
    for (const left of mesh.lids.keys()) {
      lift(positions, left, 1, EYE_RADIUS + LID);
      lift(positions, mesh.mirror[left] ?? left, -1, EYE_RADIUS + LID);
    }
    for (const { edge, inner } of mesh.lidEdges) {
      positions.copyWithin(inner * 3, edge * 3, edge * 3 + 3);
      const side = Math.sign(positions[edge * 3] ?? 0);
      lift(positions, inner, side, EYE_RADIUS - 0.02, true);
    }
  }
}

const ZERO: Vec = [0, 0, 0];
/** A gap between the lips that can be looked through, in centimetres. */
const PARTED = 0.02;
const CLOSE = at('mouthClose');
const JAW = at('jawOpen');
/** From a channel of the left eye to the same of the right one. */
const RIGHT_EYE = at('eyeBlinkRight') - at('eyeBlinkLeft');

/** The field of a shape, that of the right being the mirror image of the left's. */
export function fieldOf(index: number): Field | null {
  if (index === PRESSED_SHAPE) {
    return PRESSED;
  }
  const channel = CHANNELS[index];
  if (channel === undefined || index >= COUNT) {
    return null;
  }
  if (channel === 'mouthClose') {
    return SEALED;
  }
  const own = FIELDS[channel];
  if (own !== undefined) {
    return own;
  }
  const other = CHANNELS.find((name) => name === channel.replace('Right', 'Left') && name !== channel);
  const field = other === undefined ? undefined : FIELDS[other];
  return field === undefined ? null : mirrorOf(field);
}

function add(positions: Float32Array, { indices, deltas }: Morph, w: number): void {
  for (let k = 0; k < indices.length; k++) {
    const i = (indices[k] ?? 0) * 3;
    positions[i] = (positions[i] ?? 0) + w * (deltas[k * 3] ?? 0);
    positions[i + 1] = (positions[i + 1] ?? 0) + w * (deltas[k * 3 + 1] ?? 0);
    positions[i + 2] = (positions[i + 2] ?? 0) + w * (deltas[k * 3 + 2] ?? 0);
  }
}

function lift(positions: Float32Array, point: number, side: number, radius: number, always = false): void {
  const i = point * 3;
  const [ex, ey, ez] = PLACES.eye;
  const dx = (positions[i] ?? 0) - side * ex;
  const dy = (positions[i + 1] ?? 0) - ey;
  const dz = (positions[i + 2] ?? 0) - ez;
  const away = Math.sqrt(dx * dx + dy * dy + dz * dz);
  if (away < radius || always) {
    const k = radius / (away || 1);
    positions[i] = side * ex + dx * k;
    positions[i + 1] = ey + dy * k;
    positions[i + 2] = ez + dz * k;
  }
}

function stronger(a: number, b: number): number {
  return Math.abs(a) >= Math.abs(b) ? a : b;
}
