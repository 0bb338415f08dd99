import { COUNT } from '../channels.ts';

const KEPT = 32;
/** A clock that runs ahead is found out at this rate: milliseconds a second. */
const DRIFT = 2;

interface Kept {
  readonly mediaMs: number;
  readonly values: Float32Array;
}

/**
 * What to show when. Without a delay that is the newest frame; with one, frames are held back that
 * long and what lies between two of them is interpolated, which evens out their arrival.
 */
export class Playout {
  /** Milliseconds that frames are held back. */
  delayMs = 0;

  private kept: Kept[] = [];
  /** The least difference seen between this clock and the media's. */
  private offset: { value: number; at: number } | null = null;
  private readonly mixed = new Float32Array(COUNT);

  /** A newer frame has come. */
  push(mediaMs: number, values: Float32Array, now: number): void {
    const last = this.kept.at(-1);
    if (last !== undefined && mediaMs <= last.mediaMs) {
      // The sender has begun anew.
      this.reset();
    }
    const age = now - mediaMs;
    const aged = this.offset === null ? age : this.offset.value + ((now - this.offset.at) / 1_000) * DRIFT;
    this.offset = { value: Math.min(age, aged), at: now };
    this.kept.push({ mediaMs, values: values.slice() });
    if (this.kept.length > KEPT) {
      this.kept.shift();
    }
  }

  /** The values to show now, or null before the first frame. The same array each time. */
  at(now: number): Float32Array | null {
    const newest = this.kept.at(-1);
    if (newest === undefined || this.offset === null) {
      return null;
    }
    if (this.delayMs === 0) {
      return newest.values;
    }
    const wanted = now - this.offset.value - this.delayMs;
    let i = this.kept.length - 1;
    while (i > 0 && (this.kept[i]?.mediaMs ?? 0) > wanted) {
      i--;
    }
    const [before, after] = [this.kept[i], this.kept[i + 1]];
    if (before === undefined || after === undefined || before.mediaMs > wanted) {
      return (before ?? newest).values;
    }
    const t = (wanted - before.mediaMs) / (after.mediaMs - before.mediaMs);
    for (let c = 0; c < COUNT; c++) {
      const from = before.values[c] ?? 0;
      this.mixed[c] = from + ((after.values[c] ?? 0) - from) * t;
    }
    return this.mixed;
  }

  reset(): void {
    this.kept = [];
    this.offset = null;
  }
}
