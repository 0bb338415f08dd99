package org.avatarengine.animation.dialect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * Live Link Face packets, versions 1 to 6, big-endian: version (u8), device id (from version 4; i32
 * length and UTF-8), subject (the same), a time whose form is the version's, value count (u8),
 * float32 values in the order of {@link Channel}. A packet that ends before the count says that no
 * face is in sight.
 *
 * <p>The time: versions 1 and 2 have seconds (f64) and frame number (u32); 3 and 4 a frame number
 * (u32) or nothing; 5 hours, minutes, seconds, frames (4 × i32), perhaps a drop-frame flag (u8),
 * and frames a second (u32); 6 frame number (i32), sub-frame (f32), rate numerator and denominator
 * (2 × i32). Where a version has two forms the length of the packet tells them apart. Versions 5
 * and 6 send the time of day, which goes on over midnight here.
 */
public final class LiveLinkReader extends PacketReader {

  /** The port that the app sends to unless told otherwise. */
  public static final int PORT = 11_111;

  private static final int OLDEST = 1;
  private static final int NEWEST = 6;
  private static final int FIRST_WITH_DEVICE = 4;
  private static final int LAST_WITH_52_VALUES = 3;
  private static final int MAX_NAME = 256;
  private static final int MAX_SECONDS = 1_000_000_000;

  /** Bytes between subject and value count, by version. */
  private static final int[][] TIME_BYTES = {{}, {12}, {12}, {4, 0}, {4, 0}, {21, 20}, {16}};

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final float rotationScale;
  private final Name device = new Name();
  private final Name subject = new Name();
  private final DayClock clock = new DayClock();
  private float subFrame;
  private int rateNumerator;
  private int rateDenominator;

