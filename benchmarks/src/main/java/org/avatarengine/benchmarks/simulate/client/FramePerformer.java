package org.avatarengine.benchmarks.simulate.client;

import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * A performer that sends frames of the binary codec over a session's connection: a key frame, then
 * differences against what the server acknowledged. One thread beats, the connection's hears.
 */
public final class FramePerformer implements Performer, LiveListener {

  private static final int KEPT = 256;

  private final FaceSource face;
  private final LiveListener watcher;
  private final FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
  private final QuantizedFrame[] sent = new QuantizedFrame[KEPT];
  private final float[] values = new float[Channel.COUNT];
  private final byte[] out = new byte[FrameEncoder.MAX_BYTES];
  private long sequence;
  private volatile long acknowledged = -1;
  private volatile LiveConnection connection;
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param watcher also hears all that comes, for a performer watches too; null for nobody
   */
  public FramePerformer(FaceSource face, LiveListener watcher) {
    this.face = face;
    this.watcher = watcher;
  }

  /**
   * Sends the next frame, if the connection is open.
   *
   * @param timeUs on the performer's clock, from 0
   */
  @Override
  public void beat(long timeUs) {
    LiveConnection to = connection;
    if (to == null) {
      return;
    }
    int at = (int) (sequence % KEPT);
    if (sent[at] == null) {
      sent[at] = new QuantizedFrame();
    }
    face.at(timeUs, values);
    encoder.quantize(sequence, timeUs / 1_000, values, sent[at]);
    long known = acknowledged;
    QuantizedFrame base = known >= 0 ? sent[(int) (known % KEPT)] : null;
    if (base != null && base.sequence() != known) {
      base = null;
    }
    int length = encoder.encode(sent[at], base, out, 0);
    if (to.binary(out, 0, length)) {
      frames.incrementAndGet();
    } else {
      dropped.incrementAndGet();
    }
    sequence++;
  }

  /** Frames that left. */
  @Override
  public long frames() {
    return frames.get();
  }

  /** Frames that could not. */
  @Override
  public long dropped() {
    return dropped.get();
  }

  @Override
  public void onOpen(LiveConnection opened, long nowUs) {
    acknowledged = -1;
    connection = opened;
    if (watcher != null) {
      watcher.onOpen(opened, nowUs);
    }
  }

  @Override
  public void onBinary(byte[] bytes, int offset, int length, long nowUs) {
    if (length == FrameMessages.ACKNOWLEDGEMENT_BYTES
        && bytes[offset] == FrameMessages.ACKNOWLEDGEMENT) {
      try {
        long said = FrameMessages.acknowledged(bytes, offset, length);
        acknowledged = Math.max(acknowledged, said);
      } catch (FrameFormatException e) {
        throw new IllegalStateException(e);
      }
    } else if (watcher != null) {
      watcher.onBinary(bytes, offset, length, nowUs);
    }
  }

  @Override
  public void onText(String text, long nowUs) {
    if (text.equals("{\"type\":\"key\"}")) {
      acknowledged = -1;
    } else if (watcher != null) {
      watcher.onText(text, nowUs);
    }
  }

  @Override
  public void onClosed(int code, String reason, long nowUs) {
    connection = null;
    if (watcher != null) {
      watcher.onClosed(code, reason, nowUs);
    }
  }
}
