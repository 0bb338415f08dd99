package org.avatarengine.video;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.avatarengine.vision.frame.FrameLimits;

/**
 * What a child is asked for, once.
 *
 * @param threads that decode
 * @param workingPixels frames with more are sent as a whole-number reduction
 */
record ClipRequest(Path file, FrameLimits limits, int threads, long workingPixels) {

  private static final int LONGEST_PATH = 8192;

  void write(DataOutputStream out) throws IOException {
    byte[] path = file.toString().getBytes(StandardCharsets.UTF_8);
    out.writeByte(Wire.VERSION);
    out.writeInt(path.length);
    out.write(path);
    out.writeInt(limits.maxFrames());
    out.writeInt(limits.maxSourceFrames());
    out.writeLong(limits.maxDuration().toMillis());
    out.writeLong(limits.maxPixels());
    out.writeInt(threads);
    out.writeLong(workingPixels);
    out.flush();
  }

  static ClipRequest read(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    int length = in.readInt();
    if (version != Wire.VERSION || length < 1 || length > LONGEST_PATH) {
      throw new IOException("not a request");
    }
    byte[] path = in.readNBytes(length);
    var limits =
        new FrameLimits(
            in.readInt(), in.readInt(), Duration.ofMillis(in.readLong()), in.readLong());
    return new ClipRequest(
        Path.of(new String(path, StandardCharsets.UTF_8)), limits, in.readInt(), in.readLong());
  }
}
