package org.avatarengine.job.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The socket {@code /api/v1/events}, JSON text both ways.
 *
 * <p>Client: {@code avatar:subscribe {avatarId, since?}}, {@code avatar:unsubscribe {avatarId}},
 * {@code resume {since}} for the user's own room. Server: {@code {event, id, data}} with the names
 * of {@link EventName}, or {@code {event: "error", data: {code, message, avatarId?}}}. Delivery is
 * at least once; {@code id} grows and tells a repeat.
 */
@WebSocket(path = "/api/v1/events")
public class EventsSocket {

  private static final Logger LOG = Logger.getLogger(EventsSocket.class);

  private final ViewerHub hub;
  private final EventStore log;
  private final EventSettings settings;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<String, Viewer> viewers = new ConcurrentHashMap<>();
  private final Map<String, WebSocketConnection> sockets = new ConcurrentHashMap<>();

  EventsSocket(
      ViewerHub hub, EventStore log, EventSettings settings, MeterRegistry registry, Clock clock) {
    this.hub = hub;
    this.log = log;
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
  }

  void onStart(@Observes StartupEvent event) {
    Gauge.builder("avatar.job.events.connections", hub, ViewerHub::connections)
        .description("Open events sockets")
        .register(registry);
  }

  @OnOpen
  Uni<Void> onOpen(WebSocketConnection connection) {
    Instant expiry = connection.userData().get(EventsUpgrade.EXPIRY);
    Viewer viewer =
        new Viewer(
            connection.userData().get(EventsUpgrade.CALLER),
            expiry,
            new SocketLink(connection, registry),
            log,
            settings,
            clock.instant());
    viewers.put(connection.id(), viewer);
    sockets.put(connection.id(), connection);
    hub.add(viewer);
    return viewer.open();
  }

  @OnTextMessage
  Uni<Void> onText(String text, WebSocketConnection connection) {
    Viewer viewer = viewers.get(connection.id());
    if (viewer == null) {
      return Uni.createFrom().voidItem();
    }
    viewer.heard(clock.instant());
    return viewer.request(text);
  }

  @OnPongMessage
  void onPong(Buffer data, WebSocketConnection connection) {
    Viewer viewer = viewers.get(connection.id());
    if (viewer != null) {
      viewer.heard(clock.instant());
    }
  }

  @OnClose
  void onClose(WebSocketConnection connection) {
    sockets.remove(connection.id());
    Viewer viewer = viewers.remove(connection.id());
    if (viewer != null) {
      hub.remove(viewer);
    }
  }

  @OnError
  Uni<Void> onError(Throwable failure, WebSocketConnection connection) {
    if (connection.isClosed() || failure instanceof HttpClosedException) {
      LOG.debugf("events connection gone cause=%s", failure);
      return Uni.createFrom().voidItem();
    }
    LOG.warnf("events connection failed cause=%s", failure);
    return connection.close(new CloseReason(Farewell.FAILED.code(), Farewell.FAILED.text()));
  }

  @Scheduled(
      identity = "viewer-ping",
      every = "${avatar.job.events.ping:20s}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> ping() {
    if (sockets.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(
            sockets.values().stream()
                .map(
                    socket ->
                        socket
                            .sendPing(Buffer.buffer())
                            .ifNoItem()
                            .after(settings.sendTimeout())
                            .fail()
                            .onFailure()
                            .recoverWithNull())
                .toList())
        .andCollectFailures()
        .replaceWithVoid();
  }
}
