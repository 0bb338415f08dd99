package org.avatarengine.gateway.proxy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.apikey.ApiKeySwap;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Who comes in: a bearer token, an API key in {@code X-API-Key}, or, for WebSockets, whose clients
 * cannot set headers, a token as subprotocol {@code bearer.<jwt>}.
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
  private final ApiKeySwap apiKeys;

  Entrance(TokenVerifier verifier, ApiKeySwap apiKeys) {
    this.verifier = verifier;
    this.apiKeys = apiKeys;
  }

  /** Verifies whoever asks; fails with 401. */
  Uni<Entrant> admit(HttpServerRequest request) {
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
