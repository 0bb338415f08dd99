package org.avatarengine.benchmarks.simulate.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One WebSocket of {@link WebSockets}; answers pings itself. */
// A write that fails ends the connection, which the listener hears of.
@SuppressWarnings("FutureReturnValueIgnored")
public final class OpenSocket extends SimpleChannelInboundHandler<Object>
    implements LiveConnection {

  private static final int NORMAL = 1000;
  private static final int ABNORMAL = 1006;
  private static final int UNSUPPORTED = 1003;

  private final WebSocketClientHandshaker handshaker;
  private final LiveListener listener;
  private final Duration timeout;
  private volatile Channel channel;
  private volatile boolean closing;
  private byte[] copy = new byte[2_048];
  private boolean ended;
  private int code = ABNORMAL;
  private String reason = "connection lost";

  OpenSocket(WebSocketClientHandshaker handshaker, LiveListener listener, Duration timeout) {
    this.handshaker = handshaker;
    this.listener = listener;
    this.timeout = timeout;
  }

  @Override
  public Carrier carrier() {
    return Carrier.WEB_SOCKET;
  }

  /** The subprotocol that the server chose; null before it did. */
  public String subprotocol() {
    return handshaker.actualSubprotocol();
  }

  @Override
  public boolean binary(byte[] bytes, int offset, int length) {
    Channel to = channel;
    if (to == null || !to.isWritable() || !to.isActive()) {
      return false;
    }
    ByteBuf buffer = to.alloc().buffer(length);
    buffer.writeBytes(bytes, offset, length);
    to.writeAndFlush(new BinaryWebSocketFrame(buffer), to.voidPromise());
    return true;
  }

  @Override
  public void text(String json) {
    Channel to = channel;
    if (to != null && to.isActive()) {
      to.writeAndFlush(new TextWebSocketFrame(json), to.voidPromise());
    }
  }

  /** Stops reading, as a viewer that hangs does, or goes on. */
  public void reading(boolean on) {
    Channel of = channel;
    if (of != null) {
      of.config().setAutoRead(on);
    }
  }

  /** Ends it without a close frame, as a crash does. */
  public void abort() {
    closing = true;
    Channel of = channel;
    if (of != null) {
      of.close();
    }
  }

  @Override
  public void close() {
    closing = true;
    Channel of = channel;
    if (of == null || !of.isActive()) {
      return;
    }
    if (!handshaker.isHandshakeComplete()) {
      of.close();
      return;
    }
    of.config().setAutoRead(true);
    of.writeAndFlush(new CloseWebSocketFrame(NORMAL, ""));
    of.eventLoop().schedule(() -> of.close(), 1, TimeUnit.SECONDS);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    if (closing) {
      context.close();
      return;
    }
    handshaker.handshake(channel);
    context
        .executor()
        .schedule(
            () -> {
              if (!handshaker.isHandshakeComplete()) {
                reason = "no upgrade within " + timeout.toMillis() + " ms";
                context.close();
              }
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Object message) {
    long nowUs = ClientClock.nowUs();
    switch (message) {
      case FullHttpResponse response -> upgraded(context, response, nowUs);
      case BinaryWebSocketFrame frame when frame.isFinalFragment() -> {
        ByteBuf content = frame.content();
        int length = content.readableBytes();
        listener.onBinary(bytes(content, length), 0, length, nowUs);
      }
      case TextWebSocketFrame frame when frame.isFinalFragment() ->
          listener.onText(frame.text(), nowUs);
      case PingWebSocketFrame frame ->
          context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      case PongWebSocketFrame ignored -> {
        // We never ask with one.
      }
      case CloseWebSocketFrame frame -> {
        code = frame.statusCode() < 0 ? ABNORMAL : frame.statusCode();
        reason = frame.reasonText();
        context.writeAndFlush(frame.retainedDuplicate());
        context.close();
      }
      case ContinuationWebSocketFrame ignored -> refuse(context);
      case WebSocketFrame ignored -> refuse(context);
      default -> refuse(context);
    }
  }

  /** No message of the engine comes in pieces. */
  private void refuse(ChannelHandlerContext context) {
    code = UNSUPPORTED;
    reason = "a fragmented or unknown message";
    context.close();
  }

  private void upgraded(ChannelHandlerContext context, FullHttpResponse response, long nowUs) {
    if (handshaker.isHandshakeComplete()) {
      refuse(context);
      return;
    }
    if (response.status().code() != 101) {
      reason = response.status() + ": " + shortened(response.content());
      context.close();
      return;
    }
    handshaker.finishHandshake(channel, response);
    listener.onOpen(this, nowUs);
  }

  private static String shortened(ByteBuf content) {
    String text = content.toString(StandardCharsets.UTF_8);
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private byte[] bytes(ByteBuf content, int length) {
    if (copy.length < length) {
      copy = new byte[length];
    }
    content.readBytes(copy, 0, length);
    return copy;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    reason = cause.toString();
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  void failed(Throwable cause) {
    reason = String.valueOf(cause.getMessage());
    end();
  }

  private void end() {
    if (!ended) {
      ended = true;
      boolean ours = closing && code == ABNORMAL;
      listener.onClosed(ours ? NORMAL : code, ours ? "closed here" : reason, ClientClock.nowUs());
    }
  }
}
