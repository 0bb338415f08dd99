package org.avatarengine.job.events;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How a token comes with a socket: as the header {@code Authorization}, or, since browsers cannot
 * set that, as a second offered subprotocol {@code bearer.<jwt>}. Never in the address.
 */
final class BearerProtocol {

  /** The protocol that is spoken. */
  static final String EVENTS = "avatar.events.v1";

  private static final String PREFIX = "bearer.";
  private static final String BEARER = "Bearer ";

  private BearerProtocol() {}

  /**
   * The token of an upgrade request.
   *
   * @param authorization the header's value, or null
   * @param offered every value of {@code Sec-WebSocket-Protocol}, each a comma-separated list
   */
  static Optional<String> token(String authorization, List<String> offered) {
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? Optional.of(authorization.substring(BEARER.length()).trim())
          : Optional.empty();
    }
    return offered.stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::trim)
        .filter(protocol -> protocol.startsWith(PREFIX))
        .map(protocol -> protocol.substring(PREFIX.length()))
        .findFirst();
  }

  /** When a token that was verified before expires. */
  static Instant expiry(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Instant.ofEpochSecond(new JsonObject(claims).getLong("exp"));
    } catch (DecodeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not the token that was verified", e);
    }
  }
}
