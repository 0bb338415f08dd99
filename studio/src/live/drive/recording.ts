import { channelIndex, CHANNELS, clamped, COUNT } from '../channels.ts';

/** What a face did, frame by frame. */
export interface Recording {
  /** Milliseconds since the first frame, rising. */
  readonly timesMs: Float64Array;
  /** 61 values a frame. */
  readonly values: Float32Array;
  readonly durationMs: number;
  /** Channels that the file says nothing of. */
  readonly missing: readonly string[];
}

/** A file that is no recording; the message is for its owner. */
export class RecordingError extends Error {
  override name = 'RecordingError';
}

/** Larger files are not read. */
export const MAX_RECORDING_BYTES = 64 * 1024 * 1024;
const MAX_FRAMES = 200_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Reads a CSV file of the Live Link Face app. Columns go by their names, for the app's own order is
 * not that of its packets; the time code is hours, minutes, seconds and frames with a fraction.
 *
 * @throws RecordingError when it is none
 */
export function recordingOf(text: string): Recording {
  const lines = text.split(/\r?\n/);
  const head = (lines[0] ?? '').split(',').map((name) => name.trim());
  const timeAt = head.findIndex((name) => name.toLowerCase() === 'timecode');
  const columns = head.map(channelIndex);
  if (timeAt < 0 || columns.every((channel) => channel < 0)) {
    throw new RecordingError(
      'This is not a recording of Live Link Face: its first line must name the columns, Timecode and blend shapes.',
    );
  }
  const rows = lines
    .slice(1)
    .map((line) => line.split(','))
    .filter((cells) => cells.length >= head.length && timeOf(cells[timeAt] ?? '', 60) !== null);
  if (rows.length > MAX_FRAMES) {
    throw new RecordingError(`The recording is longer than ${MAX_FRAMES} frames.`);
  }
  const rate = rateOf(rows.map((cells) => cells[timeAt] ?? ''));
  const times: number[] = [];
  const frames: Float32Array[] = [];
  let first: number | null = null;
  for (const cells of rows) {
    const time = timeOf(cells[timeAt] ?? '', rate) ?? 0;
    first ??= time;
    // A take may run over midnight.
    const ms = time - first < -DAY_MS / 2 ? time - first + DAY_MS : time - first;
    if (ms > (times.at(-1) ?? -1)) {
      const frame = new Float32Array(COUNT);
      columns.forEach((channel, i) => {
        if (channel >= 0) {
          frame[channel] = clamped(channel, Number(cells[i]));
        }
      });
      times.push(ms);
      frames.push(frame);
    }
  }
  if (frames.length === 0) {
    throw new RecordingError('The recording has no frame with a time code.');
  }
  const values = new Float32Array(frames.length * COUNT);
  frames.forEach((frame, i) => values.set(frame, i * COUNT));
  return {
    timesMs: new Float64Array(times),
    values,
    durationMs: times.at(-1) ?? 0,
    missing: CHANNELS.filter((_, channel) => !columns.includes(channel)),
  };
}

const TIME = /^\s*(\d{1,2}):(\d{1,2}):(\d{1,2})[:;](\d{1,3}(?:\.\d+)?)\s*$/;

function timeOf(code: string, rate: number): number | null {
  const parts = TIME.exec(code);
  if (parts === null) {
    return null;
  }
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = parts.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds + frames / rate) * 1_000;
}

/** The frames a second by which a file counts: the least usual rate that fits all its codes. */
function rateOf(codes: readonly string[]): number {
  const highest = codes.reduce((most, code) => Math.max(most, Number(TIME.exec(code)?.[4] ?? 0)), 0);
  return [24, 25, 30, 60, 120].find((rate) => highest < rate && rate - highest <= rate / 5) ?? (highest < 60 ? 60 : 1_000);
}
