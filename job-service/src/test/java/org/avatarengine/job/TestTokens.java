package org.avatarengine.job;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.TokenClaims;
import org.eclipse.microprofile.config.ConfigProvider;

/** Plays the gateway: signs tokens, and publishes the key where the service looks for it. */
final class TestTokens {

  private static final KeyPair KEYS = Jwts.SIG.ES256.keyPair().build();
  private static final String KEY_ID = "test-key";

  private TestTokens() {}

  static void publishKey() throws IOException {
    Path file =
        Path.of(ConfigProvider.getConfig().getValue("avatar.identity.jwks-file", String.class));
    String key = Jwks.json(Jwks.builder().key((ECPublicKey) KEYS.getPublic()).id(KEY_ID).build());
    Files.writeString(file, "{\"keys\":[" + key + "]}");
  }

  static String user(UserId user) {
    return token(user, List.of("user"), List.of("read", "write"), 900);
  }

  static String reader(UserId user) {
    return token(user, List.of("user"), List.of("read"), 900);
  }

  static String admin() {
    return token(UserId.random(), List.of("admin"), List.of("read", "write", "configure"), 900);
  }

  static String shortLived(UserId user, int seconds) {
    return token(user, List.of("user"), List.of("read"), seconds);
  }

  private static String token(
      UserId user, List<String> roles, List<String> permissions, int seconds) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId(KEY_ID)
        .and()
        .issuer(TokenClaims.ISSUER)
        .audience()
        .add(TokenClaims.AUDIENCE)
        .and()
        .subject(user.toString())
        .id(UUID.randomUUID().toString())
        .claim(TokenClaims.NAME, "someone")
        .claim(TokenClaims.ROLES, roles)
        .claim(TokenClaims.PERMISSIONS, permissions)
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(seconds)))
        .signWith(KEYS.getPrivate(), Jwts.SIG.ES256)
        .compact();
  }
}
