package org.avatarengine.live.peer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.live.access.SessionDoor.Visit;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.webrtc.peer.PeerLimitException;
import org.avatarengine.webrtc.peer.PeerServer;
import org.avatarengine.webrtc.peer.PeerServerSettings;
import org.avatarengine.webrtc.peer.PeerServerStats;
import org.avatarengine.webrtc.peer.SdpException;
import org.jboss.logging.Logger;

/** Answers the offers of WebRTC peers. Any thread; the cryptography runs on a worker. */
@Singleton
public class PeerDoor {

  private static final Logger LOG = Logger.getLogger(PeerDoor.class);

  private final RtcConfig config;
  private final Vertx vertx;
  private final MeterRegistry registry;
  private PeerServer server;

  /** What a peer is told. */
  public record Answered(String sdp, String viewerId) {}

  PeerDoor(RtcConfig config, Vertx vertx, MeterRegistry registry) {
    this.config = config;
    this.vertx = vertx;
    this.registry = registry;
  }

  void onStart(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    try {
      List<InetSocketAddress> announced =
          config.announced().orElse(List.of()).stream().map(HostPort::parse).toList();
      server =
          PeerServer.open(
              new PeerServerSettings(
                  new InetSocketAddress(config.host(), config.port()),
                  announced,
                  config.maxPeers(),
                  config.connectTimeout(),
                  config.consentTimeout()));
      LOG.infof("WebRTC peers are awaited port=%d", server.port());
    } catch (IOException | IllegalArgumentException failure) {
      throw new ConfigurationException(
          "avatar: cannot open the WebRTC port "
              + config.host()
              + ":"
              + config.port()
              + " (avatar.animation.rtc): "
              + failure.getMessage());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    if (server != null) {
      server.close();
    }
  }

  /** The port, when it is open. */
  public Optional<Integer> port() {
    return Optional.ofNullable(server).map(PeerServer::port);
  }

  /** Counters, all 0 when the port is not open. */
  public PeerServerStats stats() {
    return server == null ? new PeerServerStats(0, 0, 0, 0) : server.stats();
  }

  /**
   * Answers an offer.
   *
   * @param level null to have it chosen
   * @param resume the id of the viewer that it was before, or null
   * @return fails with 400 when the offer is not usable, with 503 when all places are taken
   */
  public Future<Answered> answer(Visit visit, String offer, DetailLevel level, String resume) {
    if (server == null) {
      return Future.failedFuture(
          ProblemException.of(
              ProblemType.UNAVAILABLE,
              new Reason("webrtc-off", "This instance takes no WebRTC peers; use the WebSocket.")));
    }
    HeldSession session = visit.session();
    PeerPort port =
        new PeerPort(
            session,
            new ViewerRequest(resume, visit.role(), WireFormat.BINARY, level),
            config.maxWaiting(),
            this::count);
    return vertx
        .executeBlocking(() -> accept(offer, port), false)
        .compose(
            answer ->
                session
                    .ask(live -> Optional.ofNullable(port.join(live, answer.peer())))
                    .map(
                        viewerId ->
                            new Answered(answer.sdp(), viewerId.orElseThrow(PeerDoor::full)))
                    .onFailure(failure -> answer.peer().close()));
  }

  private PeerServer.Answer accept(String offer, PeerPort port) {
    try {
      return server.accept(offer, port);
    } catch (SdpException bad) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST, new Reason("sdp-unusable", bad.getMessage()));
    } catch (PeerLimitException full) {
      throw ProblemException.of(
              ProblemType.BUSY, new Reason("peers-full", "This instance takes no further peer."))
          .retryAfter(Duration.ofSeconds(5));
    }
  }

  private static ProblemException full() {
    return ProblemException.of(
            ProblemType.BUSY, new Reason("session-full", "As many watch this session as may."))
        .retryAfter(Duration.ofSeconds(10));
  }

  private void count(CloseReason reason) {
    registry
        .counter(
            "avatar.animation.connections.closed", "transport", "webrtc", "reason", reason.tag())
        .increment();
  }
}
