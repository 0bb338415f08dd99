package org.avatarengine.benchmarks.live;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.session.SessionRole;

/**
 * A viewer on a virtual clock behind a link that loses frames and acknowledgements at random. The
 * one without loss and delay tells what the encoder shows.
 */
final class LossyViewer implements ViewerPort {

  private record InFlight(long dueUs, byte[] frame, byte[] answer, boolean key) {}

  private final FrameDecoder decoder = new FrameDecoder();
  private final QuantizedFrame shown = new QuantizedFrame();
  private final PriorityQueue<InFlight> link =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueUs(), b.dueUs()));
  private final Random random;
  private final double loss;
  private final long delayUs;
  private final LossFigures figures;
  private final LossyViewer truth;
  private final short[][] steps = new short[512][];
  private final long[] sequences = new long[512];
  private Viewer viewer;
  private long nowUs;
  private long shownUs = -1;
  private long forgotUs = -1;

  /**
   * @param truth the viewer that loses nothing; null for that one itself
   */
  LossyViewer(long seed, double loss, long delayUs, LossFigures figures, LossyViewer truth) {
    this.random = new Random(seed);
    this.loss = loss;
    this.delayUs = delayUs;
    this.figures = figures;
    this.truth = truth;
    Arrays.fill(sequences, -1);
  }

  void join(LiveSession session) {
    viewer =
        session.join(
            new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
            this,
            0);
  }

  /** Lets everything pass that is due, in order of time. */
  void passUntil(long atUs) {
    while (!link.isEmpty() && link.peek().dueUs() <= atUs) {
      InFlight next = link.remove();
      nowUs = next.dueUs();
      if (next.frame() != null) {
        arrived(next.frame());
      } else if (next.key()) {
        viewer.text("{\"type\":\"key\"}", nowUs);
      } else {
        viewer.binary(next.answer(), 0, next.answer().length, nowUs);
      }
    }
    nowUs = atUs;
  }

  /** Forgets every frame, as a page that was reloaded, and asks for a key frame. */
  void forget() {
    decoder.reset();
    forgotUs = nowUs;
    // Requests go over the reliable channel.
    link.add(new InFlight(nowUs + delayUs, null, null, true));
  }

  boolean isWaiting() {
    return forgotUs >= 0;
  }

  private void arrived(byte[] frame) {
    try {
      switch (decoder.decode(frame, 0, frame.length, shown)) {
        case SHOWN -> show();
        case LATE -> {
          // A key frame and a frame that was under way had the same number.
        }
        case BASE_UNKNOWN -> figures.unknown(forgotUs < 0);
      }
    } catch (FrameFormatException e) {
      throw new BrokenRunException("a frame of the session cannot be decoded", e);
    }
  }

  private void show() {
    int slot = (int) shown.sequence() & steps.length - 1;
    steps[slot] = shown.steps().clone();
    sequences[slot] = shown.sequence();
    if (truth != null) {
      figures.shown(
          truth.sequences[slot] == shown.sequence()
              && Arrays.equals(truth.steps[slot], shown.steps()));
      if (forgotUs >= 0) {
        figures.resync(nowUs - forgotUs);
        forgotUs = -1;
      } else if (shownUs >= 0) {
        figures.gap(nowUs - shownUs);
      }
    }
    shownUs = nowUs;
    byte[] acknowledgement = new byte[FrameMessages.ACKNOWLEDGEMENT_BYTES];
    FrameMessages.acknowledge(shown.sequence(), acknowledgement, 0);
    if (!lost()) {
      link.add(new InFlight(nowUs + delayUs, null, acknowledgement, false));
    }
  }

  private boolean lost() {
    return random.nextDouble() < loss;
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void frame(EncodedFrame frame) {
    boolean lost = lost();
    if (truth != null) {
      figures.sent(lost, frame.length());
    }
    if (!lost) {
      byte[] bytes = Arrays.copyOf(frame.bytes(), frame.length());
      link.add(new InFlight(nowUs + delayUs, bytes, null, false));
    }
  }

  @Override
  public void binary(byte[] bytes, int length) {
    throw new BrokenRunException("a viewer was sent an acknowledgement");
  }

  @Override
  public void text(String json) {
    if (json.contains("\"error\"")) {
      throw new BrokenRunException("the session complains: " + json);
    }
  }

  @Override
  public void close(CloseReason reason) {
    throw new BrokenRunException("the session closed a viewer: " + reason);
  }
}
