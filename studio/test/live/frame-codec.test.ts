import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNELS, COUNT, SHAPES } from '../../src/live/channels.ts';
import { acknowledged, acknowledgement, FrameFormatError, valuesOf } from '../../src/live/codec/frame.ts';
import type { Frame } from '../../src/live/codec/frame.ts';
import { FrameDecoder } from '../../src/live/codec/frame-decoder.ts';
import { FrameEncoder } from '../../src/live/codec/frame-encoder.ts';
import { LEVELS, TABLE_NAMES } from '../../src/live/codec/tables.ts';

interface Packet {
  offset: number;
  length: number;
  outcome: 'SHOWN' | 'LATE' | 'BASE_UNKNOWN' | 'MALFORMED';
  profile: 'EIGHT_BIT' | 'SEVEN_BIT';
  level: number;
  age: number;
  sequence: number;
  timeMs: number;
  steps: number[];
  hex: string;
}

const VECTORS = new URL('../../../contract/src/test/resources/vectors/', import.meta.url);
const { streams }: { streams: { name: string; packets: Packet[] }[] } = JSON.parse(
  readFileSync(new URL('frame-v1.json', VECTORS), 'utf8'),
);
const binary = new Uint8Array(readFileSync(new URL('frame-v1.bin', VECTORS)));

describe('the frame codec', () => {
  it.each(streams)('should read every packet of the stream "$name"', ({ packets }) => {
    const decoder = new FrameDecoder();
    for (const packet of packets) {
      const bytes = binary.subarray(packet.offset, packet.offset + packet.length);
      expect(Buffer.from(bytes).toString('hex')).toBe(packet.hex);
      if (packet.outcome === 'MALFORMED') {
        expect(() => decoder.decode(bytes)).toThrow(FrameFormatError);
        continue;
      }
      const decoded = decoder.decode(bytes);
      expect(decoded.outcome).toBe(packet.outcome.toLowerCase().replace('_', '-'));
      if (decoded.outcome !== 'base-unknown') {
        const { frame } = decoded;
        expect({ ...frame, steps: [...frame.steps], age: decoded.age }).toEqual({
          sequence: packet.sequence,
          timeMs: packet.timeMs,
          level: packet.level,
          top: packet.profile === 'EIGHT_BIT' ? 255 : 127,
          steps: packet.steps,
          age: packet.age,
        });
      }
    }
  });

  it.each(streams)('should write the decodable packets of "$name" byte for byte', ({ packets }) => {
    const frames = new Map<number, Frame>();
    for (const packet of packets) {
      if (packet.outcome === 'MALFORMED' || packet.outcome === 'BASE_UNKNOWN') {
        continue;
      }
      const top = packet.profile === 'EIGHT_BIT' ? 255 : 127;
      const { sequence, timeMs, level } = packet;
      const frame: Frame = { sequence, timeMs, level, top, steps: Uint8Array.from(packet.steps) };
      const base = packet.age === 0 ? null : frames.get((sequence - packet.age) >>> 0);
      const bytes = new FrameEncoder(top, level).encode(frame, base ?? null);
      expect(Buffer.from(bytes).toString('hex')).toBe(packet.hex);
      frames.set(sequence, frame);
    }
  });

  it('should keep every value within one step, over lost packets too', () => {
    const encoder = new FrameEncoder();
    const decoder = new FrameDecoder();
    const shown = new Float32Array(COUNT);
    let base: Frame | null = null;
    for (let n = 0; n < 400; n++) {
      const values = Float32Array.from({ length: COUNT }, (_, c) =>
        c < SHAPES ? 0.5 + 0.5 * Math.sin(n / (5 + c)) : Math.sin(n / (9 + c)),
      );
      const frame = encoder.quantize(n, n * 17, values);
      const bytes = encoder.encode(frame, base);
      if (n % 7 === 3) {
        continue;
      }
      const decoded = decoder.decode(bytes);
      expect(decoded.outcome).toBe('shown');
      if (decoded.outcome === 'shown') {
        expect(decoded.frame).toEqual(frame);
        valuesOf(decoded.frame, shown);
        values.forEach((value, c) => expect(Math.abs(value - (shown[c] ?? 9))).toBeLessThanOrEqual(1 / 255 + 1e-6));
      }
      if (n % 3 === 0) {
        base = frame;
      }
    }
  });

  it('should never be led astray by what is no frame', () => {
    const decoder = new FrameDecoder();
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    let refused = 0;
    for (let n = 0; n < 3_000; n++) {
      const from = streams[0]?.packets[random(10)];
      const bytes = Uint8Array.from(Buffer.from(from?.hex ?? '', 'hex'));
      bytes[random(bytes.length)] = random(256);
      const cut = random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
      try {
        decoder.decode(cut);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(FrameFormatError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(500);
  });

  it('should know the channels of the published tables', () => {
    expect(TABLE_NAMES).toEqual([...CHANNELS]);
    expect(LEVELS.map(({ size }) => size)).toEqual([61, 52, 24, 12]);
  });

  it('should write and read an acknowledgement', () => {
    expect([...acknowledgement(0x01020304)]).toEqual([0x11, 4, 3, 2, 1]);
    expect(acknowledged(acknowledgement(0xfffffff0))).toBe(0xfffffff0);
    expect(acknowledged(new Uint8Array([0x11, 0]))).toBeNull();
  });
});
