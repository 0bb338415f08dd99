package org.avatarengine.live.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.live.access.Credential;
import org.avatarengine.live.access.SessionDoor;
import org.avatarengine.live.access.SessionDoor.Visit;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.SessionLoop;
import org.avatarengine.live.session.SessionLoops;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.platform.problem.ProblemResponses;
import org.jboss.logging.Logger;

/**
 * {@code /api/v1/sessions/{id}/stream}: who may not come in gets a problem instead of a socket. The
 * loops of a session and of its first socket become one; a session with viewers stays where it is.
 */
@Singleton
public class StreamRoute {

  /** By it an instance that passes the session on to its own viewers says so. */
  private static final String RELAY_HEADER = "Avatar-Relay";

  private static final Logger LOG = Logger.getLogger(StreamRoute.class);

  private final SessionDoor door;
  private final SessionLoops loops;
  private final SocketConfig config;
  private final Vertx vertx;
  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();

  private record Entry(
      Visit visit, ViewerRequest request, SessionLoop socketLoop, ContextInternal context) {
    HeldSession session() {
      return visit.session();
    }
  }

  StreamRoute(
      SessionDoor door,
      SessionLoops loops,
      SocketConfig config,
      Vertx vertx,
      MeterRegistry registry) {
    this.door = door;
    this.loops = loops;
    this.config = config;
    this.vertx = vertx;
    this.registry = registry;
  }

  void route(@Observes Router router) {
    router.get("/api/v1/sessions/:id/stream").order(-1).handler(this::handle);
  }

  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    request.pause();
    enter(routing, context)
        .compose(this::makeRoom)
        .onComplete(
            answer ->
                // Redis may have answered on another loop.
                context.runOnContext(
                    there -> {
                      request.resume();
                      if (answer.failed()) {
                        ProblemResponses.send(routing, answer.cause());
                      } else {
                        upgrade(request, answer.result());
                      }
                    }));
  }

  private Future<Entry> enter(RoutingContext routing, ContextInternal context) {
    try {
      HttpServerRequest request = routing.request();
      if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
        throw ProblemException.of(
            ProblemType.INVALID_REQUEST,
            new Reason("not-a-websocket", "This is a WebSocket: ask for the upgrade."));
      }
      String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
      Subprotocol offer = Subprotocol.of(request.headers().getAll("Sec-WebSocket-Protocol"));
      Credential credential =
          offer.token() == null
              ? door.verifyAuthorization(authorization)
              : door.verify(offer.token());
      DetailLevel level = level(request.getParam("level"));
      SessionId id = SessionDoor.id(routing.pathParam("id"));
      boolean relay = door.isRelay(request.getHeader(RELAY_HEADER));
      // Who relays goes to the owner alone: no relay feeds another.
      Future<Visit> arrival =
          relay
              ? door.visit(credential, id)
              : door.watch(credential, id, Boolean.parseBoolean(request.getParam("relay")));
      return arrival.map(
          visit ->
              new Entry(
                  visit,
                  new ViewerRequest(
                      offer.viewerId(), visit.role(), offer.format(), level, null, relay),
                  loops.of(context),
                  context));
    } catch (ProblemException refused) {
      return Future.failedFuture(refused);
    }
  }

  static DetailLevel level(String text) {
    if (text == null || text.equals("auto")) {
      return null;
    }
    DetailLevel[] levels = DetailLevel.values();
    if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) < '0' + levels.length) {
      return levels[text.charAt(0) - '0'];
    }
    throw ProblemException.of(
        ProblemType.INVALID_REQUEST,
        new Reason("level-unknown", "level is 0, 1, 2, 3 or auto, not \"" + text + "\"."));
  }

  /** Asks whether there is room, and brings the session to the socket's loop when it can come. */
  private Future<Entry> makeRoom(Entry entry) {
    HeldSession session = entry.session();
    return door.requireRoom(entry.visit(), entry.request())
        .compose(
            room ->
                session.ask(
                    live -> {
                      session.moveTo(entry.socketLoop());
                      return entry;
                    }));
  }

  private void upgrade(HttpServerRequest request, Entry entry) {
    request
        .toWebSocket()
        .onSuccess(
            socket ->
                open(
                    socket, ((ConnectionBase) request.connection()).channelHandlerContext(), entry))
        .onFailure(cause -> LOG.debugf("handshake failed cause=%s", cause));
  }

  private void open(ServerWebSocket socket, ChannelHandlerContext channel, Entry entry) {
    HeldSession session = entry.session();
    socket.pause();
    session
        .ask(
            live -> {
              SocketPort port =
                  new SocketPort(
                      socket,
                      channel,
                      session,
                      entry.socketLoop(),
                      entry.request().format(),
                      config);
              Viewer viewer = live.join(entry.request(), port, session.nowUs());
              if (viewer == null) {
                port.close(CloseReason.FULL);
                throw ProblemException.of(ProblemType.BUSY, "full");
              }
              port.joined(viewer);
              return new OpenSocket(
                  socket,
                  session,
                  viewer,
                  port,
                  port.isLocal() ? null : session.openIntake(config.maxWaiting()),
                  config.maxWaiting());
            })
        .onSuccess(open -> entry.context().runOnContext(there -> live(open, socket, entry)))
        .onFailure(
            cause -> {
              LOG.infof("viewer not let in sessionId=%s cause=%s", session.facts().id(), cause);
              socket.close((short) CloseReason.SESSION_CLOSED.code());
            });
  }

  private void live(OpenSocket open, ServerWebSocket socket, Entry entry) {
    open.start(reason -> count(reason));
    long timer =
        vertx.setPeriodic(
            config.ping().toMillis(),
            ping -> {
              if (clock.instant().isAfter(entry.visit().credential().expiry())) {
                open.close(CloseReason.TOKEN_EXPIRED);
              } else {
                open.ping(config.silence().toNanos());
              }
            });
    open.onEnd(() -> vertx.cancelTimer(timer));
    socket.resume();
  }

  private void count(CloseReason reason) {
    registry
        .counter(
            "avatar.animation.connections.closed", "transport", "websocket", "reason", reason.tag())
        .increment();
  }
}
