package org.avatarengine.benchmarks.faceread;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Lines of a text protocol that end with CR LF. */
final class Line {

  private static final int LONGEST = 8192;

  private Line() {}

  static String read(InputStream in) throws IOException {
    var line = new StringBuilder(64);
    int next = in.read();
    while (next != '\r') {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (line.length() == LONGEST) {
        throw new IOException("a line is too long: " + line.substring(0, 80));
      }
      line.append((char) next);
      next = in.read();
    }
    if (in.read() != '\n') {
      throw new IOException("a line ends without LF: " + line);
    }
    return line.toString();
  }

  static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new EOFException("%d of %d bytes came".formatted(bytes.length, length));
    }
    return bytes;
  }
}