  LiveLinkReader(float rotationScale) {
    super(Dialect.LIVE_LINK);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  /**
   * Where the subject's bytes start, without reading the rest; allocates nothing. Their number is
   * {@link #subjectLength}.
   *
   * @return −1 when this is no Live Link Face packet up to there
   */
  public static int subjectOffset(byte[] packet, int offset, int length) {
    if (length < 1) {
      return -1;
    }
    int end = offset + length;
    int version = packet[offset] & 0xff;
    if (version < OLDEST || version > NEWEST) {
      return -1;
    }
    int pos = offset + 1;
    if (version >= FIRST_WITH_DEVICE) {
      pos = nameEnd(packet, pos, end);
      if (pos < 0) {
        return -1;
      }
    }
    return nameEnd(packet, pos, end) < 0 ? -1 : pos + Integer.BYTES;
  }

  /** How many bytes the subject has, 0..256, when {@link #subjectOffset} found it there. */
  public static int subjectLength(byte[] packet, int subjectOffset) {
    return (int) INT.get(packet, subjectOffset - Integer.BYTES);
  }

  /** Whether the packet is of that subject, given in UTF-8; allocates nothing. */
  public static boolean isSubject(byte[] packet, int offset, int length, byte[] subject) {
    int from = subjectOffset(packet, offset, length);
    return from >= 0
        && Arrays.equals(
            packet, from, from + subjectLength(packet, from), subject, 0, subject.length);
  }

  /** The device id of the last packet; empty before version 4. */
  public String deviceId() {
    return device.text;
  }

  /** How far into its frame the last packet's time was, 0..1; 0 before version 6. */
  public float subFrame() {
    return subFrame;
  }

  /** Frames that pass in {@link #rateDenominator()} seconds; 0 when the version tells no rate. */
  public int rateNumerator() {
    return rateNumerator;
  }

  public int rateDenominator() {
    return rateDenominator;
  }

  @Override
  Outcome parse(byte[] packet, int offset, int length, FaceSample into) {
    subFrame = 0;
    rateNumerator = 0;
    rateDenominator = 1;
    int end = offset + length;
    int version = length == 0 ? 0 : packet[offset] & 0xff;
    if (version < OLDEST || version > NEWEST) {
      return malformed("not a version from 1 to 6");
    }
    int pos = offset + 1;
    int deviceEnd = version < FIRST_WITH_DEVICE ? pos : nameEnd(packet, pos, end);
    int subjectEnd = deviceEnd < 0 ? -1 : nameEnd(packet, deviceEnd, end);
    if (subjectEnd < 0) {
      return malformed("a name's length does not fit the packet");
    }
    device.set(packet, Math.min(pos + Integer.BYTES, deviceEnd), deviceEnd);
    subject.set(packet, deviceEnd + Integer.BYTES, subjectEnd);
    into.setSubject(subject.text);
    int rest = end - subjectEnd;
    int timeBytes = timeBytes(version, packet, subjectEnd, rest);
    if (timeBytes >= 0) {
      int count = packet[subjectEnd + timeBytes] & 0xff;
      if (!values(packet, subjectEnd + timeBytes + 1, count, into)) {
        return malformed("a value is not finite");
      }
      into.setFace(count != 0);
    } else if (rest <= TIME_BYTES[version][0]) {
      into.setFace(false);
      timeBytes = timeBytesWithoutFace(version, rest);
    } else {
      return malformed("value count and length do not fit");
    }
    return timeBytes == 0 || time(version, packet, subjectEnd, timeBytes, into)
        ? Outcome.SAMPLE
        : malformed("the time is no time");
  }

  /** How many bytes of time stand before the value count, or −1 when no form fits the length. */
  private static int timeBytes(int version, byte[] packet, int from, int rest) {
    for (int bytes : TIME_BYTES[version]) {
      if (rest > bytes) {
        int count = packet[from + bytes] & 0xff;
        boolean known =
            count == Channel.COUNT
                || count == 0
                || (count == Channel.SHAPES && version <= LAST_WITH_52_VALUES);
        if (known && rest == bytes + 1 + count * Float.BYTES) {
          return bytes;
        }
      }
    }
    return -1;
  }

  private static int timeBytesWithoutFace(int version, int rest) {
    for (int bytes : TIME_BYTES[version]) {
      if (rest >= bytes) {
        return bytes;
      }
    }
    return 0;
  }

  private boolean values(byte[] packet, int from, int count, FaceSample into) {
    float[] values = into.values();
    for (int i = 0; i < count; i++) {
      float value = Float.intBitsToFloat((int) INT.get(packet, from + i * Float.BYTES));
      if (!Float.isFinite(value)) {
        return false;
      }
      values[i] = Ranges.clamp(i, i < Channel.SHAPES ? value : value * rotationScale);
    }
    into.setPresent(count == Channel.COUNT ? FaceSample.ALL : (1L << count) - 1);
    return true;
  }

  private boolean time(int version, byte[] packet, int from, int bytes, FaceSample into) {
    return switch (version) {
      case 1, 2 -> seconds(packet, from, into);
      case 3, 4 -> {
        into.setFrameNumber(Integer.toUnsignedLong((int) INT.get(packet, from)));
        yield true;
      }
      case 5 -> timeCode(packet, from, bytes, into);
      default -> frameTime(packet, from, into);
    };
  }

  private static boolean seconds(byte[] packet, int from, FaceSample into) {
    double seconds = Double.longBitsToDouble((long) LONG.get(packet, from));
    if (!(seconds >= 0 && seconds < 1e12)) {
      return false;
    }
    into.setSourceTimeUs((long) (seconds * 1e6 + 0.5));
    into.setFrameNumber(Integer.toUnsignedLong((int) INT.get(packet, from + Double.BYTES)));
    return true;
  }

  private boolean timeCode(byte[] packet, int from, int bytes, FaceSample into) {
    int hours = (int) INT.get(packet, from);
    int minutes = (int) INT.get(packet, from + 4);
    int seconds = (int) INT.get(packet, from + 8);
    int frames = (int) INT.get(packet, from + 12);
    int rate = (int) INT.get(packet, from + bytes - Integer.BYTES);
    if (hours < 0 || hours > 99 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
      return false;
    }
    if (frames < 0 || rate < 1 || rate > 1_000 || frames >= rate) {
      return false;
    }
    rateNumerator = rate;
    long whole = (hours * 60L + minutes) * 60 + seconds;
    into.setSourceTimeUs(clock.after(whole * 1_000_000 + frames * 1_000_000L / rate));
    into.setFrameNumber(whole * rate + frames);
    return true;
  }

  private boolean frameTime(byte[] packet, int from, FaceSample into) {
    int frame = (int) INT.get(packet, from);
    float part = Float.intBitsToFloat((int) INT.get(packet, from + 4));
    int numerator = (int) INT.get(packet, from + 8);
    int denominator = (int) INT.get(packet, from + 12);
    if (frame < 0 || !(part >= 0 && part <= 1) || numerator < 1 || denominator < 1) {
      return false;
    }
    double seconds = ((double) frame + part) * denominator / numerator;
    if (seconds > MAX_SECONDS) {
      return false;
    }
    subFrame = part;
    rateNumerator = numerator;
    rateDenominator = denominator;
    into.setSourceTimeUs(clock.after((long) (seconds * 1e6 + 0.5)));
    into.setFrameNumber(frame);
    return true;
  }

  private static int nameEnd(byte[] packet, int pos, int end) {
    if (end - pos < Integer.BYTES) {
      return -1;
    }
    int length = (int) INT.get(packet, pos);
    if (length < 0 || length > MAX_NAME || length > end - pos - Integer.BYTES) {
      return -1;
    }
    return pos + Integer.BYTES + length;
  }

  /** A name that seldom changes: its string is made again only when its bytes differ. */
  private static final class Name {
    private byte[] bytes = {};
    private String text = "";

    void set(byte[] packet, int from, int to) {
      if (!Arrays.equals(bytes, 0, bytes.length, packet, from, to)) {
        bytes = Arrays.copyOfRange(packet, from, to);
        text = new String(bytes, StandardCharsets.UTF_8);
      }
    }
  }
}
