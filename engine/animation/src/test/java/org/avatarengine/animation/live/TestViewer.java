package org.avatarengine.animation.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;

/** A viewer that decodes and acknowledges, behind a line that loses, delays and reorders. */
final class TestViewer implements ViewerPort {

  private record InFlight(long dueUs, boolean toViewer, byte[] bytes) {}

  final FrameDecoder decoder = new FrameDecoder();
  final QuantizedFrame shown = new QuantizedFrame();
  final Map<Long, short[]> frames = new HashMap<>();
  final List<String> texts = new ArrayList<>();
  final List<byte[]> binaries = new ArrayList<>();
  final List<byte[]> raw = new ArrayList<>();
  final ArrayDeque<Long> sentSequences = new ArrayDeque<>();
  CloseReason closed;
  Viewer viewer;
  boolean writable = true;
  boolean decodes = true;
  boolean acknowledges = true;
  boolean reliable;
  boolean asksForKeys = true;
  int received;
  int keys;
  int unknown;
  long lastShownUs = -1;
  long longestGapUs;

  private final PriorityQueue<InFlight> line =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueUs(), b.dueUs()));
  private final Random random;
  private final double loss;
  private final long delayUs;
  private final long jitterUs;
  private boolean asked;
  private long nowUs;

  /** A perfect line. */
  TestViewer() {
    this(new Random(0), 0, 0, 0);
  }

  TestViewer(Random random, double loss, long delayUs, long jitterUs) {
    this.random = random;
    this.loss = loss;
    this.delayUs = delayUs;
    this.jitterUs = jitterUs;
  }

  TestViewer join(LiveSession session, ViewerRequest request, long atUs) {
    nowUs = Math.max(nowUs, atUs);
    viewer = session.join(request, this, atUs);
    return this;
  }

  /** Lets pass what is due. */
  void tick(long atUs) {
    nowUs = atUs;
    while (!line.isEmpty() && line.peek().dueUs() <= atUs) {
      InFlight next = line.remove();
      if (next.toViewer()) {
        show(next.bytes());
      } else {
        viewer.binary(next.bytes(), 0, next.bytes().length, atUs);
      }
    }
  }

  @Override
  public boolean isReliable() {
    return reliable;
  }

  @Override
  public boolean isWritable() {
    return writable;
  }

  @Override
  public void frame(EncodedFrame frame) {
    received++;
    keys += frame.isKey() ? 1 : 0;
    sentSequences.add(frame.sequence());
    byte[] bytes = Arrays.copyOf(frame.bytes(), frame.length());
    raw.add(bytes);
    if (decodes) {
      put(true, bytes);
    }
  }

  @Override
  public void binary(byte[] bytes, int length) {
    binaries.add(Arrays.copyOf(bytes, length));
  }

  @Override
  public void text(String json) {
    texts.add(json);
  }

  @Override
  public void close(CloseReason reason) {
    closed = reason;
  }

  private void put(boolean toViewer, byte[] bytes) {
    if (random.nextDouble() >= loss) {
      long jitter = jitterUs == 0 ? 0 : random.nextLong(jitterUs);
      line.add(new InFlight(nowUs + delayUs + jitter, toViewer, bytes));
    }
  }

  private void show(byte[] bytes) {
    try {
      switch (decoder.decode(bytes, 0, bytes.length, shown)) {
        case SHOWN -> {
          frames.put(shown.sequence(), shown.steps().clone());
          if (lastShownUs >= 0) {
            longestGapUs = Math.max(longestGapUs, nowUs - lastShownUs);
          }
          lastShownUs = nowUs;
          asked = false;
          if (acknowledges) {
            byte[] ack = new byte[5];
            ack[0] = 0x11;
            for (int i = 0; i < 4; i++) {
              ack[i + 1] = (byte) (shown.sequence() >>> (8 * i));
            }
            put(false, ack);
          }
        }
        case LATE -> {}
        case BASE_UNKNOWN -> {
          unknown++;
          if (!asked && asksForKeys) {
            asked = true;
            viewer.text("{\"type\":\"key\"}", nowUs);
          }
        }
      }
    } catch (FrameFormatException e) {
      throw new AssertionError(e);
    }
  }
}
