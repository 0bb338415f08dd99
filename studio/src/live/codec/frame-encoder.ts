import { clamped, SHAPES } from '../channels.ts';
import { checkOf, FRAME, restSteps, SEVEN_BIT_FLAG } from './frame.ts';
import type { Frame, Top } from './frame.ts';
import { FrameCoding } from './frame-model.ts';
import { RangeEncoder } from './range-coder.ts';
import { fill, planOf } from './tables.ts';

const MAX_AGE = 255;
/** A value this near the bound of its error counts as beyond it. */
const MARGIN = 1e-4;

/** Values to bytes: what a performer sends. */
export class FrameEncoder {
  private readonly shown: Uint8Array;

  constructor(
    private readonly top: Top = 255,
    private readonly level = 0,
  ) {
    this.shown = restSteps(top);
  }

  /** Quantises the next frame; a value within the error of the step shown before keeps that step. */
  quantize(sequence: number, timeMs: number, values: ArrayLike<number>): Frame {
    const { top, level, shown } = this;
    const plan = planOf(level);
    for (let i = 0; i < plan.size; i++) {
      const c = plan.channel[i] ?? 0;
      const folded = plan.folded[i] ?? -1;
      let value = clamped(c, values[c] ?? 0);
      if (folded >= 0) {
        value = (value + clamped(folded, values[folded] ?? 0)) / 2;
      }
      const turn = c >= SHAPES;
      const exact = turn ? ((value + 1) * top) / 2 : value * top;
      if (Math.abs(exact - (shown[c] ?? 0)) > (turn ? 0.5 : 1) - MARGIN) {
        shown[c] = Math.floor(exact + 0.5);
      }
    }
    fill(level, top, shown);
    return { sequence: sequence >>> 0, timeMs: timeMs >>> 0, level, top, steps: shown.slice() };
  }

  /**
   * Encodes a frame.
   *
   * @param base a frame that the receiver has acknowledged; without one of the last 255 it becomes a
   *     key frame
   */
  encode(frame: Frame, base: Frame | null): Uint8Array<ArrayBuffer> {
    const { sequence, timeMs, steps, level, top } = frame;
    const older = base === null ? 0 : (sequence - base.sequence) >>> 0;
    const age = base !== null && base.top === top && older <= MAX_AGE ? older : 0;
    const bytes = [
      FRAME,
      level | (top === 127 ? SEVEN_BIT_FLAG : 0),
      age,
      checkOf(sequence, timeMs, steps),
      sequence & 0xff,
      (sequence >>> 8) & 0xff,
    ];
    if (age === 0 || base === null) {
      bytes.push((sequence >>> 16) & 0xff, sequence >>> 24);
      bytes.push(timeMs & 0xff, (timeMs >>> 8) & 0xff, (timeMs >>> 16) & 0xff, timeMs >>> 24);
    } else {
      let elapsed = (timeMs - base.timeMs) >>> 0;
      while (elapsed > 0x7f) {
        bytes.push((elapsed & 0x7f) | 0x80);
        elapsed >>>= 7;
      }
      bytes.push(elapsed);
    }
    const coder = new RangeEncoder();
    const from = age === 0 || base === null ? restSteps(top) : base.steps;
    new FrameCoding(coder, planOf(level), steps.slice(), from, age, top).run();
    return new Uint8Array([...bytes, ...coder.end()]);
  }
}
