package org.avatarengine.animation.dialect;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.avatarengine.animation.signal.FaceSample;

/**
 * Reads a recording of the Live Link Face app ({@code *.csv}) frame by frame, however long it is.
 * Columns are told apart by their header. Times go on over midnight. For one thread.
 *
 * <pre>{@code
 * try (LiveLinkCsv recording = new LiveLinkCsv(Files.newInputStream(path))) {
 *   FaceSample sample = new FaceSample();
 *   while (recording.next(sample)) { … }
 * }
 * }</pre>
 */
public final class LiveLinkCsv implements Closeable {

  /** The time codes of the app count 60 frames a second, whatever the camera's rate. */
  public static final int FRAMES_PER_SECOND = 60;

  private final InputStream in;
  private final LiveLinkCsvReader reader;
  private final byte[] buffer = new byte[65_536];
  private int from;
  private int to;
  private long line;
  private final DayClock clock = new DayClock();

  /** Reads from a stream that is closed with this. */
  public LiveLinkCsv(InputStream in) {
    this(in, FRAMES_PER_SECOND, 1);
  }

  /**
   * @param framesPerSecond of the time code, 1..1,000; a FrameRate column overrules it
   * @param rotationScale what the file's rotations are multiplied with to be radians
   */
  public LiveLinkCsv(InputStream in, int framesPerSecond, float rotationScale) {
    this.in = in;
    this.reader = new LiveLinkCsvReader(rotationScale, framesPerSecond);
  }

  /**
   * Fills the next frame in.
   *
   * @return false at the end
   * @throws IOException when the stream fails or a line is damaged; the message names the line
   */
  public boolean next(FaceSample into) throws IOException {
    while (true) {
      int length = nextLine();
      if (length < 0) {
        return false;
      }
      int start = from;
      from = Math.min(to, from + length + 1);
      line++;
      if (blank(start, length)) {
        continue;
      }
      switch (reader.read(buffer, start, length, into)) {
        case SAMPLE -> {
          into.setSourceTimeUs(clock.after(into.sourceTimeUs()));
          return true;
        }
        case PARTIAL -> clock.forget();
        case MALFORMED -> throw new IOException("line " + line + ": " + reader.complaint());
      }
    }
  }

  /** The number of the line that was read last, from 1. */
  public long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The length of the line that begins at {@link #from}, without its end; −1 at the end. */
  private int nextLine() throws IOException {
    int looked = from;
    while (true) {
      for (int i = looked; i < to; i++) {
        if (buffer[i] == '\n') {
          return i - from;
        }
      }
      if (to - from > LiveLinkCsvReader.MAX_LINE) {
        throw new IOException("line " + (line + 1) + ": a line longer than 16 KiB");
      }
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
      looked = to;
      int count = in.read(buffer, to, buffer.length - to);
      if (count < 0) {
        return to == 0 ? -1 : to;
      }
      to += count;
    }
  }

  private boolean blank(int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
