package org.avatarengine.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.animation.live.SessionSnapshot;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.session.SessionFacts;

/**
 * Another instance with one session: a real {@link LiveSession} behind a real socket, known to
 * Redis as an instance is. On one event loop.
 */
final class OtherInstance implements AutoCloseable {

  private static final String INCARNATION = "0123456789abcdef";
  private static final int BEAT_MS = 16;
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final long origin = System.nanoTime();
  private final String name;
  private final RedisDataSource redis;
  private final LiveSession live;
  private final long startUs;
  private final HttpServer server;
  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> offers = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<Long, short[]> truth;
  private volatile boolean losing;
  private volatile int viewers;

  OtherInstance(String name, UserId user, RedisDataSource redis) throws Exception {
    this(
        name,
        redis,
        new LiveSession(
            new LiveSettings(
                SessionId.create(name),
                "arkit",
                60,
                FrameProfile.EIGHT_BIT,
                CompositorSettings.defaults(),
                5,
                10)),
        0,
        new ConcurrentHashMap<>());
    redis
        .hash(String.class)
        .hset(
            "live:session:" + id(),
            Map.of("facts", JSON.writeValueAsString(facts(user)), "snapshot", "{}"));
    register();
  }

  private OtherInstance(
      String name, RedisDataSource redis, LiveSession live, long startUs, Map<Long, short[]> truth)
      throws Exception {
    this.name = name;
    this.redis = redis;
    this.live = live;
    this.startUs = startUs;
    this.truth = truth;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setWebSocketSubProtocols(List.of("avatar.frame.v1"))
                    .setPort(0))
            .requestHandler(request -> request.toWebSocket().onSuccess(this::open))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    vertx.runOnContext(
        there -> {
          live.join(
              new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
              new Truth(),
              nowUs());
          vertx.setPeriodic(BEAT_MS, timer -> beat());
        });
  }

  private SessionFacts facts(UserId user) throws JsonProcessingException {
    LiveSettings settings = live.settings();
    return new SessionFacts(
        settings.id(),
        user,
        null,
        settings.rig(),
        settings.fps(),
        settings.profile(),
        "none",
        "OTHER-" + user,
        Instant.now());
  }

  private void register() {
    redis
        .value(String.class)
        .psetex(
            "live:instance:" + name,
            120_000,
            INCARNATION + " http://localhost:" + server.actualPort());
    redis.hash(String.class).hset("live:session:" + id(), "owner", name + "#" + INCARNATION);
  }

  /** Another instance goes on with the session, as after a takeover; this one says so. */
  OtherInstance handOver(String to) throws Exception {
    CompletableFuture<SessionSnapshot> taken = new CompletableFuture<>();
    vertx.runOnContext(there -> taken.complete(live.snapshot(nowUs())));
    SessionSnapshot snapshot = taken.get(10, TimeUnit.SECONDS);
    OtherInstance next =
        new OtherInstance(to, redis, LiveSession.resume(snapshot), snapshot.mediaTimeUs(), truth);
    next.register();
    end(CloseReason.MOVED);
    return next;
  }

  SessionId id() {
    return live.id();
  }

  /** All that its session ever showed, by number. */
  Map<Long, short[]> truth() {
    return truth;
  }

  /** Those who watch now by a socket. */
  int viewers() {
    return viewers;
  }

  /** How many sockets there ever were. */
  int connections() {
    return connections.get();
  }

  /** What the sockets offered, one text each. */
  List<String> offers() {
    return offers;
  }

  /** Whether every third frame is lost. */
  void losing(boolean loses) {
    losing = loses;
  }

  /** Cuts all connections without a word. */
  void cut() {
    vertx.runOnContext(there -> sockets.forEach(socket -> socket.close((short) 1011)));
  }

  void end(CloseReason reason) {
    vertx.runOnContext(there -> live.close(reason));
  }

  @Override
  public void close() {
    redis.key().del("live:instance:" + name, "live:session:" + id());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private long nowUs() {
    return startUs + (System.nanoTime() - origin) / 1_000;
  }

  private void beat() {
    if (live.stats().frames() % 60 == 0) {
      live.emotion(EmotionCue.of(Emotion.HAPPINESS, 0.9f, 400), nowUs());
    }
    live.beat(nowUs());
    viewers = live.viewers() - 1;
  }

  private void open(ServerWebSocket socket) {
    String offer = socket.headers().get("Sec-WebSocket-Protocol");
    connections.incrementAndGet();
    offers.add(offer + " " + socket.headers().get("Avatar-Relay"));
    String resume =
        Arrays.stream(offer.split(",", -1))
            .map(String::trim)
            .filter(part -> part.startsWith("resume."))
            .map(part -> part.substring("resume.".length()))
            .findFirst()
            .orElse(null);
    Viewer viewer =
        live.join(
            new ViewerRequest(resume, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
            new Line(socket),
            nowUs());
    if (viewer == null || !socket.path().contains(id().value())) {
      socket.close((short) CloseReason.MOVED.code());
      return;
    }
    sockets.add(socket);
    socket.binaryMessageHandler(
        message -> viewer.binary(message.getBytes(), 0, message.length(), nowUs()));
    socket.textMessageHandler(message -> viewer.text(message, nowUs()));
    socket.closeHandler(
        gone -> {
          sockets.remove(socket);
          viewer.left();
        });
  }

  private final class Line implements ViewerPort {
    private final ServerWebSocket socket;
    private int sent;

    Line(ServerWebSocket socket) {
      this.socket = socket;
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void frame(EncodedFrame frame) {
      if (!losing || ++sent % 3 != 0) {
        binary(frame.bytes(), frame.length());
      }
    }

    @Override
    public void binary(byte[] bytes, int length) {
      socket.writeBinaryMessage(Buffer.buffer(Arrays.copyOf(bytes, length)));
    }

    @Override
    public void text(String json) {
      socket.writeTextMessage(json);
    }

    @Override
    public void close(CloseReason reason) {
      socket.close((short) reason.code(), reason.tag());
    }
  }

  /** Writes down what the session shows. */
  private final class Truth implements ViewerPort {
    private final FrameDecoder decoder = new FrameDecoder();
    private final QuantizedFrame frame = new QuantizedFrame();

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void frame(EncodedFrame encoded) {
      try {
        decoder.decode(encoded.bytes(), 0, encoded.length(), frame);
        truth.put(frame.sequence(), frame.steps().clone());
      } catch (FrameFormatException bad) {
        throw new IllegalStateException(bad);
      }
    }

    @Override
    public void binary(byte[] bytes, int length) {}

    @Override
    public void text(String json) {}

    @Override
    public void close(CloseReason reason) {}
  }
}
