package org.avatarengine.gateway.proxy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.apikey.ApiKeySwap;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Who comes in: a bearer token, an API key in {@code X-API-Key}, or, for WebSockets, whose clients
 * cannot set headers, a token as subprotocol {@code bearer.<jwt>}. A live session also lets in who
 * holds a token of that session, and needs no account for it.
 */
@ApplicationScoped
class Entrance {

  /**
   * Somebody with a verified token.
   *
   * @param token what the services get to see
   */
  record Entrant(Caller caller, String token) {}

  private static final String BEARER = "Bearer ";
  private static final String SUBPROTOCOL = "bearer.";

  private final TokenVerifier verifier;
  private final SessionTokens sessions;
  private final ApiKeySwap apiKeys;

  Entrance(TokenVerifier verifier, SessionTokens sessions, ApiKeySwap apiKeys) {
    this.verifier = verifier;
    this.sessions = sessions;
    this.apiKeys = apiKeys;
  }

  /** Verifies whoever asks; fails with 401. */
  Uni<Entrant> admit(HttpServerRequest request, Target target) {
    String session = sessionToken(request, target);
    if (session != null) {
      return Uni.createFrom().item(() -> guest(session, (Target.Service) target, request));
    }
    String apiKey = request.getHeader("X-API-Key");
    String header = request.getHeader("Authorization");
    if (apiKey != null && header == null) {
      return apiKeys.swap(apiKey).map(token -> new Entrant(verifier.verify(token), token));
    }
    if (header == null && Tunnel.isAsked(request)) {
      String token = subprotocolToken(request);
      if (token != null) {
        return Uni.createFrom().item(() -> verified(token));
      }
    }
    return Uni.createFrom()
        .item(
            () -> {
              Caller caller = verifier.verifyAuthorization(header);
              return outsider(caller, header.substring(BEARER.length()).trim());
            });
  }

  /** The token of the request if it is one of a live session, where such tokens count. */
  private static String sessionToken(HttpServerRequest request, Target target) {
    if (!(target instanceof Target.Service service) || service.backend() != Backend.ANIMATION) {
      return null;
    }
    String header = request.getHeader("Authorization");
    String token = null;
    if (header == null) {
      token = Tunnel.isAsked(request) ? subprotocolToken(request) : null;
    } else if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      token = header.substring(BEARER.length()).trim();
    }
    return token != null && SessionTokens.claimsToBeOne(token) ? token : null;
  }

  /**
   * Somebody with a session's token: counted by session and address, as there is no user to count.
   */
  private Entrant guest(String token, Target.Service target, HttpServerRequest request) {
    SessionTokens.Grant grant = sessions.verify(token);
    if (target.session() != null && !target.session().equals(grant.sessionId())) {
      throw ProblemException.of(
          ProblemType.NOT_FOUND, "This token is of another session than the path names.");
    }
    String counted = "session:" + grant.sessionId() + ":" + request.remoteAddress().hostAddress();
    UserId nobody = new UserId(UUID.nameUUIDFromBytes(counted.getBytes(StandardCharsets.UTF_8)));
    Caller caller =
        new Caller(nobody, "session", Set.of(), Set.of(Permission.READ), Set.of(), null);
    return new Entrant(caller, token);
  }

  private Entrant verified(String token) {
    return outsider(verifier.verify(token), token);
  }

  /** Services call each other directly: their tokens have no business at the public door. */
  private static Entrant outsider(Caller caller, String token) {
    String header =
        new String(
            Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
            StandardCharsets.UTF_8);
    if (!header.contains("\"ES256\"")) {
      throw ProblemException.of(
          ProblemType.UNAUTHENTICATED,
          new Reason("token-invalid", "The token is not valid; sign in again."));
    }
    return new Entrant(caller, token);
  }

  private static String subprotocolToken(HttpServerRequest request) {
    for (String header : request.headers().getAll("Sec-WebSocket-Protocol")) {
      for (String offered : header.split(",", -1)) {
        String protocol = offered.strip();
        if (protocol.startsWith(SUBPROTOCOL)) {
          return protocol.substring(SUBPROTOCOL.length());
        }
      }
    }
    return null;
  }
}
