import { COUNT } from '../channels.ts';
import { acknowledged, FRAME, valuesOf } from '../codec/frame.ts';
import { FrameDecoder } from '../codec/frame-decoder.ts';
import { Meters } from './meters.ts';
import { Playout } from './playout.ts';

/** What some bytes were. */
export type Received =
  | { readonly kind: 'shown'; readonly sequence: number; readonly level: number }
  | { readonly kind: 'acknowledged'; readonly sequence: number }
  /** A frame cannot be decoded for want of its base; `ask` once for a key. */
  | { readonly kind: 'base-unknown'; readonly ask: boolean }
  /** Late, or broken: one such frame harms nobody, for the next one does not need it. */
  | { readonly kind: 'ignored' };

const IGNORED: Received = { kind: 'ignored' };

/** The receiving half of a connection: bytes to faces, and how well they come. */
export class FrameReceiver {
  readonly playout = new Playout();
  readonly meters = new Meters();

  private readonly decoder = new FrameDecoder();
  private readonly values = new Float32Array(COUNT);
  private keyAsked = false;
  private level = -1;

  hear(bytes: Uint8Array, now: number): Received {
    this.meters.arrived(bytes.length, now);
    if (bytes[0] !== FRAME) {
      const sequence = acknowledged(bytes);
      return sequence === null ? IGNORED : { kind: 'acknowledged', sequence };
    }
    let decoded;
    try {
      decoded = this.decoder.decode(bytes);
    } catch {
      return IGNORED;
    }
    if (decoded.outcome === 'base-unknown') {
      const ask = !this.keyAsked;
      this.keyAsked = true;
      return { kind: 'base-unknown', ask };
    }
    this.keyAsked = false;
    const { frame } = decoded;
    const { sequence, timeMs, level } = frame;
    if (decoded.outcome === 'late') {
      this.meters.late(sequence, now);
      return IGNORED;
    }
    if (level !== this.level) {
      this.level = level;
      this.meters.levelChanged();
    }
    this.meters.newer(sequence, timeMs, now);
    valuesOf(frame, this.values);
    this.playout.push(timeMs, this.values, now);
    return { kind: 'shown', sequence, level };
  }

  /** A new connection begins with nothing. */
  reset(): void {
    this.decoder.reset();
    this.meters.reset();
    this.playout.reset();
    this.keyAsked = false;
    this.level = -1;
  }
}
