package org.avatarengine.live.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.Intake;

/** What comes in by a viewer's socket, and its sign of life. On the socket's loop. */
final class OpenSocket {

  private final ServerWebSocket socket;
  private final HeldSession session;
  private final Viewer viewer;
  private final SocketPort port;
  private final Intake intake;
  private final int maxWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private long heardAt = System.nanoTime();
  private Runnable end = () -> {};
  private boolean ended;

  /**
   * Takes a socket that has joined.
   *
   * @param intake null when socket and session share a loop
   */
  OpenSocket(
      ServerWebSocket socket,
      HeldSession session,
      Viewer viewer,
      SocketPort port,
      Intake intake,
      int maxWaiting) {
    this.socket = socket;
    this.session = session;
    this.viewer = viewer;
    this.port = port;
    this.intake = intake;
    this.maxWaiting = maxWaiting;
  }

  void start(Consumer<CloseReason> closed) {
    socket.binaryMessageHandler(this::binary);
    socket.textMessageHandler(this::text);
    socket.pongHandler(pong -> heardAt = System.nanoTime());
    socket.exceptionHandler(failure -> socket.close());
    socket.closeHandler(
        gone -> {
          CloseReason ours = port.closedFor();
          closed.accept(ours == null ? CloseReason.LEFT : ours);
          leave();
        });
    if (socket.isClosed()) {
      leave();
    }
  }

  /** Says what is to be done once, when the socket is closed. */
  void onEnd(Runnable task) {
    if (ended) {
      task.run();
    } else {
      end = task;
    }
  }

  private void leave() {
    if (ended) {
      return;
    }
    ended = true;
    end.run();
    session.run(
        live -> {
          viewer.left();
          if (intake != null) {
            session.closeIntake(intake);
          }
        });
  }

  void ping(long silenceNanos) {
    if (System.nanoTime() - heardAt > silenceNanos) {
      close(CloseReason.SILENT);
    } else if (!socket.isClosed()) {
      socket.writePing(Buffer.buffer());
    }
  }

  void close(CloseReason reason) {
    port.close(reason);
  }

  private void binary(Buffer message) {
    heardAt = System.nanoTime();
    byte[] bytes = message.getBytes();
    if (intake == null) {
      session.enter(live -> viewer.binary(bytes, 0, bytes.length, session.nowUs()));
    } else {
      intake.offer(this::deliver, bytes, bytes.length, heardAt);
    }
  }

  private void deliver(LiveSession live, byte[] bytes, int length, long nowUs) {
    viewer.binary(bytes, 0, length, nowUs);
  }

  private void text(String message) {
    heardAt = System.nanoTime();
    if (intake == null) {
      session.enter(live -> viewer.text(message, session.nowUs()));
    } else if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      close(CloseReason.PROTOCOL);
    } else {
      session.run(
          live -> {
            waiting.decrementAndGet();
            viewer.text(message, session.nowUs());
          });
    }
  }
}
