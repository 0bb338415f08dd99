import tables from '../../../../docs/api/frame-tables-v1.json';
import { COUNT } from '../channels.ts';
import { restOf } from './frame.ts';
import type { Top } from './frame.ts';

/** What a detail level sends, in coding order. */
export interface Plan {
  readonly size: number;
  readonly scale: number;
  readonly back: number;
  readonly channel: readonly number[];
  readonly partner: readonly number[];
  readonly near: readonly number[];
  readonly nearer: readonly number[];
  /** For the i-th channel sent the one that it stands for as well, or −1. */
  readonly folded: readonly number[];
  /** For each channel that is not sent whose step it takes, or −1 for its rest. */
  readonly source: readonly number[];
}

/** The tables of the published protocol. */
export const CONTEXTS = tables.contexts;
export const ZERO: readonly number[] = tables.zero;
export const BITS = tables.bits;
export const LEVELS: readonly Plan[] = tables.levels.map((level) => ({
  ...level,
  size: level.channel.length,
}));
export const LEVEL_FPS: readonly number[] = tables.levels.map(({ fps }) => fps);
export const TABLE_NAMES: readonly string[] = tables.names;

const UNSENT: readonly (readonly number[])[] = LEVELS.map(({ channel }) => {
  const sent = new Set(channel);
  return Array.from({ length: COUNT }, (_, c) => c).filter((c) => !sent.has(c));
});

/** The plan of a level. */
export function planOf(level: number): Plan {
  const plan = LEVELS[level];
  if (plan === undefined) {
    throw new RangeError(`there is no level ${level}`);
  }
  return plan;
}

/** Fills the channels that a level does not send. */
export function fill(level: number, top: Top, steps: Uint8Array): void {
  const { source } = planOf(level);
  for (const c of UNSENT[level] ?? []) {
    const from = source[c] ?? -1;
    steps[c] = from < 0 ? restOf(c, top) : (steps[from] ?? 0);
  }
}
