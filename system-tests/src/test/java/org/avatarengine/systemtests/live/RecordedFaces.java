package org.avatarengine.systemtests.live;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assumptions;
import org.avatarengine.contract.frame.Channel;

/** Live Link Face packets that a phone once sent, to be sent again under another subject. */
final class RecordedFaces {

  /** What stands between subject and values: frame number, sub-frame, rate, count of values. */
  private static final int TIME_BYTES = 17;

  private final List<byte[]> packets;

  private RecordedFaces(List<byte[]> packets) {
    this.packets = packets;
  }

  /** The recording of the test data; without them the test is not run. */
  static RecordedFaces read() {
    Path file = Path.of(System.getProperty("avatar.testdata"), "animation", "dao.gesichter");
    Assumptions.assumeThat(file).exists();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      in.readUnsignedByte();
      int count = in.readInt();
      List<byte[]> packets = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        packets.add(in.readNBytes(in.readInt()));
      }
      return new RecordedFaces(packets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int count() {
    return packets.size();
  }

  /** What a packet says of the face: 61 values in the order of the channels. */
  float[] values(int index) {
    ByteBuffer in = ByteBuffer.wrap(packets.get(index));
    in.position(endOfSubject(in) + TIME_BYTES);
    float[] values = new float[Channel.COUNT];
    in.asFloatBuffer().get(values);
    return values;
  }

  /**
   * A packet as that phone would send it with another subject.
   *
   * @param frame takes the place of the frame number, so that a recording can be sent twice
   */
  ByteBuffer packet(int index, String subject, int frame) {
    ByteBuffer in = ByteBuffer.wrap(packets.get(index));
    int end = endOfSubject(in);
    int device = 5 + in.getInt(1);
    byte[] name = subject.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(device + 4 + name.length + in.capacity() - end);
    out.put(in.array(), 0, device).putInt(name.length).put(name);
    out.put(in.array(), end, in.capacity() - end);
    out.putInt(device + 4 + name.length, frame);
    return out.flip();
  }

  private static int endOfSubject(ByteBuffer in) {
    int subject = 5 + in.getInt(1);
    return subject + 4 + in.getInt(subject);
  }
}
