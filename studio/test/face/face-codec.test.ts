import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeFace, FaceFormatError } from '../../src/face/face-codec.ts';
import { frameOf, nearestFrame } from '../../src/face/face-entry.ts';

const VECTORS = new URL('../../../contract/src/test/resources/vectors/', import.meta.url);
const golden = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL('face-entry-v1.bin', VECTORS)));
const expected = JSON.parse(readFileSync(new URL('face-entry-v1.json', VECTORS), 'utf8'));

describe('the golden face entry', () => {
  it('should say of itself what its description says', async () => {
    // Given
    const bytes = golden();
    // When
    const { header } = await decodeFace(bytes);
    // Then
    const { createdAtMillis, bytes: length, values: _, ...same } = expected;
    expect(bytes).toHaveLength(length);
    expect(header).toEqual({ ...same, createdAt: new Date(createdAtMillis) });
  });

  it('should hold every value by the formulas of its description', async () => {
    // When
    const entry = await decodeFace(golden());
    // Then
    const n = expected.count;
    const eighths = (from: number, count: number): number[] =>
      Array.from({ length: count }, (_, i) => Math.fround(from + i / 8));
    expect([...entry.boxes]).toEqual(eighths(10, n * 4));
    expect([...entry.landmarks]).toEqual(eighths(20, n * 10));
    expect([...entry.denseLandmarks]).toEqual(eighths(30, n * 478 * 3));
    expect([...entry.confidences]).toEqual(eighths(0.25, n));
    expect([...entry.crops]).toEqual(
      Array.from({ length: n * 96 * 96 * 3 }, (_, i) => Math.floor(i / 7) % 256),
    );
    expect([...entry.masks]).toEqual(
      Array.from({ length: n * 12 * 3 }, (_, i) => (37 * i) % 256),
    );
  });

  it('should be refused when any byte is another', async () => {
    const bytes = golden();
    for (let at = 0; at < bytes.length; at += at < 300 ? 1 : 211) {
      // Given
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      // When
      const decoding = decodeFace(flipped);
      // Then
      await expect(decoding, `byte ${at}`).rejects.toBeInstanceOf(FaceFormatError);
    }
  });

  it.each([0, 1, 219, 220, 5_000, 14_195])('should be refused when cut to %d bytes', async (n) => {
    await expect(decodeFace(golden().slice(0, n))).rejects.toBeInstanceOf(FaceFormatError);
  });

  it('should be read where it lies in a larger buffer', async () => {
    // Given
    const bytes = golden();
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 7);
    // When
    const entry = await decodeFace(larger.subarray(7));
    // Then
    expect(entry.header.sha256).toBe(expected.sha256);
  });
});

describe('the frames of a face entry', () => {
  const eighths = (from: number, first: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => Math.fround(from + (first + i) / 8));

  it.each([0, 1])('should each be its part of every block: %d', async (index) => {
    // Given
    const entry = await decodeFace(golden());
    // When
    const frame = frameOf(entry, index);
    // Then
    expect(entry.header.count).toBe(2);
    expect([...frame.box]).toEqual(eighths(10, index * 4, 4));
    expect([...frame.landmarks]).toEqual(eighths(20, index * 10, 10));
    expect([...frame.denseLandmarks]).toEqual(eighths(30, index * 478 * 3, 478 * 3));
    expect(frame.confidence).toBe(Math.fround(0.25 + index / 8));
    expect(frame.crop).toHaveLength(96 * 96 * 3);
    expect(frame.crop[0]).toBe(Math.floor((index * 96 * 96 * 3) / 7) % 256);
    expect([...frame.mask]).toEqual(
      Array.from({ length: 12 * 3 }, (_, i) => (37 * (index * 12 * 3 + i)) % 256),
    );
  });

  it('should be the first or the last where one is asked for that is not there', async () => {
    const entry = await decodeFace(golden());
    expect(frameOf(entry, -1).index).toBe(0);
    expect(frameOf(entry, 2).index).toBe(1);
  });

  it('should be found again by the box that a registration names', async () => {
    const entry = await decodeFace(golden());
    expect(nearestFrame(entry, [10.5, 10.6, 10.7, 10.9])).toBe(1);
    expect(nearestFrame(entry, [10, 10.1, 10.2, 10.4])).toBe(0);
    expect(nearestFrame(entry, [])).toBe(0);
  });
});
