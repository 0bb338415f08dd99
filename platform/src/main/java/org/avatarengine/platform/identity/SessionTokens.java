package org.avatarengine.platform.identity;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Tokens that are good for one live session and nothing else: whoever holds one needs no account.
 * The animation service signs them with the secret between services; gateway and animation service
 * check them.
 */
@ApplicationScoped
public class SessionTokens {

  private static final String ISSUER = "avatar-session";
  private static final String BEARER = "Bearer ";
  private static final String ROLE = "role";
  private static final int MAX_LENGTH = 2_048;

  /** What a token permits. */
  public record Grant(SessionId sessionId, SessionRole role, Instant expiry) {}

  private final SecretKey secret;
  private final Clock clock;
  private final JwtParser parser;

  @Inject
  SessionTokens(IdentityConfig config) {
    this(config.serviceSecret(), Clock.systemUTC());
  }

  SessionTokens(String secret, Clock clock) {
    this.secret = Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8));
    this.clock = clock;
    this.parser =
        Jwts.parser()
            .verifyWith(this.secret)
            .requireIssuer(ISSUER)
            .clock(() -> Date.from(clock.instant()))
            .build();
  }

  /**
   * Whether the value of an {@code Authorization} header claims to be a session token; nothing is
   * verified.
   */
  public static boolean isOne(String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && claimsToBeOne(authorization.substring(BEARER.length()).trim());
  }

  /** Whether a compact token claims to be a session token; nothing is verified. */
  public static boolean claimsToBeOne(String token) {
    int from = token.indexOf('.');
    int to = token.lastIndexOf('.');
    if (from < 0 || to <= from || token.length() > MAX_LENGTH) {
      return false;
    }
    try {
      byte[] claims = Base64.getUrlDecoder().decode(token.substring(from + 1, to));
      return new String(claims, StandardCharsets.UTF_8).contains("\"iss\":\"" + ISSUER + "\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Verifies the value of an {@code Authorization} header.
   *
   * @throws ProblemException 401 when it holds no valid session token
   */
  public Grant verifyAuthorization(String authorization) {
    if (!isOne(authorization)) {
      throw refused("token-missing", "Send the session token: Authorization: Bearer <token>.");
    }
    return verify(authorization.substring(BEARER.length()).trim());
  }

  /** A fresh token. */
  public String mint(SessionId sessionId, SessionRole role, Duration life) {
    Instant now = clock.instant();
    return Jwts.builder()
        .issuer(ISSUER)
        .id(UUID.randomUUID().toString())
        .subject(sessionId.value())
        .claim(ROLE, role.claim())
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plus(life)))
        .signWith(secret, Jwts.SIG.HS256)
        .compact();
  }

  /**
   * Verifies a compact token.
   *
   * @throws ProblemException 401 when it is no valid session token
   */
  public Grant verify(String token) {
    if (token.length() > MAX_LENGTH) {
      throw refused("token-invalid", "The session token is too long.");
    }
    try {
      Claims claims = parser.parseSignedClaims(token).getPayload();
      if (claims.getExpiration() == null) {
        throw refused("token-invalid", "The session token is not one of ours.");
      }
      return new Grant(
          SessionId.of(claims.getSubject()),
          SessionRole.valueOf(claims.get(ROLE, String.class).toUpperCase(Locale.ROOT)),
          claims.getExpiration().toInstant());
    } catch (ExpiredJwtException e) {
      throw refused("token-expired", "The session token has expired; ask for a new link.");
    } catch (JwtException | IllegalArgumentException | NullPointerException e) {
      throw refused("token-invalid", "The session token is not valid.");
    }
  }

  private static ProblemException refused(String code, String message) {
    return ProblemException.of(ProblemType.UNAUTHENTICATED, new Reason(code, message));
  }
}
