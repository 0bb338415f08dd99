package org.avatarengine.animation.dialect;

import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * iFacialMocap and FaceMotion3D text: items parted by {@code |}. {@code name-value} (version 1) and
 * {@code name&value} (version 2, which may be negative) are shapes in hundredths; {@code
 * head#rx,ry,rz,…}, {@code leftEye#rx,ry,rz} and {@code rightEye#…} are rotations in degrees about
 * ARKit's axes: x positive downwards, y to the subject's left, z towards the right shoulder. Items
 * of other names are passed over, as are further numbers of a rotation (positions).
 */
final class IFacialMocapReader extends PacketReader {

  static final byte[] END_OF_FRAME =
      "___iFacialMocap".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static final int MAX_BYTES = 16_384;
  private static final int TRACKING = 100;
  private static final NameTable ROTATIONS =
      new NameTable(
          java.util.Map.of(
              "head", Channel.HEAD_YAW.ordinal(),
              "leftEye", Channel.LEFT_EYE_YAW.ordinal(),
              "rightEye", Channel.RIGHT_EYE_YAW.ordinal()));
  private static final NameTable STATUS =
      new NameTable(java.util.Map.of("trackingStatus", TRACKING));

  private final float rotationScale;
  private final float[] degrees = new float[3];

  IFacialMocapReader(float rotationScale) {
    super(Dialect.IFACIALMOCAP);
    this.rotationScale = Ranges.rotationScale(rotationScale);
  }

  @Override
  Outcome parse(byte[] packet, int offset, int length, FaceSample into) {
    if (length > MAX_BYTES) {
      return malformed("longer than 16 KiB");
    }
    int end = withoutEndOfFrame(packet, offset, offset + length);
    int from = offset;
    while (from < end) {
      int to = indexOf(packet, from, end, '|');
      if (!item(packet, from, to, into)) {
        return malformed("a value is no number");
      }
      from = to + 1;
    }
    if (into.present() == 0 && into.hasFace()) {
      return malformed("no known shape");
    }
    return Outcome.SAMPLE;
  }

  private boolean item(byte[] packet, int start, int to, FaceSample into) {
    int from = start;
    while (from < to && (packet[from] == '=' || packet[from] <= ' ')) {
      from++;
    }
    int hash = indexOf(packet, from, to, '#');
    if (hash < to) {
      int first = ROTATIONS.find(packet, from, hash);
      return first == NameTable.NONE || rotation(packet, hash + 1, to, first, into);
    }
    int mark = indexOf(packet, from, to, '&');
    if (mark == to) {
      mark = indexOf(packet, from, to, '-');
    }
    if (mark == to) {
      return true;
    }
    int channel = NameTable.CHANNELS.find(packet, from, mark);
    boolean shape = channel >= 0 && channel < Channel.SHAPES;
    boolean status = !shape && STATUS.find(packet, from, mark) == TRACKING;
    if (!shape && !status) {
      return true;
    }
    float value = (float) AsciiNumber.parse(packet, mark + 1, to);
    if (!Float.isFinite(value)) {
      return false;
    }
    if (shape) {
      into.set(channel, Ranges.clamp(channel, value / 100));
    } else if (value == 0) {
      into.setFace(false);
    }
    return true;
  }

  private boolean rotation(byte[] packet, int start, int to, int firstChannel, FaceSample into) {
    int from = start;
    for (int i = 0; i < degrees.length; i++) {
      int comma = from < to ? indexOf(packet, from, to, ',') : to;
      degrees[i] = (float) AsciiNumber.parse(packet, from, Math.max(from, comma));
      if (!Float.isFinite(degrees[i])) {
        return false;
      }
      from = comma + 1;
    }
    axes(into, firstChannel, degrees[0], degrees[1], degrees[2], rotationScale);
    return true;
  }

  /** Degrees about ARKit's axes into yaw, pitch and roll. VTube Studio has the same ones. */
  static void axes(FaceSample into, int firstChannel, float x, float y, float z, float scale) {
    into.set(firstChannel, Ranges.clamp(firstChannel, -Ranges.radians(y) * scale));
    into.set(firstChannel + 1, Ranges.clamp(firstChannel + 1, Ranges.radians(x) * scale));
    into.set(firstChannel + 2, Ranges.clamp(firstChannel + 2, -Ranges.radians(z) * scale));
  }

  private static int withoutEndOfFrame(byte[] packet, int from, int end) {
    int start = end - END_OF_FRAME.length;
    return start >= from
            && java.util.Arrays.equals(packet, start, end, END_OF_FRAME, 0, END_OF_FRAME.length)
        ? start
        : end;
  }

  private static int indexOf(byte[] packet, int from, int to, char c) {
    for (int i = from; i < to; i++) {
      if (packet[i] == c) {
        return i;
      }
    }
    return to;
  }
}
