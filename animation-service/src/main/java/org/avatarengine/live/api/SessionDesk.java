package org.avatarengine.live.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.access.Credential;
import org.avatarengine.live.access.SessionDoor;
import org.avatarengine.live.access.SessionDoor.Visit;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.live.peer.PeerDoor;
import org.avatarengine.live.session.SessionConfig;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.problem.ProblemException;

/** What the resources share: going to a session, its tokens, its view, emotions and offers. */
@Singleton
class SessionDesk {

  private static final int MAX_SDP = 32_768;
  private static final int MAX_VIEWER_ID = 64;

  private final SessionDoor door;
  private final SessionTokens tokens;
  private final SessionConfig config;
  private final UdpIngest ingest;
  private final PeerDoor peers;
  private final Clock clock = Clock.systemUTC();

  SessionDesk(
      SessionDoor door,
      SessionTokens tokens,
      SessionConfig config,
      UdpIngest ingest,
      PeerDoor peers) {
    this.door = door;
    this.tokens = tokens;
    this.config = config;
    this.ingest = ingest;
    this.peers = peers;
  }

  /** A Vert.x future as JAX-RS takes it. */
  static <T> Uni<T> uni(Future<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }

  Future<Visit> visit(Credential credential, String sessionId) {
    return door.visit(credential, SessionDoor.id(sessionId));
  }

  Uni<Void> show(Credential credential, String sessionId, EmotionRequest request) {
    return uni(
        visit(credential, sessionId)
            .compose(
                visit -> {
                  var cue = request.toCue();
                  return visit
                      .performer()
                      .session()
                      .ask(
                          live -> {
                            live.emotion(cue, visit.session().nowUs());
                            return null;
                          });
                }));
  }

  Uni<AnswerView> answer(Credential credential, String sessionId, OfferRequest request) {
    if (request.sdp() == null || request.sdp().isBlank() || request.sdp().length() > MAX_SDP) {
      throw invalid("sdp-missing", "sdp is the peer's offer, at most 32 KiB.");
    }
    if (request.type() != null && !request.type().equals("offer")) {
      throw invalid("type-invalid", "type is offer.");
    }
    DetailLevel level = level(request.level());
    String resume =
        request.resume() == null
                || request.resume().isEmpty()
                || request.resume().length() > MAX_VIEWER_ID
            ? null
            : request.resume();
    return uni(
        door.watch(credential, SessionDoor.id(sessionId), Boolean.TRUE.equals(request.relay()))
            .compose(
                visit ->
                    door.requireRoom(
                            visit,
                            new ViewerRequest(resume, visit.role(), WireFormat.BINARY, level))
                        .map(visit))
            .compose(visit -> peers.answer(visit, request.sdp(), level, resume))
            .map(answered -> new AnswerView("answer", answered.sdp(), answered.viewerId())));
  }

  private static DetailLevel level(Integer number) {
    if (number == null) {
      return null;
    }
    if (number < 0 || number >= DetailLevel.values().length) {
      throw invalid("level-unknown", "level is 0 to 3.");
    }
    return DetailLevel.values()[number];
  }

  SessionView.Tokens freshTokens(SessionFacts facts) {
    Instant expiry = expiry(config.tokenLife());
    return new SessionView.Tokens(
        tokens.mint(facts.id(), SessionRole.PERFORMER, config.tokenLife()),
        tokens.mint(facts.id(), SessionRole.VIEWER, config.tokenLife()),
        expiry);
  }

  TokenView token(SessionFacts facts, TokenRequest request) {
    SessionRole role =
        switch (request.role() == null ? "" : request.role()) {
          case "performer" -> SessionRole.PERFORMER;
          case "viewer" -> SessionRole.VIEWER;
          default -> throw invalid("role-unknown", "role is performer or viewer.");
        };
    long most = config.maxTokenLife().toSeconds();
    long seconds =
        request.lifeSeconds() == null ? config.tokenLife().toSeconds() : request.lifeSeconds();
    if (seconds < 1 || seconds > most) {
      throw invalid("life-invalid", "lifeSeconds is 1 to " + most + ".");
    }
    Duration life = Duration.ofSeconds(seconds);
    return new TokenView(role, tokens.mint(facts.id(), role, life), expiry(life));
  }

  private Instant expiry(Duration life) {
    return clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
  }

  SessionView view(SessionFacts facts, SessionView.Tokens tokens) {
    List<SessionView.IngestPoint> points =
        ingest.isOpen()
            ? List.of(
                new SessionView.IngestPoint(
                    Dialect.LIVE_LINK,
                    ingest.host(),
                    ingest.port(Dialect.LIVE_LINK),
                    facts.subject()))
            : List.of();
    return SessionView.of(facts, tokens, points);
  }

  static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
