import { COUNT } from '../channels.ts';
import type { Player } from './player.ts';

/** What drives the face from here; a phone sends to the server by itself. */
export type DriveMode = 'phone' | 'recording' | 'sliders';

/** A face that does not change is said again this often, so that it counts as alive. */
const STILL_MS = 100;

/** Gives out the values to send, at each tick at most one face. */
export class Driver {
  mode: DriveMode = 'phone';
  player: Player | null = null;
  /** What the sliders say. */
  readonly hand = new Float32Array(COUNT);

  private moved = true;
  private sentAt = Number.NEGATIVE_INFINITY;

  /** One slider has moved. */
  set(channel: number, value: number): void {
    this.hand[channel] = value;
    this.moved = true;
  }

  /** All sliders at rest. */
  reset(): void {
    this.hand.fill(0);
    this.moved = true;
  }

  /** The face to send now, or null. */
  next(now: number): Float32Array | null {
    if (this.mode === 'recording' && this.player !== null) {
      const { playing } = this.player;
      return playing || now - this.sentAt >= STILL_MS ? this.sent(this.player.values(now), now) : null;
    }
    if (this.mode === 'sliders' && (this.moved || now - this.sentAt >= STILL_MS)) {
      this.moved = false;
      return this.sent(this.hand, now);
    }
    return null;
  }

  private sent(values: Float32Array, now: number): Float32Array {
    this.sentAt = now;
    return values;
  }
}
