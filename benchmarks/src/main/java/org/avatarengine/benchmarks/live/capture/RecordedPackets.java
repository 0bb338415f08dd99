package org.avatarengine.benchmarks.live.capture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.contract.frame.Channel;

/** Packets of tracking programs: recorded ones where there is test data, otherwise our own. */
public final class RecordedPackets {

  private static final String RECORDING = "animation/dao.gesichter";
  private static final int MOST_PACKETS = 100_000;
  private static final int MOST_BYTES = 4_096;
  private static final int VERSION = 6;

  private RecordedPackets() {}

  /**
   * Live Link Face packets, version 6.
   *
   * @param performance what they carry where none were recorded
   */
  public static List<byte[]> liveLink(Path testdata, Performance performance) throws IOException {
    Path file = testdata.resolve(RECORDING);
    return Files.isRegularFile(file) ? read(file) : liveLink(performance);
  }

  /** Live Link Face packets of a performance, as our own writer makes them. */
  public static List<byte[]> liveLink(Performance performance) {
    return written(Dialects.liveLink("benchmark", 60), performance);
  }

  /** VMC bundles of all 52 shapes, head and eyes. */
  public static List<byte[]> vmc(Performance performance) {
    return written(Dialects.vmc(), performance);
  }

  /** iFacialMocap text of version 1. */
  public static List<byte[]> iFacialMocap(Performance performance) {
    return performance.frames().stream().limit(600).map(RecordedPackets::text).toList();
  }

  private static List<byte[]> written(DialectWriter writer, Performance performance) {
    List<byte[]> packets = new ArrayList<>();
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    for (int i = 0; i < Math.min(600, performance.frames().size()); i++) {
      int length = writer.write(performance.frame(i), i, i * 1_000_000L / 60, out, 0);
      packets.add(Arrays.copyOf(out, length));
    }
    return packets;
  }

  private static byte[] text(float[] values) {
    var text = new StringBuilder();
    for (Channel channel : Channel.ALL.subList(0, Channel.SHAPES)) {
      String name = channel.key().replaceFirst("Left$", "_L").replaceFirst("Right$", "_R");
      text.append(name).append('-').append(Math.round(values[channel.ordinal()] * 100)).append('|');
    }
    text.append("=head#").append(angles(values, Channel.HEAD_YAW)).append(",0,0,0");
    text.append("|rightEye#").append(angles(values, Channel.RIGHT_EYE_YAW));
    text.append("|leftEye#").append(angles(values, Channel.LEFT_EYE_YAW)).append('|');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String angles(float[] values, Channel yaw) {
    int at = yaw.ordinal();
    return String.format(
        Locale.ROOT,
        "%.3f,%.3f,%.3f",
        StrictMath.toDegrees(values[at + 1]),
        StrictMath.toDegrees(-values[at]),
        StrictMath.toDegrees(-values[at + 2]));
  }

  /** gzip of a version byte, a count, and each packet after its size; big-endian. */
  static List<byte[]> read(Path file) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      int version = in.readUnsignedByte();
      int count = in.readInt();
      if (version != VERSION || count < 1 || count > MOST_PACKETS) {
        throw new IOException(file + " is no recording of Live Link packets, version 6");
      }
      List<byte[]> packets = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int size = in.readInt();
        if (size < 1 || size > MOST_BYTES) {
          throw new IOException(file + ": packet " + i + " has " + size + " bytes");
        }
        packets.add(in.readNBytes(size));
      }
      return packets;
    }
  }
}
