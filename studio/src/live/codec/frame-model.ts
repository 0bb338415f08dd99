import { COUNT, SHAPES } from '../channels.ts';
import type { Top } from './frame.ts';
import type { Coder } from './range-coder.ts';
import { CONTEXTS } from './tables.ts';
import type { Plan } from './tables.ts';

const EXPECTED = [0, 1, 4, 7, 12, 19, 28, 44] as const;
const CLASS_ENDS = [0, 2, 5, 9, 15, 23, 34, 61] as const;
const DENSITY_ENDS = [2, 4, 7, 11, 16, 23, 32] as const;

const log2 = (n: number): number => (n === 0 ? 0 : 31 - Math.clz32(n));
const size = Math.abs;

function classOf(ends: readonly number[], value: number): number {
  const found = ends.findIndex((end) => value < end);
  return found < 0 ? ends.length : found;
}

function activityOf(seen: number, scale: number): number {
  const count = (seen * scale) >> 8;
  return CLASS_ENDS.findIndex((end) => count <= end);
}

function ageClassOf(age: number): number {
  return age < 3 ? age : age < 5 ? 3 : age < 9 ? 4 : age < 17 ? 5 : 6;
}

/**
 * The decisions of a frame in their order, for both directions: an encoder puts in the steps that it
 * has, a decoder gets them out. Section 6 of the frame protocol.
 */
export class FrameCoding {
  private readonly change = new Int16Array(COUNT);
  private readonly key: number;
  private extent = 0;
  private density = 0;

  constructor(
    private readonly coder: Coder,
    private readonly plan: Plan,
    private readonly steps: Uint8Array,
    private readonly base: Uint8Array,
    private readonly age: number,
    private readonly top: Top,
  ) {
    this.key = age === 0 ? 1 : 0;
  }

  /** @returns false when what was read is no face */
  run(): boolean {
    const { plan, steps, base, change, top } = this;
    const wanted = new Int16Array(plan.size);
    let count = 0;
    let magnitudes = 0;
    for (let i = 0; i < plan.size; i++) {
      const c = plan.channel[i] ?? 0;
      const d = (steps[c] ?? 0) - (base[c] ?? 0);
      wanted[i] = d;
      count += d === 0 ? 0 : 1;
      magnitudes |= size(d);
    }
    const activity = this.tree(
      CONTEXTS.activity + ageClassOf(this.age) * 8,
      activityOf(count, plan.scale),
    );
    if (activity === 0) {
      steps.set(base);
      return true;
    }
    this.extent = this.tree(CONTEXTS.extent + activity * 8, log2(magnitudes));
    const expected = ((EXPECTED[activity] ?? 0) * plan.back) >> 8;
    let seen = 0;
    let bits = 0;
    for (let i = 0; i < plan.size; i++) {
      const c = plan.channel[i] ?? 0;
      const share = Math.floor((Math.max(0, expected - seen) * 48) / (plan.size - i));
      this.density = classOf(DENSITY_ENDS, share);
      const partner = plan.partner[i] ?? -1;
      const want = wanted[i] ?? 0;
      const d = partner < 0 ? this.lone(i, c, want) : this.pair(c, partner, want);
      const step = (base[c] ?? 0) + d;
      if (step < 0 || step > top) {
        return false;
      }
      steps[c] = step;
      change[c] = d;
      if (d !== 0) {
        seen += 1;
        bits |= size(d);
      }
    }
    return log2(bits) === this.extent && activityOf(seen, plan.scale) === activity;
  }

  private lone(i: number, c: number, want: number): number {
    const { coder, plan, change, key, top } = this;
    const before = (channel: number): number => (channel < 0 ? 0 : (change[channel] ?? 0));
    const near = before(plan.near[i] ?? -1);
    const nearer = before(plan.nearer[i] ?? -1);
    const moved = Math.min(3, Math.min(2, size(near)) + Math.min(2, size(nearer)));
    const turn = c >= SHAPES ? 1 : 0;
    const from = this.base[c] ?? 0;
    const edge = from === 0 || from === top ? 1 : 0;
    const zero = CONTEXTS.loneZero + (((key * 2 + turn) * 8 + this.density) * 2 + edge) * 4 + moved;
    if (coder.bit(zero, want === 0 ? 0 : 1) === 0) {
      return 0;
    }
    let down = from !== 0;
    if (edge === 0) {
      const trend = near + nearer;
      const sign = CONTEXTS.loneSign + (trend === 0 ? 0 : trend > 0 ? 1 : 2);
      down = coder.bit(sign, want < 0 ? 1 : 0) === 1;
    }
    const s = this.howFar(
      CONTEXTS.loneSize + ((key * 2 + turn) * 8 + this.extent) * 8,
      CONTEXTS.loneHalf + this.extent,
      8,
      this.extent,
      size(want),
    );
    return down ? -s : s;
  }

  private pair(c: number, partner: number, want: number): number {
    const { coder, base, change, key, top } = this;
    const moved = change[partner] ?? 0;
    const from = base[c] ?? 0;
    const gap = (base[partner] ?? 0) + moved - from;
    const flip = moved < 0 || (moved === 0 && gap < 0);
    const g = flip ? -gap : gap;
    const away = size(moved);
    const pc = away < 3 ? away : away < 6 ? 3 : away < 12 ? 4 : away < 24 ? 5 : 6;
    const gc = moved === 0 ? Math.min(g, 2) : g <= 0 ? 0 : g <= 1 ? 1 : 2;
    const predicted = pc >= 3 ? Math.min(top, Math.max(0, from + moved)) : from;
    const rest = from + want - predicted;
    const edge = predicted === 0 || predicted === top ? 1 : 0;
    const zero = CONTEXTS.pairZero + (((key * 7 + pc) * 3 + gc) * 2 + edge) * 8 + this.density;
    if (coder.bit(zero, rest === 0 ? 0 : 1) === 0) {
      return predicted - from;
    }
    let down = predicted !== 0;
    if (edge === 0) {
      down = (coder.bit(CONTEXTS.pairSign + pc * 3 + gc, rest < 0 !== flip ? 1 : 0) === 1) !== flip;
    }
    const s = this.howFar(
      CONTEXTS.pairSize + (key * 7 + pc) * 8,
      CONTEXTS.pairHalf,
      1,
      7,
      size(rest),
    );
    return predicted - from + (down ? -s : s);
  }

  private howFar(context: number, half: number, stride: number, limit: number, want: number): number {
    const { coder } = this;
    const highest = log2(want);
    let high = 0;
    while (high < limit && coder.bit(context + high, high < highest ? 1 : 0) === 1) {
      high += 1;
    }
    if (high === 0) {
      return 1;
    }
    const v = 2 | coder.bit(half + high * stride, (want >> (high - 1)) & 1);
    return (v << (high - 1)) | coder.even(high - 1, want & ((1 << (high - 1)) - 1));
  }

  private tree(context: number, value: number): number {
    let node = 1;
    for (let i = 2; i >= 0; i--) {
      node = 2 * node + this.coder.bit(context + node, (value >> i) & 1);
    }
    return node - 8;
  }
}
