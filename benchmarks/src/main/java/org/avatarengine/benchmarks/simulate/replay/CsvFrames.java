package org.avatarengine.benchmarks.simulate.replay;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.avatarengine.contract.frame.Channel;

/**
 * Writes frames as the Live Link Face app writes its recordings: a header of names, a time code of
 * hours, minutes, seconds and sixtieths, the count of blend shapes, 61 values. The app puts right
 * before left for jaw and mouth; readers go by the header.
 */
final class CsvFrames implements Closeable {

  private static final long FRAMES_A_SECOND = 60;

  private final BufferedWriter out;

  CsvFrames(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
    StringBuilder head = new StringBuilder("Timecode,BlendShapeCount");
    for (Channel channel : Channel.ALL) {
      head.append(',').append(ofColumn(channel).liveLinkName());
    }
    out.append(head).append('\n');
  }

  /** The channel of that place in the app's order. */
  private static Channel ofColumn(Channel place) {
    return switch (place) {
      case JAW_LEFT -> Channel.JAW_RIGHT;
      case JAW_RIGHT -> Channel.JAW_LEFT;
      case MOUTH_LEFT -> Channel.MOUTH_RIGHT;
      case MOUTH_RIGHT -> Channel.MOUTH_LEFT;
      default -> place;
    };
  }

  /**
   * Writes a frame.
   *
   * @param timeUs since the session began
   */
  void add(long timeUs, float[] values) throws IOException {
    long seconds = timeUs / 1_000_000;
    double frame = timeUs % 1_000_000 * FRAMES_A_SECOND / 1e6;
    StringBuilder line = new StringBuilder(700);
    line.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d:%06.3f,%d",
            seconds / 3_600 % 24,
            seconds / 60 % 60,
            seconds % 60,
            Math.min(frame, 59.999),
            Channel.COUNT));
    for (Channel channel : Channel.ALL) {
      // Nine digits: the very float comes back.
      line.append(',').append(values[ofColumn(channel).ordinal()]);
    }
    out.append(line).append('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
