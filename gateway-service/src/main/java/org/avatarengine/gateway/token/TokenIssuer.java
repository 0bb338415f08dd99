package org.avatarengine.gateway.token;

import io.jsonwebtoken.Jwts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Supplier;
import org.avatarengine.gateway.key.KeyRing;
import org.avatarengine.gateway.key.SigningKey;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.identity.TokenClaims;

/** Signs access tokens: ES256, with the key that signs now. */
@ApplicationScoped
public class TokenIssuer {

  private final Supplier<SigningKey> key;
  private final Clock clock;

  @Inject
  TokenIssuer(KeyRing keys) {
    this(keys::signing, Clock.systemUTC());
  }

  TokenIssuer(Supplier<SigningKey> key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A compact JWT that says what is granted, for so long. */
  public String issue(Grant grant, TokenKind kind, Duration life) {
    SigningKey signing = key.get();
    Instant now = clock.instant();
    var token =
        Jwts.builder()
            .header()
            .keyId(signing.id())
            .type("JWT")
            .and()
            .issuer(TokenClaims.ISSUER)
            .audience()
            .add(TokenClaims.AUDIENCE)
            .and()
            .id(kind.prefix() + UUID.randomUUID())
            .subject(grant.userId().toString())
            .claim(TokenClaims.NAME, grant.name())
            .claim(TokenClaims.ROLES, grant.roles().stream().map(Role::claim).sorted().toList())
            .claim(
                TokenClaims.PERMISSIONS,
                grant.permissions().stream().map(Permission::claim).sorted().toList())
            .issuedAt(Date.from(now))
            .expiration(Date.from(now.plus(life)));
    if (!grant.avatars().isEmpty()) {
      token.claim(
          TokenClaims.AVATARS, grant.avatars().stream().map(Object::toString).sorted().toList());
    }
    return token.signWith(signing.privateKey(), Jwts.SIG.ES256).compact();
  }
}
