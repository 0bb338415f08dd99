package org.avatarengine.platform.identity;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.avatarengine.contract.id.UserId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Short-lived tokens of role system with which services call each other. */
@ApplicationScoped
public class ServiceTokens {

  private static final Duration LIFE = Duration.ofSeconds(60);
  private static final Duration KEEP = Duration.ofSeconds(30);

  private record Minted(String bearer, Instant until) {}

  private final SecretKey secret;
  private final String service;
  private final Clock clock;
  private volatile Minted minted = new Minted("", Instant.MIN);

  @Inject
  ServiceTokens(
      IdentityConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
    this(config.serviceSecret(), service, Clock.systemUTC());
  }

  ServiceTokens(String secret, String service, Clock clock) {
    this.secret = Keys.hmacShaKeyFor(secret.getBytes(StandardCharsets.UTF_8));
    this.service = service;
    this.clock = clock;
  }

  /** A value for the {@code Authorization} header, good for at least 30 s. */
  public String bearer() {
    Instant now = clock.instant();
    Minted current = minted;
    if (now.isBefore(current.until())) {
      return current.bearer();
    }
    UUID subject = UUID.nameUUIDFromBytes(service.getBytes(StandardCharsets.UTF_8));
    String jwt =
        Jwts.builder()
            .issuer(TokenClaims.INTERNAL_ISSUER)
            .audience()
            .add(TokenClaims.AUDIENCE)
            .and()
            .id(UUID.randomUUID().toString())
            .subject(new UserId(subject).toString())
            .claim(TokenClaims.NAME, service)
            .claim(TokenClaims.ROLES, List.of(Role.SYSTEM.claim()))
            .claim(
                TokenClaims.PERMISSIONS,
                Arrays.stream(Permission.values()).map(Permission::claim).toList())
            .issuedAt(Date.from(now))
            .expiration(Date.from(now.plus(LIFE)))
            .signWith(secret, Jwts.SIG.HS256)
            .compact();
    Minted fresh = new Minted("Bearer " + jwt, now.plus(KEEP));
    minted = fresh;
    return fresh.bearer();
  }
}
