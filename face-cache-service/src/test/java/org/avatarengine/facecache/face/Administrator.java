package org.avatarengine.facecache.face;

import io.jsonwebtoken.Jwts;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.TokenClaims;
import org.eclipse.microprofile.config.ConfigProvider;

/** What an administrator sends, signed with the key that the test users have. */
final class Administrator {

  private Administrator() {}

  static String bearer() {
    byte[] encoded =
        Base64.getDecoder()
            .decode(ConfigProvider.getConfig().getValue("test.users.signing-key", String.class));
    Instant now = Instant.now();
    try {
      return "Bearer "
          + Jwts.builder()
              .header()
              .keyId("test")
              .and()
              .issuer(TokenClaims.ISSUER)
              .audience()
              .add(TokenClaims.AUDIENCE)
              .and()
              .id(UUID.randomUUID().toString())
              .subject(UserId.random().toString())
              .claim(TokenClaims.NAME, "administrator")
              .claim(TokenClaims.ROLES, List.of("admin"))
              .claim(TokenClaims.PERMISSIONS, List.of("read"))
              .issuedAt(Date.from(now))
              .expiration(Date.from(now.plus(Duration.ofMinutes(5))))
              .signWith(
                  KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                  Jwts.SIG.ES256)
              .compact();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
