package org.avatarengine.live.access;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.session.HeldSession;
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

  SessionDoor(TokenVerifier verifier, SessionTokens tokens, SessionTakeover takeover) {
    this.verifier = verifier;
    this.tokens = tokens;
    this.takeover = takeover;
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
    if (!credential.mayKnow(id)) {
      return Future.failedFuture(none(id.value()));
    }
    return takeover
        .locate(id)
        .recover(
            cause ->
                Future.failedFuture(
                    ProblemException.of(
                            ProblemType.UNAVAILABLE, "It cannot be told now where that session is.")
                        .retryAfter(Duration.ofSeconds(1))))
        .map(
            where ->
                switch (where) {
                  case Whereabouts.Here here -> visit(credential, here.session());
                  case Whereabouts.Elsewhere other ->
                      throw ProblemException.of(
                              ProblemType.MISDIRECTED,
                              new Reason(
                                  "other-instance",
                                  "The session lives on instance " + other.instance() + "."))
                          .header(INSTANCE_HEADER, other.instance());
                  case Whereabouts.Nowhere nowhere -> throw none(id.value());
                });
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
