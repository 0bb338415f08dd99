package org.avatarengine.animation.stream;

import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.FrameText;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * The frames of one session at one level. A frame is quantised once; each of its encodings is made
 * when the first viewer needs it and then shared: one for each of at most four bases, one key
 * frame, one JSON text, one MessagePack map.
 *
 * <p>Frames are numbered by the session's beats, so that numbers go on when a viewer changes its
 * level; a level of half the rate uses every second number. Bases never cross levels: whoever
 * changes gets a key frame.
 */
public final class FrameStream {

  private static final long MASK = 0xFFFF_FFFFL;

  private final DetailLevel level;
  private final FrameEncoder encoder;
  private final FrameText text = new FrameText();
  private final QuantizedFrame[] shown = new QuantizedFrame[AckWindow.SIZE];
  private final boolean[] known = new boolean[AckWindow.SIZE];
  private final BaseChooser chooser = new BaseChooser();
  private final long[] bases = new long[BaseChooser.MAX_BASES];
  private final EncodedFrame[] deltas = new EncodedFrame[BaseChooser.MAX_BASES];
  private final boolean[] deltaReady = new boolean[BaseChooser.MAX_BASES];
  private int baseCount;
  private EncodedFrame key;
  private boolean keyReady;
  private EncodedFrame json;
  private boolean jsonReady;
  private EncodedFrame messagePack;
  private boolean messagePackReady;
  private QuantizedFrame newest;
  private long encodings;

  public FrameStream(FrameProfile profile, DetailLevel level) {
    this.level = level;
    this.encoder = new FrameEncoder(profile, level);
    for (int i = 0; i < shown.length; i++) {
      shown[i] = new QuantizedFrame();
    }
  }

  public DetailLevel level() {
    return level;
  }

  /**
   * The next frame; what was encoded before is gone.
   *
   * @param values 61 floats
   */
  public void next(long sequence, long timeMs, float[] values) {
    int at = (int) sequence & (shown.length - 1);
    known[at] = true;
    newest = shown[at];
    encoder.quantize(sequence, timeMs, values, newest);
    baseCount = 0;
    for (int i = 0; i < deltaReady.length; i++) {
      deltaReady[i] = false;
    }
    keyReady = false;
    jsonReady = false;
    messagePackReady = false;
  }

  /** The newest frame, as its receivers show it; null before the first. Reused 256 beats later. */
  public QuantizedFrame newest() {
    return newest;
  }

  /**
   * Settles the newest frame's bases for those who are about to get it.
   *
   * @param viewers the first {@code count} of them
   */
  public void settle(AckWindow[] viewers, int count) {
    baseCount = chooser.choose(viewers, count, newest.sequence(), bases);
    int kept = 0;
    for (int i = 0; i < baseCount; i++) {
      if (shown(bases[i]) != null) {
        bases[kept++] = bases[i];
      }
    }
    baseCount = kept;
  }

  /** The newest frame in the shortest form that this viewer can decode. */
  public EncodedFrame binary(AckWindow viewer) {
    int best = -1;
    long bestAge = AckWindow.SIZE;
    long sequence = newest.sequence();
    for (int i = 0; i < baseCount; i++) {
      long age = (sequence - bases[i]) & MASK;
      if (age < bestAge && viewer.hasAcknowledged(bases[i])) {
        bestAge = age;
        best = i;
      }
    }
    if (best < 0) {
      best = admit(viewer, sequence);
    }
    return best < 0 ? key() : delta(best);
  }

  /** The newest frame on its own. */
  public EncodedFrame key() {
    if (!keyReady) {
      if (key == null) {
        key = new EncodedFrame(FrameEncoder.MAX_BYTES);
      }
      int length = encoder.encode(newest, null, key.bytes(), 0);
      key.hold(length, newest.sequence(), true);
      keyReady = true;
      encodings++;
    }
    return key;
  }

  /**
   * The newest frame as JSON.
   *
   * @param targets the rig's values for this frame, or null
   */
  public EncodedFrame json(float[] targets) {
    if (!jsonReady) {
      json = room(json, targets);
      int length = text.json(newest, targets, count(targets), json.bytes(), 0);
      json.hold(length, newest.sequence(), true);
      jsonReady = true;
      encodings++;
    }
    return json;
  }

  /**
   * The newest frame as MessagePack.
   *
   * @param targets the rig's values for this frame, or null
   */
  public EncodedFrame messagePack(float[] targets) {
    if (!messagePackReady) {
      messagePack = room(messagePack, targets);
      int length = text.messagePack(newest, targets, count(targets), messagePack.bytes(), 0);
      messagePack.hold(length, newest.sequence(), true);
      messagePackReady = true;
      encodings++;
    }
    return messagePack;
  }

  /** How many encodings were made since the beginning. */
  public long encodings() {
    return encodings;
  }

  /** How many bases the newest frame has. */
  int baseCount() {
    return baseCount;
  }

  /** One who comes after the bases were settled may bring one more while there is room. */
  private int admit(AckWindow viewer, long sequence) {
    long base = viewer.newestAcknowledged();
    long age = (sequence - base) & MASK;
    if (base < 0
        || age == 0
        || age >= AckWindow.SIZE
        || baseCount == BaseChooser.MAX_BASES
        || !viewer.hasAcknowledged(base)
        || shown(base) == null) {
      return -1;
    }
    bases[baseCount] = base;
    return baseCount++;
  }

  private EncodedFrame delta(int index) {
    EncodedFrame frame = deltas[index];
    if (frame == null) {
      frame = new EncodedFrame(FrameEncoder.MAX_BYTES);
      deltas[index] = frame;
    }
    if (!deltaReady[index]) {
      int length = encoder.encode(newest, shown(bases[index]), frame.bytes(), 0);
      frame.hold(length, newest.sequence(), false);
      deltaReady[index] = true;
      encodings++;
    }
    return frame;
  }

  private QuantizedFrame shown(long sequence) {
    int at = (int) sequence & (shown.length - 1);
    return known[at] && shown[at].sequence() == sequence ? shown[at] : null;
  }

  private static EncodedFrame room(EncodedFrame frame, float[] targets) {
    int bytes = 16 * (Channel.COUNT + count(targets)) + 64;
    return frame != null && frame.bytes().length >= bytes ? frame : new EncodedFrame(bytes);
  }

  private static int count(float[] targets) {
    return targets == null ? 0 : targets.length;
  }
}
