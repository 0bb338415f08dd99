package org.avatarengine.live.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.jboss.logging.Logger;

/** One connection to a session's owner, as a viewer of it. Confined to its Vert.x context. */
final class OwnerLink {

  /** The header by which an owner knows a relay: a service's {@code Authorization}. */
  private static final String HEADER = "Avatar-Relay";

  private static final Logger LOG = Logger.getLogger(OwnerLink.class);
  private static final String FORMAT = "avatar.frame.v1";
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final short ABNORMAL = 1006;

  /** What comes of it, on the context. */
  interface Listener {
    /** The first message. */
    void welcome(OwnerLink link, String viewerId, long mediaTimeMs);

    /** A frame newer than all before it; reused. */
    void frame(QuantizedFrame frame);

    /** It is over, by the close code that the owner gave. */
    void closed(OwnerLink link, int code);
  }

  /** What the owner is shown. */
  record Pass(String sessionToken, String service, String viewerId, DetailLevel level) {}

  private final WebSocket socket;
  private final Listener listener;
  private final FrameDecoder decoder = new FrameDecoder();
  private final QuantizedFrame frame = new QuantizedFrame();
  private final byte[] acknowledgement = {0x11, 0, 0, 0, 0};
  private long heardAt = System.nanoTime();
  private boolean keyAsked;

  private OwnerLink(WebSocket socket, Listener listener) {
    this.socket = socket;
    this.listener = listener;
  }

  /** Connects; to be called on the context to which all is to be confined. */
  static Future<OwnerLink> open(
      WebSocketClient client,
      URI owner,
      SessionId id,
      Pass pass,
      Duration timeout,
      Listener listener) {
    boolean tls = "https".equalsIgnoreCase(owner.getScheme());
    int port = owner.getPort() >= 0 ? owner.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options
        .setHost(owner.getHost())
        .setPort(port)
        .setSsl(tls)
        .setURI("/api/v1/sessions/" + id + "/stream?level=" + pass.level().ordinal())
        .setTimeout(timeout.toMillis());
    options.putHeader(HEADER, pass.service());
    options.addSubProtocol(FORMAT);
    options.addSubProtocol("bearer." + pass.sessionToken());
    if (pass.viewerId() != null) {
      options.addSubProtocol("resume." + pass.viewerId());
    }
    return client
        .connect(options)
        .map(
            socket -> {
              OwnerLink link = new OwnerLink(socket, listener);
              link.start();
              return link;
            });
  }

  private void start() {
    socket.binaryMessageHandler(this::binary);
    socket.textMessageHandler(this::text);
    socket.exceptionHandler(failure -> socket.close());
    socket.closeHandler(
        gone -> {
          Short code = socket.closeStatusCode();
          listener.closed(this, code == null ? ABNORMAL : code);
        });
  }

  /** For how long no frame has come. */
  long silentNanos() {
    return System.nanoTime() - heardAt;
  }

  void level(DetailLevel level) {
    say("{\"type\":\"level\",\"level\":" + level.ordinal() + "}");
  }

  void close() {
    if (!socket.isClosed()) {
      socket.close();
    }
  }

  private void binary(Buffer message) {
    byte[] bytes = message.getBytes();
    try {
      switch (decoder.decode(bytes, 0, bytes.length, frame)) {
        case SHOWN -> {
          heardAt = System.nanoTime();
          keyAsked = false;
          acknowledge(frame.sequence());
          listener.frame(frame);
        }
        case BASE_UNKNOWN -> {
          if (!keyAsked) {
            keyAsked = true;
            say("{\"type\":\"key\"}");
          }
        }
        case LATE -> {
          // The same again, as after a change of level; shown already.
        }
      }
    } catch (FrameFormatException bad) {
      LOG.warnf("the owner of a session sends what is no frame cause=%s", bad.getMessage());
      close();
    }
  }

  // One that finds no room is not missed: the next one says more.
  private void acknowledge(long sequence) {
    if (!socket.isClosed() && !socket.writeQueueFull()) {
      for (int i = 0; i < 4; i++) {
        acknowledgement[1 + i] = (byte) (sequence >>> (8 * i));
      }
      socket.writeBinaryMessage(Buffer.buffer(acknowledgement));
    }
  }

  private void say(String json) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(json);
    }
  }

  private void text(String message) {
    try {
      JsonObject json = new JsonObject(message);
      switch (json.getString("type", "")) {
        case "welcome" -> listener.welcome(this, json.getString("viewerId"), json.getLong("t", 0L));
        case "error" -> LOG.debugf("the owner of a session complains message=%s", message);
        default -> {
          // Its level and its farewell; the close code says the latter again.
        }
      }
    } catch (DecodeException | ClassCastException bad) {
      LOG.debugf("the owner of a session sends what is no message cause=%s", bad);
    }
  }
}
