package org.avatarengine.live.access;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.relay.Relays;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.live.takeover.SessionTakeover;
import org.avatarengine.live.takeover.Whereabouts;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;

/** Lets callers in to sessions, or says why not. Any thread. */
@Singleton
public class SessionDoor {

  /** The header of a 421 that names the instance to ask. */
  public static final String INSTANCE_HEADER = "Avatar-Instance";

  private final TokenVerifier verifier;
  private final SessionTokens tokens;
  private final SessionTakeover takeover;
  private final Relays relays;

  /**
   * Somebody at a session.
   *
   * @param role what may be done there
   */
  public record Visit(HeldSession session, Credential credential, SessionRole role) {

    /**
     * Requires the role of a performer.
     *
     * @throws ProblemException 403 for a viewer
     */
    public Visit performer() {
      if (role != SessionRole.PERFORMER) {
        throw ProblemException.of(
            ProblemType.FORBIDDEN,
            new Reason(
                "performer-only", "A viewer may watch, not drive; ask for a performer's token."));
      }
      return this;
    }

    /**
     * Requires the owner.
     *
     * @throws ProblemException 403 for whoever holds a session token only
     */
    public Visit owner() {
      if (!credential.owns(session.facts())) {
        throw ProblemException.of(
            ProblemType.FORBIDDEN,
            new Reason("session-token", "A session token does not permit this; sign in instead."));
      }
      return this;
    }
  }

  SessionDoor(
      TokenVerifier verifier, SessionTokens tokens, SessionTakeover takeover, Relays relays) {
    this.verifier = verifier;
    this.tokens = tokens;
    this.takeover = takeover;
    this.relays = relays;
  }

  /**
   * Verifies a compact token of either kind.
   *
   * @throws ProblemException 401 when it is not valid
   */
  public Credential verify(String token) {
    return SessionTokens.claimsToBeOne(token)
        ? new Credential.Holder(tokens.verify(token))
        : new Credential.User(verifier.verify(token), expiry(token));
  }

  /**
   * Verifies the value of an {@code Authorization} header.
   *
   * @throws ProblemException 401 when it is absent or not valid
   */
  public Credential verifyAuthorization(String header) {
    return SessionTokens.isOne(header)
        ? new Credential.Holder(tokens.verifyAuthorization(header))
        : new Credential.User(verifier.verifyAuthorization(header), Instant.MAX);
  }

  /** The credential of the request under way, which was verified before. */
  public Credential of(CurrentCaller current) {
    return current
        .grant()
        .<Credential>map(Credential.Holder::new)
        .orElseGet(() -> new Credential.User(current.get(), Instant.MAX));
  }

  /**
   * Reads an id out of a path or body.
   *
   * @throws ProblemException 404 for anything else: there is no such session
   */
  public static SessionId id(String text) {
    try {
      return SessionId.of(text);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw none(text);
    }
  }

  /**
   * Goes to a session.
   *
   * @return fails with 404 when there is none or it is somebody else's, with 421 when it lives on
   *     another instance, with 503 when nobody can tell
   */
  public Future<Visit> visit(Credential credential, SessionId id) {
    return locate(credential, id)
        .map(
            where ->
                switch (where) {
                  case Whereabouts.Here here -> visit(credential, here.session());
                  case Whereabouts.Elsewhere other -> throw misdirected(other.instance());
                  case Whereabouts.Nowhere nowhere -> throw none(id.value());
                });
  }

  /**
   * Goes to a session to watch it: where another instance owns it, to what this one passes on of
   * it, if that was asked for or the owner sends its viewers here. Nobody drives a session there.
   *
   * @param relay whether to take it from here whoever owns it
   * @return fails as {@link #visit} does, and with 503 when this instance cannot pass it on now
   */
  public Future<Visit> watch(Credential credential, SessionId id, boolean relay) {
    return locate(credential, id)
        .compose(
            where ->
                switch (where) {
                  case Whereabouts.Here here ->
                      Future.succeededFuture(visit(credential, here.session()));
                  case Whereabouts.Elsewhere other -> relayed(credential, id, other, relay);
                  case Whereabouts.Nowhere nowhere -> Future.failedFuture(none(id.value()));
                });
  }

