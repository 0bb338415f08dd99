package org.avatarengine.systemtests.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.systemtests.engine.GatewayClient;

/** A viewer or performer by WebSocket, in any of the three forms; acknowledges what it shows. */
final class StreamViewer implements WebSocket.Listener, AutoCloseable {

  static final String BINARY = "avatar.frame.v1";
  static final String JSON = "avatar.json.v1";
  static final String MESSAGE_PACK = "avatar.msgpack.v1";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  /**
   * A frame as it was shown.
   *
   * @param level null in the forms that do not tell it
   * @param key whether it stood on no other
   */
  record Shown(long sequence, long timeMs, DetailLevel level, boolean key, float[] values) {
    float value(Channel channel) {
      return values[channel.ordinal()];
    }
  }

  private final FrameDecoder decoder = new FrameDecoder();
  private final QuantizedFrame frame = new QuantizedFrame();
  private final StringBuilder text = new StringBuilder();
  private final List<byte[]> parts = new ArrayList<>();
  private final boolean codec;
  private final Queue<JsonNode> control = new ConcurrentLinkedQueue<>();
  private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile Shown last;
  private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);
  private WebSocket socket;

  private StreamViewer(boolean codec) {
    this.codec = codec;
  }

  /**
   * Connects.
   *
   * @throws CompletionException with a {@code WebSocketHandshakeException} when it is turned away
   */
  static StreamViewer open(URI address, String token, String format, String... more) {
    StreamViewer viewer = new StreamViewer(format.equals(BINARY));
    List<String> others = new ArrayList<>(List.of(more));
    if (token != null) {
      others.add("bearer." + token);
    }
    viewer.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols(format, others.toArray(String[]::new))
            .connectTimeout(PATIENCE)
            .buildAsync(address, viewer)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    return viewer;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    text.append(part);
    if (isLast) {
      try {
        JsonNode message = GatewayClient.JSON.readTree(text.toString());
        if (message.has("type")) {
          control.add(message);
        } else {
          float[] values = new float[message.get("values").size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = message.get("values").get(i).floatValue();
          }
          show(
              new Shown(
                  message.get("seq").asLong(), message.get("t").asLong(), null, false, values));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    parts.add(part);
    if (isLast) {
      byte[] whole = parts.size() == 1 ? part : join(parts);
      parts.clear();
      if (codec) {
        decode(from, whole);
      } else {
        show(MessagePackFrame.read(whole));
      }
    }
    from.request(1);
    return null;
  }

  private void decode(WebSocket from, byte[] bytes) {
    try {
      if (decoder.decode(bytes, 0, bytes.length, frame) == FrameDecoder.Outcome.SHOWN) {
        float[] values = new float[Channel.COUNT];
        frame.toValues(values);
        // Byte 2 is the age of the base; a key frame has none.
        show(new Shown(frame.sequence(), frame.timeMs(), frame.level(), bytes[2] == 0, values));
        ByteBuffer acknowledgement =
            ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x11)
                .putInt((int) frame.sequence())
                .flip();
        send(() -> from.sendBinary(acknowledgement, true));
      }
    } catch (FrameFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  private void show(Shown now) {
    shown.add(now);
    last = now;
  }

  private static byte[] join(List<byte[]> parts) {
    ByteBuffer whole = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(whole::put);
    return whole.array();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  /** All frames so far, in the order in which they were shown. */
  List<Shown> shown() {
    return List.copyOf(shown);
  }

  /** The newest frame, or null. */
  Shown last() {
    return last;
  }

  /** A value of the newest frame; NaN before the first. Fails once nothing more can come. */
  float value(Channel channel) {
    if (closed.isDone()) {
      throw new AssertionError("the connection has ended: " + closed);
    }
    Shown now = last;
    return now == null ? Float.NaN : now.value(channel);
  }

  /** The first control message of a type, or null. */
  JsonNode control(String type) {
    return control.stream()
        .filter(message -> message.get("type").asText().equals(type))
        .findFirst()
        .orElse(null);
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Ends with the close code, or with what broke the connection. */
  CompletableFuture<Integer> closed() {
    return closed;
  }

  /** Sends a control message; true, so that a wait can go on sending. */
  boolean say(String json) {
    send(() -> socket.sendText(json, true))
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    return true;
  }

  /** A socket takes one message at a time. */
  private synchronized CompletableFuture<WebSocket> send(
      Supplier<CompletableFuture<WebSocket>> message) {
    sent = sent.handle((before, failed) -> null).thenCompose(next -> message.get());
    return sent;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
