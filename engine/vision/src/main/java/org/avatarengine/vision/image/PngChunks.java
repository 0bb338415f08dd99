package org.avatarengine.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Walks a PNG's chunks, checking each checksum; the IDAT chunks read as one stream. */
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;

  private final InputStream in;
  private final CRC32 crc = new CRC32();
  private String type = "";
  private int left;

  PngChunks(InputStream in) throws IOException {
    this.in = in;
    in.skipNBytes(SIGNATURE_BYTES);
  }

  /** Moves to the next chunk, past what is left of the present one. */
  String next() throws IOException {
    if (!type.isEmpty()) {
      finish();
    }
    left = readInt();
    if (left < 0) {
      throw RefusedImageException.unreadable("The PNG picture is damaged.");
    }
    byte[] name = in.readNBytes(4);
    if (name.length < 4) {
      throw new EOFException("the PNG file ends early");
    }
    crc.reset();
    crc.update(name);
    type = new String(name, StandardCharsets.ISO_8859_1);
    return type;
  }

  String type() {
    return type;
  }

  int length() {
    return left;
  }

  /** The whole content of the present chunk, which the caller has found short enough. */
  byte[] content() throws IOException {
    byte[] content = in.readNBytes(left);
    if (content.length < left) {
      throw new EOFException("the PNG file ends early");
    }
    crc.update(content);
    left = 0;
    return content;
  }

  /** The content of the present IDAT chunk and of all that follow it directly. */
  InputStream imageData() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        while (left == 0) {
          if (!type.equals("IDAT") || !next().equals("IDAT")) {
            return -1;
          }
        }
        if (!type.equals("IDAT")) {
          return -1;
        }
        int count = in.read(to, offset, Math.min(length, left));
        if (count < 0) {
          throw new EOFException("the PNG file ends early");
        }
        crc.update(to, offset, count);
        left -= count;
        return count;
      }
    };
  }

  private void finish() throws IOException {
    byte[] buffer = new byte[Math.min(left, 8192)];
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("the PNG file ends early");
      }
      crc.update(buffer, 0, count);
      left -= count;
    }
    if (readInt() != (int) crc.getValue()) {
      throw RefusedImageException.unreadable("The PNG picture is damaged: a checksum is wrong.");
    }
  }

  private int readInt() throws IOException {
    byte[] four = in.readNBytes(4);
    if (four.length < 4) {
      throw new EOFException("the PNG file ends early");
    }
    return ByteBuffer.wrap(four).getInt();
  }
}
