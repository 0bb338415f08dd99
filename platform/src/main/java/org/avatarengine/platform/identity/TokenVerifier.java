package org.avatarengine.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import io.jsonwebtoken.security.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Checks tokens: ES256 of the gateway by its public keys, HS256 of the services by the shared
 * secret. Which key is tried follows from the algorithm, and each algorithm is good for its own
 * issuer only, so a public key can never be mistaken for a secret.
 */
@ApplicationScoped
public class TokenVerifier {

  private static final String BEARER = "Bearer ";
  private static final int MAX_LENGTH = 8_192;

  private static final int REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(30);

  private final JwtParser parser;
  private final Clock clock;

  // Checking an ES256 signature costs more than all else that a fast answer does. A key that is
  // taken
  // out of the file stays good for what is remembered, half a minute at most.
  private final Cache<String, Verified> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  private record Verified(Caller caller, Instant expiry) {}

  @Inject
  TokenVerifier(IdentityConfig config, JwksFile jwks) {
    this(jwks::find, config.serviceSecret(), config.clockSkewSeconds(), Clock.systemUTC());
  }

  TokenVerifier(
      Function<String, ? extends Key> publicKeys,
      String serviceSecret,
      int skewSeconds,
      Clock clock) {
    this.clock = clock;
    SecretKey secret = Keys.hmacShaKeyFor(serviceSecret.getBytes(StandardCharsets.UTF_8));
    this.parser =
        Jwts.parser()
            .keyLocator(new KeyByAlgorithm(publicKeys, secret))
            .requireAudience(TokenClaims.AUDIENCE)
            .clockSkewSeconds(skewSeconds)
            .clock(() -> Date.from(clock.instant()))
            .build();
  }

  /**
   * Verifies the value of an {@code Authorization} header.
   *
   * @throws ProblemException 401 when it is absent, not a bearer token, or not valid
   */
  public Caller verifyAuthorization(String header) {
    if (header == null) {
      throw refused("token-missing", "Send a token: Authorization: Bearer <accessToken>.");
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw refused("token-missing", "The Authorization header must be a bearer token.");
    }
    return verify(header.substring(BEARER.length()).trim());
  }

  /**
   * Verifies a compact JWT.
   *
   * @throws ProblemException 401 when it is not valid
   */
  public Caller verify(String jwt) {
    if (jwt.length() > MAX_LENGTH) {
      throw refused("token-invalid", "The token is too long.");
    }
    Verified known = remembered.getIfPresent(jwt);
    if (known != null && clock.instant().isBefore(known.expiry())) {
      return known.caller();
    }
    try {
      var jws = parser.parseSignedClaims(jwt);
      Claims claims = jws.getPayload();
      boolean internal = "HS256".equals(jws.getHeader().getAlgorithm());
      String issuer = internal ? TokenClaims.INTERNAL_ISSUER : TokenClaims.ISSUER;
      if (!issuer.equals(claims.getIssuer()) || claims.getExpiration() == null) {
        throw refused("token-invalid", "The token is not one of ours.");
      }
      Caller caller = caller(claims);
      remembered.put(jwt, new Verified(caller, claims.getExpiration().toInstant()));
      return caller;
    } catch (ExpiredJwtException e) {
      throw refused("token-expired", "The token has expired; refresh it or sign in again.");
    } catch (JwtException | IllegalArgumentException e) {
      throw refused("token-invalid", "The token is not valid; sign in again.");
    }
  }

  private static Caller caller(Claims claims) {
    return new Caller(
        UserId.of(claims.getSubject()),
        claims.get(TokenClaims.NAME, String.class),
        parse(claims, TokenClaims.ROLES, name -> Role.valueOf(upper(name))),
        parse(claims, TokenClaims.PERMISSIONS, name -> Permission.valueOf(upper(name))),
        parse(claims, TokenClaims.AVATARS, AvatarId::of),
        claims.getId());
  }

  private static <T> Set<T> parse(Claims claims, String name, Function<String, T> of) {
    Object value = claims.get(name);
    Set<T> parsed = new HashSet<>();
    for (Object element : value instanceof Collection<?> many ? many : List.of()) {
      parsed.add(of.apply(String.valueOf(element)));
    }
    return parsed;
  }

  private static String upper(String name) {
    return name.toUpperCase(java.util.Locale.ROOT);
  }

  private static ProblemException refused(String code, String message) {
    return ProblemException.of(ProblemType.UNAUTHENTICATED, new Reason(code, message));
  }

  /** Only the two algorithms that we sign with lead to a key. */
  private static final class KeyByAlgorithm extends LocatorAdapter<Key> {
    private final Function<String, ? extends Key> publicKeys;
    private final SecretKey secret;

    KeyByAlgorithm(Function<String, ? extends Key> publicKeys, SecretKey secret) {
      this.publicKeys = publicKeys;
      this.secret = secret;
    }

    @Override
    protected Key locate(JwsHeader header) {
      return switch (header.getAlgorithm()) {
        case "ES256" -> header.getKeyId() == null ? null : publicKeys.apply(header.getKeyId());
        case "HS256" -> secret;
        default -> null;
      };
    }

    @Override
    protected Key doLocate(Header header) {
      return null;
    }
  }
}
