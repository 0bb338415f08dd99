package org.avatarengine.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.awaitility.Awaitility;

/** A viewer or performer by WebSocket: decodes what comes and acknowledges it. */
final class Watcher implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FrameDecoder decoder = new FrameDecoder();
  private final QuantizedFrame frame = new QuantizedFrame();
  private final StringBuilder text = new StringBuilder();
  private final ConcurrentLinkedQueue<JsonNode> control = new ConcurrentLinkedQueue<>();
  private final AtomicLong frames = new AtomicLong();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private final Map<Long, short[]> steps = new ConcurrentHashMap<>();
  private volatile float[] values = new float[Channel.COUNT];
  private volatile long sequence = -1;
  private volatile boolean first = true;
  private volatile boolean firstWasKey;
  private WebSocket socket;

  /** Connects; fails with a {@code WebSocketHandshakeException} when it is turned away. */
  static CompletableFuture<Watcher> connect(
      int port, String sessionId, String token, String format, String... more) {
    return connectTo(port, sessionId + "/stream", token, format, more);
  }

  private static CompletableFuture<Watcher> connectTo(
      int port, String path, String token, String format, String... more) {
    Watcher watcher = new Watcher();
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    List<String> others = new java.util.ArrayList<>(List.of(more));
    if (token != null) {
      others.add("bearer." + token);
    }
    return builder
        .subprotocols(format, others.toArray(String[]::new))
        .buildAsync(URI.create("ws://localhost:" + port + "/api/v1/sessions/" + path), watcher)
        .thenApply(
            socket -> {
              watcher.socket = socket;
              return watcher;
            });
  }

  /** Connects, to watch through whatever instance that is. */
  static CompletableFuture<Watcher> relayed(
      int port, String sessionId, String token, String format, String... more) {
    return connectTo(port, sessionId + "/stream?relay=true", token, format, more);
  }

  static Watcher open(int port, String sessionId, String token, String format, String... more)
      throws Exception {
    return connect(port, sessionId, token, format, more).get(10, TimeUnit.SECONDS);
  }

  /** What the session says first; the handshake may be over before it has come. */
  JsonNode welcome() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> control("welcome"), Objects::nonNull);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      try {
        JsonNode message = JSON.readTree(text.toString());
        if (message.has("type")) {
          control.add(message);
        } else {
          float[] shown = new float[Channel.COUNT];
          for (int i = 0; i < shown.length; i++) {
            shown[i] = (float) message.get("values").get(i).asDouble();
          }
          sequence = message.get("seq").asLong();
          values = shown;
          frames.incrementAndGet();
        }
      } catch (IOException bad) {
        throw new UncheckedIOException(bad);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    try {
      if (decoder.decode(bytes, 0, bytes.length, frame) == FrameDecoder.Outcome.SHOWN) {
        float[] shown = new float[Channel.COUNT];
        frame.toValues(shown);
        values = shown;
        sequence = frame.sequence();
        steps.put(sequence, frame.steps().clone());
        if (first) {
          firstWasKey = true;
        }
        frames.incrementAndGet();
        ByteBuffer acknowledgement =
            ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x11)
                .putInt((int) frame.sequence())
                .flip();
        inTurn(() -> from.sendBinary(acknowledgement, true));
      }
      first = false;
    } catch (FrameFormatException bad) {
      throw new IllegalStateException(bad);
    }
    from.request(1);
    return null;
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

  float value(Channel channel) {
    return values[channel.ordinal()];
  }

  /** The steps of every binary frame shown, by its number. */
  Map<Long, short[]> steps() {
    return steps;
  }

  long sequence() {
    return sequence;
  }

  long frames() {
    return frames.get();
  }

  /** Whether the very first frame could be shown without any other. */
  boolean beganWithAKey() {
    return firstWasKey;
  }

  CompletableFuture<Integer> closed() {
    return closed;
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  /** The first control message of a type, or null. */
  JsonNode control(String type) {
    return control.stream()
        .filter(message -> message.get("type").asText().equals(type))
        .findFirst()
        .orElse(null);
  }

  void say(String json) {
    inTurn(() -> socket.sendText(json, true)).join();
  }

  /** The client's WebSocket takes one message after the other. */
  private synchronized CompletableFuture<?> inTurn(Supplier<CompletableFuture<WebSocket>> message) {
    sending = sending.handle((before, failure) -> null).thenCompose(ready -> message.get());
    return sending;
  }

  void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
