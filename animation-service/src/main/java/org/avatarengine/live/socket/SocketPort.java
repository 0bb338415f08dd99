package org.avatarengine.live.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.SessionLoop;
import org.avatarengine.live.session.SocketFrames;

/**
 * The way to one WebSocket. One frame is on its way at a time; while it is, the session keeps the
 * newest one back. Frames are written as the bytes of RFC 6455, made once for all who get them:
 * past Vert.x, which would make an object and a header for each.
 */
final class SocketPort implements ViewerPort, SessionLoop.Delivery {

  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private final HeldSession session;
  private final SessionLoop socketLoop;
  private final SessionLoop home;
  private final boolean text;
  private final int maxUnread;
  private final AtomicInteger unread = new AtomicInteger();
  private volatile Viewer viewer;
  private volatile boolean inFlight;
  private volatile boolean wanted;
  private volatile CloseReason closedFor;

  SocketPort(
      ServerWebSocket socket,
      ChannelHandlerContext channel,
      HeldSession session,
      SessionLoop socketLoop,
      WireFormat format,
      SocketConfig config) {
    this.socket = socket;
    this.channel = channel;
    this.session = session;
    this.socketLoop = socketLoop;
    // From now on it cannot move: somebody watches.
    this.home = session.home();
    this.text = format == WireFormat.JSON;
    this.maxUnread = config.maxUnread();
  }

  /** Whether socket and session share a loop. */
  boolean isLocal() {
    return home == socketLoop;
  }

  void joined(Viewer viewer) {
    this.viewer = viewer;
  }

  /** Why it was closed from this side; null when it was not. */
  CloseReason closedFor() {
    return closedFor;
  }

  @Override
  public boolean isWritable() {
    if (inFlight) {
      wanted = true;
      return false;
    }
    return true;
  }

  @Override
  public boolean isReliable() {
    return true;
  }

  @Override
  public void frame(EncodedFrame frame) {
    ByteBuf wire = home.wire(frame, text).retainedDuplicate();
    inFlight = true;
    if (isLocal()) {
      write(wire);
    } else {
      home.send(socketLoop, this, wire);
    }
  }

  /** On the socket's loop. */
  @Override
  public void write(ByteBuf wire) {
    ChannelFuture written = channel.writeAndFlush(wire);
    if (written.isDone()) {
      arrived();
    } else {
      written.addListener(done -> arrived());
    }
  }

  private void arrived() {
    inFlight = false;
    if (wanted) {
      wanted = false;
      Viewer there = viewer;
      if (there != null) {
        session.run(live -> there.writable(session.nowUs()));
      }
    }
  }

  @Override
  public void binary(byte[] bytes, int length) {
    ByteBuf wire = SocketFrames.of(bytes, length, false);
    if (isLocal()) {
      writeIfRoom(wire);
    } else {
      home.send(socketLoop, this::writeIfRoom, wire);
    }
  }

  // An acknowledgement that finds no room is not missed: the next one says more.
  private void writeIfRoom(ByteBuf wire) {
    if (channel.channel().isWritable()) {
      channel.writeAndFlush(wire, channel.voidPromise());
    } else {
      wire.release();
    }
  }

  @Override
  public void text(String json) {
    if (socket.isClosed()) {
      return;
    }
    if (unread.incrementAndGet() > maxUnread) {
      close(CloseReason.SILENT);
      return;
    }
    socket.writeTextMessage(json).onComplete(done -> unread.decrementAndGet());
  }

  @Override
  public void close(CloseReason reason) {
    if (closedFor == null) {
      closedFor = reason;
      if (!socket.isClosed()) {
        socket.close((short) reason.code(), reason.tag());
      }
    }
  }
}
