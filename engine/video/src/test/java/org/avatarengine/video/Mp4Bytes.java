package org.avatarengine.video;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes written clips where a writer would not. */
final class Mp4Bytes {

  /** From a track header's four letters to its matrix (version 0). */
  private static final int MATRIX = 44;

  private Mp4Bytes() {}

  /** Writes a display matrix, 16.16 fixed point, into the first track. */
  static Path withMatrix(Path clip, Path to, int a, int b, int c, int d) {
    byte[] bytes = read(clip);
    ByteBuffer all = ByteBuffer.wrap(bytes);
    int at = find(bytes, "tkhd") + MATRIX;
    int[] matrix = {a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30};
    for (int i = 0; i < matrix.length; i++) {
      all.putInt(at + 4 * i, matrix[i]);
    }
    return write(to, bytes);
  }

  /** Says that the media lie in another file of the same folder (a QuickTime alias record). */
  static Path withReference(Path clip, Path to, String name) {
    byte[] path = ("/v/" + name).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer alias = ByteBuffer.allocate(400);
    alias.position(4).put("alis".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    alias.position(alias.position() + 10).put((byte) 1).put((byte) 'v');
    alias.position(alias.position() + 26 + 12).put((byte) name.length());
    alias.put(name.getBytes(StandardCharsets.US_ASCII));
    alias.position(alias.position() + 63 - name.length() + 16);
    alias.putShort((short) 1).putShort((short) 1).position(alias.position() + 16);
    alias.putShort((short) 2).putShort((short) path.length).put(path);
    alias.putShort((short) -1).putShort((short) 0);
    alias.putInt(0, alias.capacity());
    ByteBuffer dref = ByteBuffer.allocate(16 + alias.capacity());
    dref.putInt(dref.capacity()).put("dref".getBytes(StandardCharsets.US_ASCII));
    dref.putInt(0).putInt(1).put(alias.array());
    return write(to, replaced(read(clip), "/moov/trak/mdia/minf/dinf/dref", "", dref.array()));
  }

  private static byte[] replaced(byte[] boxes, String wanted, String path, byte[] box) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(boxes);
    while (in.remaining() >= 8) {
      int size = in.getInt(in.position());
      String type = new String(boxes, in.position() + 4, 4, StandardCharsets.ISO_8859_1);
      String here = path + "/" + type;
      byte[] all = new byte[size];
      in.get(all);
      if (here.equals(wanted)) {
        out.writeBytes(box);
      } else if (wanted.startsWith(here + "/")) {
        byte[] inner = java.util.Arrays.copyOfRange(all, 8, all.length);
        byte[] changed = replaced(inner, wanted, here, box);
        out.writeBytes(ByteBuffer.allocate(4).putInt(changed.length + 8).array());
        out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(changed);
      } else {
        out.writeBytes(all);
      }
    }
    return out.toByteArray();
  }

  static int find(byte[] bytes, String letters) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(letters);
    if (at < 0) {
      throw new IllegalStateException("no " + letters);
    }
    return at;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
