/** Bytes that are not an LZ4 block of the expected length. */
export class Lz4Error extends Error {
  override name = 'Lz4Error';
}

const MIN_MATCH = 4;

/**
 * Unpacks one raw LZ4 block (no frame) that holds exactly `length` bytes. Every read and write is
 * checked: hostile input ends in an {@link Lz4Error}, never in bytes from outside.
 */
export function decompressBlock(packed: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  let read = 0;
  let written = 0;

  const next = (): number => {
    const value = packed[read];
    if (value === undefined) {
      throw new Lz4Error('the block ends too early');
    }
    read += 1;
    return value;
  };
  const extended = (start: number): number => {
    let total = start;
    if (start === 15) {
      let more = 255;
      while (more === 255) {
        more = next();
        total += more;
      }
    }
    return total;
  };

  for (;;) {
    const token = next();
    const literals = extended(token >> 4);
    if (read + literals > packed.length || written + literals > length) {
      throw new Lz4Error('literals reach past the end');
    }
    out.set(packed.subarray(read, read + literals), written);
    read += literals;
    written += literals;
    if (read === packed.length) {
      break;
    }
    const low = next();
    const offset = low | (next() << 8);
    if (offset === 0 || offset > written) {
      throw new Lz4Error('a match begins before the block');
    }
    const count = extended(token & 15) + MIN_MATCH;
    if (written + count > length) {
      throw new Lz4Error('a match reaches past the end');
    }
    // Byte by byte where the match overlaps what it writes: that is how LZ4 repeats.
    if (offset >= count) {
      out.copyWithin(written, written - offset, written - offset + count);
      written += count;
    } else {
      for (const end = written + count; written < end; written += 1) {
        out[written] = out[written - offset] ?? 0;
      }
    }
  }
  if (written !== length) {
    throw new Lz4Error(`the block holds ${written} bytes, not ${length}`);
  }
  return out;
}
