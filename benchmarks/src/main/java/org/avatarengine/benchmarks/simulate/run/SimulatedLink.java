package org.avatarengine.benchmarks.simulate.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.benchmarks.simulate.client.Carrier;
import org.avatarengine.benchmarks.simulate.client.LiveConnection;
import org.avatarengine.benchmarks.simulate.client.LiveListener;
import org.avatarengine.benchmarks.simulate.link.LinkModel;

/**
 * A connection between a session and a client that is made of nothing but a clock and two link
 * models: frames and acknowledgements as datagrams, control messages repeated until they arrive.
 */
final class SimulatedLink implements LiveConnection {

  /** What may wait to leave before the session is told to hold back. */
  private static final long BACKLOG_US = 20_000;

  private final VirtualTime time;
  private final LinkModel up;
  private final LinkModel down;
  private final LiveListener client;
  private final boolean textFrames;
  private final ControlLine textUp;
  private final ControlLine textDown;
  private final Port port = new Port();
  private Viewer viewer;
  private boolean held;
  private boolean closed;

  SimulatedLink(
      VirtualTime time, LinkModel up, LinkModel down, LiveListener client, boolean textFrames) {
    this.time = time;
    this.up = up;
    this.down = down;
    this.client = client;
    this.textFrames = textFrames;
    this.textUp = new ControlLine(time, up);
    this.textDown = new ControlLine(time, down);
  }

  /** The session's end. */
  ViewerPort port() {
    return port;
  }

  /** The session let it in. */
  void joined(Viewer as) {
    viewer = as;
  }

  @Override
  public Carrier carrier() {
    return Carrier.SIMULATED;
  }

  @Override
  public boolean binary(byte[] message, int offset, int length) {
    byte[] bytes = Arrays.copyOfRange(message, offset, offset + length);
    datagram(up, length, nowUs -> viewer.binary(bytes, 0, length, nowUs));
    return true;
  }

  private void datagram(LinkModel link, int length, LongConsumer arrival) {
    long arrivesUs = link.pass(time.nowUs(), Carrier.SIMULATED.wireBytes(length));
    if (arrivesUs >= 0) {
      time.at(arrivesUs, nowUs -> deliver(arrival, nowUs));
      if (link.secondUs() >= 0) {
        time.at(link.secondUs(), nowUs -> deliver(arrival, nowUs));
      }
    }
  }

  private void deliver(LongConsumer arrival, long nowUs) {
    if (!closed) {
      arrival.accept(nowUs);
    }
  }

  @Override
  public void text(String json) {
    textUp.send(json.length(), nowUs -> deliver(at -> viewer.text(json, at), nowUs));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      viewer.left();
      client.onClosed(CloseReason.LEFT.code(), CloseReason.LEFT.tag(), time.nowUs());
    }
  }

  /** The session's end of it. */
  private final class Port implements ViewerPort {
    @Override
    public boolean isWritable() {
      if (down.freeUs() <= time.nowUs() + BACKLOG_US) {
        return true;
      }
      if (!held) {
        held = true;
        time.at(
            down.freeUs() - BACKLOG_US,
            nowUs -> {
              held = false;
              if (!closed) {
                viewer.writable(nowUs);
              }
            });
      }
      return false;
    }

    @Override
    public void frame(EncodedFrame frame) {
      byte[] bytes = Arrays.copyOf(frame.bytes(), frame.length());
      if (textFrames) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        datagram(down, bytes.length, nowUs -> client.onText(text, nowUs));
      } else {
        datagram(down, bytes.length, nowUs -> client.onBinary(bytes, 0, bytes.length, nowUs));
      }
    }

    @Override
    public void binary(byte[] message, int length) {
      byte[] bytes = Arrays.copyOf(message, length);
      datagram(down, length, nowUs -> client.onBinary(bytes, 0, length, nowUs));
    }

    @Override
    public void text(String json) {
      textDown.send(json.length(), nowUs -> deliver(at -> client.onText(json, at), nowUs));
    }

    @Override
    public void close(CloseReason reason) {
      time.at(
          Math.max(time.nowUs(), textDown.lastUs()),
          nowUs -> {
            if (!closed) {
              closed = true;
              client.onClosed(reason.code(), reason.tag(), nowUs);
            }
          });
    }
  }
}
