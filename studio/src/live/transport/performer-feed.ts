import type { Frame } from '../codec/frame.ts';
import { FrameEncoder } from '../codec/frame-encoder.ts';

const KEPT = 256;

/** A performer's own face on its way to the server: key frames until one is acknowledged, then deltas. */
export class PerformerFeed {
  private readonly encoder = new FrameEncoder();
  private readonly sent: (Frame | undefined)[] = Array.from({ length: KEPT });
  private base: Frame | null = null;
  private sequence = 0;

  /** The next frame as bytes. */
  next(values: ArrayLike<number>, timeMs: number): Uint8Array<ArrayBuffer> {
    const frame = this.encoder.quantize(this.sequence, timeMs, values);
    this.sequence = (this.sequence + 1) >>> 0;
    this.sent[frame.sequence % KEPT] = frame;
    return this.encoder.encode(frame, this.base);
  }

  /** The server has this frame. */
  acknowledged(sequence: number): void {
    const frame = this.sent[sequence % KEPT];
    if (frame?.sequence === sequence && (this.base === null || ((sequence - this.base.sequence) | 0) > 0)) {
      this.base = frame;
    }
  }

  /** The server knows nothing of what was sent before. */
  reset(): void {
    this.base = null;
    this.sent.fill(undefined);
  }
}
