package org.avatarengine.live.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.Intake;
import org.avatarengine.webrtc.peer.Peer;
import org.avatarengine.webrtc.peer.PeerCloseReason;
import org.avatarengine.webrtc.peer.PeerListener;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/**
 * The way to one WebRTC peer: frames on the channel {@code frames}, JSON on {@code control}. The
 * viewer joins when the offer is answered, for the answer tells its id; what it is to be told waits
 * until the channels are open.
 *
 * <p>Methods of the listener run on the peers' I/O thread, the others on the session's loop.
 */
final class PeerPort implements ViewerPort, PeerListener {

  private static final int MAX_UNSAID = 16;
  private static final String FRAMES = "frames";
  private static final String CONTROL = "control";
  private static final int NONE = -1;

  private final HeldSession session;
  private final ViewerRequest request;
  private final int maxWaiting;
  private final Consumer<CloseReason> onEnd;
  private final Deque<String> unsaid = new ArrayDeque<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Peer peer;
  private volatile Intake intake;
  private volatile int frames = NONE;
  private volatile int control = NONE;
  private volatile boolean textFrames;
  private volatile CloseReason closedFor;
  private Viewer viewer;

  PeerPort(
      HeldSession session, ViewerRequest request, int maxWaiting, Consumer<CloseReason> onEnd) {
    this.session = session;
    this.request = request;
    this.maxWaiting = maxWaiting;
    this.onEnd = onEnd;
  }

  /**
   * Joins the session. On its loop.
   *
   * @return the viewer's id; null when the session is full
   */
  String join(LiveSession live, Peer peer) {
    this.peer = peer;
    viewer = live.join(request, this, session.nowUs());
    if (viewer == null) {
      return null;
    }
    intake = session.openIntake(maxWaiting);
    return viewer.id();
  }

  @Override
  public boolean isWritable() {
    return frames != NONE && peer.isWritable(frames);
  }

  @Override
  public void frame(EncodedFrame frame) {
    peer.send(frames, textFrames, frame.bytes(), 0, frame.length());
  }

  @Override
  public void binary(byte[] bytes, int length) {
    if (frames != NONE) {
      peer.send(frames, false, bytes, 0, length);
    }
  }

  @Override
  public void text(String json) {
    if (control == NONE || !send(json)) {
      if (unsaid.size() >= MAX_UNSAID) {
        close(CloseReason.SILENT);
      } else {
        unsaid.add(json);
      }
    }
  }

  private boolean send(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return peer.send(control, true, bytes, 0, bytes.length);
  }

  private void sayAll() {
    while (control != NONE && !unsaid.isEmpty() && send(unsaid.peekFirst())) {
      unsaid.removeFirst();
    }
  }

  @Override
  public void close(CloseReason reason) {
    if (closedFor == null) {
      closedFor = reason;
      peer.close();
    }
  }

  @Override
  public void onChannel(Peer from, DataChannelInfo channel) {
    switch (channel.label()) {
      case FRAMES -> {
        WireFormat format = RtcFormats.of(channel.protocol());
        session.run(live -> framesOpen(live, channel.streamId(), format));
      }
      case CONTROL ->
          session.run(
              live -> {
                control = channel.streamId();
                sayAll();
              });
      default -> {
        // A channel of the client's own; nothing of ours goes there.
      }
    }
  }

  private void framesOpen(LiveSession live, int stream, WireFormat format) {
    textFrames = format == WireFormat.JSON;
    if (format != request.format()) {
      // Which form it wants is known from now on; it is the same viewer all the same.
      String id = viewer.id();
      viewer.left();
      unsaid.clear();
      Viewer again =
          live.join(
              new ViewerRequest(id, request.role(), format, request.level()),
              this,
              session.nowUs());
      if (again == null) {
        close(CloseReason.FULL);
        return;
      }
      viewer = again;
    }
    frames = stream;
    viewer.writable(session.nowUs());
  }

  @Override
  public void onMessage(Peer from, int stream, boolean text, byte[] bytes, int offset, int length) {
    if (text) {
      if (waiting.incrementAndGet() > maxWaiting) {
        waiting.decrementAndGet();
        close(CloseReason.PROTOCOL);
        return;
      }
      String message = new String(bytes, offset, length, StandardCharsets.UTF_8);
      session.run(
          live -> {
            waiting.decrementAndGet();
            viewer.text(message, session.nowUs());
          });
      return;
    }
    Intake in = intake;
    if (in != null) {
      byte[] copy = new byte[length];
      System.arraycopy(bytes, offset, copy, 0, length);
      in.offer(
          (live, own, size, nowUs) -> viewer.binary(own, 0, size, nowUs),
          copy,
          length,
          System.nanoTime());
    }
  }

  @Override
  public void onWritable(Peer from) {
    session.run(
        live -> {
          sayAll();
          if (isWritable()) {
            viewer.writable(session.nowUs());
          }
        });
  }

  @Override
  public void onClosed(Peer from, PeerCloseReason reason) {
    CloseReason ours = closedFor;
    onEnd.accept(ours != null ? ours : RtcFormats.reason(reason));
    session.run(
        live -> {
          if (viewer != null) {
            viewer.left();
          }
          if (intake != null) {
            session.closeIntake(intake);
          }
        });
  }
}
