import { COUNT, SHAPES } from '../channels.ts';

/** How finely a frame is quantised: the number of its highest step. */
export type Top = 255 | 127;

/** What a frame shows, in steps: the very same at the sender and at every receiver. */
export interface Frame {
  /** 0 to 2³²−1. */
  readonly sequence: number;
  /** Media time in milliseconds, 0 to 2³²−1. */
  readonly timeMs: number;
  /** 0 full to 3 minimal. */
  readonly level: number;
  readonly top: Top;
  /** 61 steps, 0 to top. */
  readonly steps: Uint8Array;
}

/** Bytes that are no frame of this protocol. */
export class FrameFormatError extends Error {
  override name = 'FrameFormatError';
}

export const FRAME = 0x01;
export const ACK = 0x11;
export const SEVEN_BIT_FLAG = 4;
export const MAX_BYTES = 1_200;

/** The step of a channel at rest. */
export function restOf(channel: number, top: Top): number {
  return channel < SHAPES ? 0 : (top + 1) / 2;
}

export function restSteps(top: Top): Uint8Array {
  return Uint8Array.from({ length: COUNT }, (_, channel) => restOf(channel, top));
}

/** Blend shapes 0..1, rotations −1..1. */
export function valuesOf({ steps, top }: Frame, into: Float32Array): void {
  for (let i = 0; i < COUNT; i++) {
    const step = steps[i] ?? 0;
    into[i] = i < SHAPES ? step / top : (2 * step) / top - 1;
  }
}

/** The byte that tells whether a frame was understood. */
export function checkOf(sequence: number, timeMs: number, steps: Uint8Array): number {
  let h = (Math.imul(sequence, 31) + timeMs) | 0;
  for (let i = 0; i < COUNT; i++) {
    h = (Math.imul(h, 31) + (steps[i] ?? 0)) | 0;
  }
  return Math.imul(h, 0x9e3779b1) >>> 24;
}

/** Says which is the newest frame shown. */
export function acknowledgement(sequence: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(5);
  bytes[0] = ACK;
  new DataView(bytes.buffer).setUint32(1, sequence, true);
  return bytes;
}

/** The acknowledged number, or null if the bytes are none. */
export function acknowledged(bytes: Uint8Array): number | null {
  return bytes.length === 5 && bytes[0] === ACK
    ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true)
    : null;
}
