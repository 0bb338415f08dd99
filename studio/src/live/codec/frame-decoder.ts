import { checkOf, FRAME, FrameFormatError, MAX_BYTES, restSteps, SEVEN_BIT_FLAG } from './frame.ts';
import type { Frame, Top } from './frame.ts';
import { FrameCoding } from './frame-model.ts';
import { RangeDecoder } from './range-coder.ts';
import { fill, planOf } from './tables.ts';

const KEPT = 256;
const KEY_PAYLOAD = 12;
const DELTA_TIME = 6;

/** What became of some bytes. A late frame is good as a base only. */
export type Decoded =
  | { readonly outcome: 'shown' | 'late'; readonly frame: Frame; readonly age: number }
  | { readonly outcome: 'base-unknown' };

/** Bytes to frames. It remembers the last 256 frames by number, to decode later ones against. */
export class FrameDecoder {
  private readonly kept: (Frame | undefined)[] = Array.from({ length: KEPT });
  /** Number of the newest frame as a signed 32-bit integer; null before the first. */
  private newest: number | null = null;

  /** @throws FrameFormatError when it is not a frame; the decoder stays as it was */
  decode(bytes: Uint8Array): Decoded {
    if (bytes.length > MAX_BYTES || bytes.length <= DELTA_TIME) {
      throw new FrameFormatError(`no frame has ${bytes.length} bytes`);
    }
    const [kind = 0, flags = 0, age = 0] = bytes;
    if (kind !== FRAME || flags > 7) {
      throw new FrameFormatError('not a frame of version 1');
    }
    const top: Top = (flags & SEVEN_BIT_FLAG) === 0 ? 255 : 127;
    return age === 0 ? this.key(bytes, flags & 3, top) : this.delta(bytes, flags & 3, top, age);
  }

  /** Forgets all frames, as after a new connection. */
  reset(): void {
    this.newest = null;
    this.kept.fill(undefined);
  }

  private key(bytes: Uint8Array, level: number, top: Top): Decoded {
    if (bytes.length < KEY_PAYLOAD) {
      throw new FrameFormatError('shorter than a key frame');
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const head = { sequence: view.getUint32(4, true), timeMs: view.getUint32(8, true), level, top };
    const frame = payload(bytes, KEY_PAYLOAD, head, restSteps(top), 0);
    if (this.newest !== null && ((this.newest - head.sequence) | 0) >= KEPT) {
      this.reset();
    }
    return this.keep(frame, 0);
  }

  private delta(bytes: Uint8Array, level: number, top: Top, age: number): Decoded {
    let at = DELTA_TIME;
    let elapsed = 0;
    for (let shift = 0; ; shift += 7) {
      const part = bytes[at++];
      if (part === undefined || shift === 35) {
        throw new FrameFormatError('the time does not end');
      }
      elapsed |= (part & 0x7f) << shift;
      if (part < 0x80) {
        break;
      }
    }
    if (this.newest === null) {
      return { outcome: 'base-unknown' };
    }
    const low = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8);
    // The number with that low half that is nearest to the newest one.
    const number = (this.newest + (((low - this.newest) << 16) >> 16)) | 0;
    const baseNumber = (number - age) >>> 0;
    const base = this.kept[baseNumber % KEPT];
    if (base === undefined || base.sequence !== baseNumber) {
      return { outcome: 'base-unknown' };
    }
    if (base.top !== top) {
      throw new FrameFormatError('not the profile of its base');
    }
    const head = { sequence: number >>> 0, timeMs: (base.timeMs + elapsed) >>> 0, level, top };
    return this.keep(payload(bytes, at, head, base.steps, age), age);
  }

  private keep(frame: Frame, age: number): Decoded {
    const ahead = this.newest === null ? 1 : (frame.sequence - this.newest) | 0;
    const slot = frame.sequence % KEPT;
    if (ahead > 0) {
      this.newest = frame.sequence | 0;
      this.kept[slot] = frame;
    } else if (ahead > -KEPT && this.kept[slot]?.sequence !== frame.sequence) {
      // What was shown under a number stays, even if it comes again.
      this.kept[slot] = frame;
    }
    return { outcome: ahead > 0 ? 'shown' : 'late', frame, age };
  }
}

function payload(
  bytes: Uint8Array,
  from: number,
  head: Omit<Frame, 'steps'>,
  base: Uint8Array,
  age: number,
): Frame {
  if (bytes.length > from && bytes.at(-1) === 0) {
    throw new FrameFormatError('a needless zero at the end');
  }
  const coder = new RangeDecoder(bytes.subarray(from));
  const steps = base.slice();
  if (!new FrameCoding(coder, planOf(head.level), steps, base, age, head.top).run()) {
    throw new FrameFormatError('the payload is no face');
  }
  if (!coder.exact) {
    throw new FrameFormatError('the payload is too long');
  }
  fill(head.level, head.top, steps);
  if (checkOf(head.sequence, head.timeMs, steps) !== bytes[3]) {
    throw new FrameFormatError('the check does not match');
  }
  return { ...head, steps };
}
