import { describe, expect, it } from 'vitest';
import { decompressBlock, Lz4Error } from '../../src/face/lz4.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const text = (value: Uint8Array): string => new TextDecoder().decode(value);

describe('an LZ4 block', () => {
  it('should be empty when it holds nothing', () => {
    expect(decompressBlock(bytes(0), 0)).toHaveLength(0);
  });

  it('should give literals back', () => {
    // Given
    const block = bytes(0x50, ...new TextEncoder().encode('hello'));
    // When
    const raw = decompressBlock(block, 5);
    // Then
    expect(text(raw)).toBe('hello');
  });

  it('should repeat when a match overlaps itself', () => {
    // Given: "ab", then 8 bytes from 2 back, then the last 5 literals
    const block = bytes(0x24, 0x61, 0x62, 2, 0, 0x50, 0x31, 0x32, 0x33, 0x34, 0x35);
    // When
    const raw = decompressBlock(block, 15);
    // Then
    expect(text(raw)).toBe('ababababab12345');
  });

  it('should copy when a match does not overlap', () => {
    const block = bytes(0x40, 0x61, 0x62, 0x63, 0x64, 4, 0, 0x10, 0x2e);
    expect(text(decompressBlock(block, 9))).toBe('abcdabcd.');
  });

  it('should read lengths of more than one byte', () => {
    // Given: 15 + 255 + 30 literals
    const literals = Array.from({ length: 300 }, (_, i) => i & 0xff);
    // When
    const raw = decompressBlock(bytes(0xf0, 255, 30, ...literals), 300);
    // Then
    expect([...raw]).toEqual(literals);
  });

  it.each([
    ['nothing at all', bytes(), 0],
    ['an end within a length', bytes(0xf0, 255), 300],
    ['literals past the input', bytes(0x50, 1, 2), 5],
    ['literals past the output', bytes(0x20, 1, 2), 1],
    ['an offset of zero', bytes(0x14, 1, 0, 0, 0x10, 1), 10],
    ['an offset before the block', bytes(0x14, 1, 2, 0, 0x10, 1), 10],
    ['a match past the output', bytes(0x1f, 1, 1, 0, 100, 0x10, 1), 10],
    ['fewer bytes than promised', bytes(0x10, 1), 2],
  ])('should be refused for %s', (_, block, length) => {
    expect(() => decompressBlock(block, length)).toThrow(Lz4Error);
  });

  it('should end in an error or in bytes, never otherwise, whatever comes in', () => {
    // Given: a fixed sequence of noise
    let seed = 1;
    const noise = (): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed >>> 24;
    };
    for (let round = 0; round < 5_000; round += 1) {
      const block = Uint8Array.from({ length: noise() % 64 }, noise);
      // When
      let raw: Uint8Array | undefined;
      try {
        raw = decompressBlock(block, noise());
      } catch (error) {
        expect(error).toBeInstanceOf(Lz4Error);
      }
      // Then
      expect(raw === undefined || raw.length <= 255).toBe(true);
    }
  });
});
