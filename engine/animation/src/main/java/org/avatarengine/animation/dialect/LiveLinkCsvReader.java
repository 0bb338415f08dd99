package org.avatarengine.animation.dialect;

import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Lines of a recording of the Live Link Face app, one a packet, with or without the line's end. A
 * line that begins with {@code Timecode} is a header: it says which column is which, for the app
 * puts right before left where the wire has left before right. A row without values is a frame
 * without a face.
 */
final class LiveLinkCsvReader extends PacketReader {

  static final int MAX_LINE = 16_384;

  private static final int MAX_COLUMNS = 256;
  private static final int TIMECODE = 100;
  private static final int FRAME_RATE = 101;
  private static final int OTHER = -1;
  private static final NameTable COLUMNS =
      new NameTable(java.util.Map.of("Timecode", TIMECODE, "FrameRate", FRAME_RATE));

  private final float rotationScale;
  private final int framesPerSecond;
  private final int[] columns = new int[MAX_COLUMNS];
  private final double[] timecode = new double[4];
  private int width;
  private long row;

  LiveLinkCsvReader(float rotationScale, int framesPerSecond) {
    super(Dialect.LIVE_LINK_CSV);
    if (framesPerSecond < 1 || framesPerSecond > 1_000) {
      throw new IllegalArgumentException("1 to 1,000 frames a second: " + framesPerSecond);
    }
    this.rotationScale = Ranges.rotationScale(rotationScale);
    this.framesPerSecond = framesPerSecond;
  }

  @Override
  Outcome parse(byte[] packet, int offset, int length, FaceSample into) {
    if (length > MAX_LINE) {
      return malformed("a line longer than 16 KiB");
    }
    int from = offset;
    int end = trimmedEnd(packet, from, offset + length);
    if (end - from >= 3 && packet[from] == (byte) 0xef && packet[from + 1] == (byte) 0xbb) {
      // The byte order mark of UTF-8.
      from += 3;
    }
    int comma = cellEnd(packet, from, end);
    if (COLUMNS.find(packet, from, trimmedEnd(packet, from, comma)) == TIMECODE) {
      return header(packet, from, end);
    }
    return width == 0 ? malformed("no header yet") : row(packet, from, end, into);
  }

  private Outcome header(byte[] packet, int start, int end) {
    width = 0;
    row = 0;
    long seen = 0;
    int column = 0;
    for (int from = start; from < end; ) {
      int to = cellEnd(packet, from, end);
      if (column == MAX_COLUMNS) {
        return malformed("more than 256 columns");
      }
      int first = trimmedStart(packet, from, to);
      int last = trimmedEnd(packet, first, to);
      int channel = NameTable.CHANNELS.find(packet, first, last);
      if (channel >= 0 && (seen >>> channel & 1) != 0) {
        return malformed("a channel has two columns");
      }
      seen |= channel >= 0 ? 1L << channel : 0;
      columns[column++] = channel >= 0 ? channel : COLUMNS.find(packet, first, last);
      from = to + 1;
    }
    if (seen == 0) {
      return malformed("a header without channels");
    }
    width = column;
    return Outcome.PARTIAL;
  }

  private Outcome row(byte[] packet, int start, int end, FaceSample into) {
    int from = start;
    boolean timed = false;
    double rate = framesPerSecond;
    for (int column = 0; column < width && from <= end; column++) {
      int to = cellEnd(packet, from, end);
      int first = trimmedStart(packet, from, to);
      int last = trimmedEnd(packet, first, to);
      if (columns[column] == TIMECODE) {
        timed = timecode(packet, first, last);
      } else if (columns[column] != OTHER && last > first) {
        double value = AsciiNumber.parse(packet, first, last);
        if (columns[column] == FRAME_RATE && value >= 1 && value <= 1_000) {
          rate = value;
        } else if (columns[column] == FRAME_RATE || !set(columns[column], (float) value, into)) {
          return malformed("a value is no finite number");
        }
      }
      from = to + 1;
    }
    if (!timed) {
      return malformed("no time code of hours:minutes:seconds:frames");
    }
    double seconds = (timecode[0] * 60 + timecode[1]) * 60 + timecode[2] + timecode[3] / rate;
    into.setSourceTimeUs((long) (seconds * 1e6 + 0.5));
    into.setFrameNumber(row++);
    into.setFace(into.present() != 0);
    return Outcome.SAMPLE;
  }

  private boolean set(int channel, float value, FaceSample into) {
    if (!Float.isFinite(value)) {
      return false;
    }
    float scaled = channel < Channel.SHAPES ? value : value * rotationScale;
    into.set(channel, Ranges.clamp(channel, scaled));
    return true;
  }

  private boolean timecode(byte[] packet, int start, int end) {
    int from = start;
    for (int i = 0; i < timecode.length; i++) {
      int to = from;
      while (to < end && packet[to] != ':' && packet[to] != ';') {
        to++;
      }
      timecode[i] = AsciiNumber.parse(packet, from, Math.max(from, to));
      if (!(timecode[i] >= 0 && timecode[i] < (i == 3 ? 1_000 : 100))) {
        return false;
      }
      from = to + 1;
    }
    return from > end;
  }

  private static int cellEnd(byte[] packet, int from, int end) {
    int to = from;
    while (to < end && packet[to] != ',') {
      to++;
    }
    return to;
  }

  private static int trimmedStart(byte[] packet, int from, int to) {
    int start = from;
    while (start < to && packet[start] == ' ') {
      start++;
    }
    return start;
  }

  private static int trimmedEnd(byte[] packet, int from, int to) {
    int end = to;
    while (end > from && packet[end - 1] >= 0 && packet[end - 1] <= ' ') {
      end--;
    }
    return end;
  }
}