  private Future<Visit> relayed(
      Credential credential, SessionId id, Whereabouts.Elsewhere owner, boolean asked) {
    return (asked ? Future.succeededFuture(true) : relays.isAppointed(id))
        .compose(
            serve ->
                serve
                    ? unlessUnknown(takeover.facts(id))
                    : Future.failedFuture(misdirected(owner.instance())))
        .compose(
            found -> {
              SessionFacts facts = found.orElseThrow(() -> none(id.value()));
              SessionRole role = credential.role(facts).orElseThrow(() -> none(facts.id().value()));
              // A performer's token drives; a user who may drive may ask to watch all the same.
              boolean watches =
                  role == SessionRole.VIEWER || (asked && credential instanceof Credential.User);
              return watches
                  ? relays.open(facts, owner)
                  : Future.failedFuture(misdirected(owner.instance()));
            })
        .map(session -> new Visit(session, credential, SessionRole.VIEWER));
  }

  /**
   * Asks whether there is room for one more.
   *
   * @return fails with 421 when another instance has, which then expects the viewer; with 503 when
   *     none has
   */
  public Future<Void> requireRoom(Visit visit, ViewerRequest request) {
    return visit
        .session()
        .ask(live -> live.hasRoom(request))
        .compose(
            room -> {
              if (room) {
                return Future.succeededFuture();
              }
              if (visit.role() == SessionRole.PERFORMER || request.relay()) {
                return Future.failedFuture(full());
              }
              return relays
                  .another(visit.session().facts().id())
                  .compose(
                      instance ->
                          Future.failedFuture(
                              instance.map(SessionDoor::sentOn).orElseGet(SessionDoor::full)));
            });
  }

  /** Whether the value of an {@code Avatar-Relay} header is that of an instance of this system. */
  public boolean isRelay(String header) {
    return header != null && verifier.verifyAuthorization(header).isSystem();
  }

  private Future<Whereabouts> locate(Credential credential, SessionId id) {
    return credential.mayKnow(id)
        ? unlessUnknown(takeover.locate(id))
        : Future.failedFuture(none(id.value()));
  }

  private static <T> Future<T> unlessUnknown(Future<T> answer) {
    return answer.recover(
        cause ->
            Future.failedFuture(
                ProblemException.of(
                        ProblemType.UNAVAILABLE, "It cannot be told now where that session is.")
                    .retryAfter(Duration.ofSeconds(1))));
  }

  private static ProblemException misdirected(String instance) {
    return ProblemException.of(
            ProblemType.MISDIRECTED,
            new Reason("other-instance", "The session lives on instance " + instance + "."))
        .header(INSTANCE_HEADER, instance);
  }

  private static ProblemException sentOn(String instance) {
    return ProblemException.of(
            ProblemType.MISDIRECTED,
            new Reason(
                "viewers-elsewhere",
                "As many watch this session here as may; instance "
                    + instance
                    + " has room for viewers."))
        .header(INSTANCE_HEADER, instance);
  }

  private static ProblemException full() {
    return ProblemException.of(
            ProblemType.BUSY, new Reason("session-full", "As many watch this session as may."))
        .retryAfter(Duration.ofSeconds(10));
  }

  private static Visit visit(Credential credential, HeldSession session) {
    return credential
        .role(session.facts())
        .map(role -> new Visit(session, credential, role))
        .orElseThrow(() -> none(session.facts().id().value()));
  }

  private static ProblemException none(String id) {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no session " + id + ".");
  }

  private static Instant expiry(String verified) {
    String[] parts = verified.split("\\.", -1);
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Instant.ofEpochSecond(new JsonObject(claims).getLong("exp"));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not the token that was verified", e);
    }
  }
}
