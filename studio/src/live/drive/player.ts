import { COUNT } from '../channels.ts';
import type { Recording } from './recording.ts';

/** Plays a recording at its own pace, over and over if wanted. */
export class Player {
  loop = true;

  private position = 0;
  private startedAt: number | null = null;
  private readonly mixed = new Float32Array(COUNT);

  constructor(readonly recording: Recording) {}

  get playing(): boolean {
    return this.startedAt !== null;
  }

  play(now: number): void {
    if (this.position >= this.recording.durationMs) {
      this.position = 0;
    }
    this.startedAt = now - this.position;
  }

  pause(now: number): void {
    this.position = this.at(now);
    this.startedAt = null;
  }

  seek(ms: number, now: number): void {
    this.position = Math.min(this.recording.durationMs, Math.max(0, ms));
    if (this.startedAt !== null) {
      this.startedAt = now - this.position;
    }
  }

  /** Where it is, in milliseconds; at the end it begins again or stops. */
  at(now: number): number {
    const { durationMs } = this.recording;
    if (this.startedAt === null) {
      return this.position;
    }
    let ms = now - this.startedAt;
    if (ms >= durationMs) {
      if (this.loop && durationMs > 0) {
        ms %= durationMs;
        this.startedAt = now - ms;
      } else {
        ms = durationMs;
        this.position = ms;
        this.startedAt = null;
      }
    }
    return ms;
  }

  /** The face at this time, interpolated between two frames. The same array each time. */
  values(now: number): Float32Array {
    const { timesMs, values } = this.recording;
    const ms = this.at(now);
    let low = 0;
    let high = timesMs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((timesMs[middle] ?? 0) <= ms) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const next = Math.min(low + 1, timesMs.length - 1);
    const [from, to] = [timesMs[low] ?? 0, timesMs[next] ?? 0];
    const t = to > from ? (ms - from) / (to - from) : 0;
    for (let c = 0; c < COUNT; c++) {
      const a = values[low * COUNT + c] ?? 0;
      this.mixed[c] = a + ((values[next * COUNT + c] ?? 0) - a) * t;
    }
    return this.mixed;
  }
}
