package org.avatarengine.registration;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;

/** Plays the gateway: signs users' tokens and publishes the key. */
final class Tokens {

  private static final String KEY_ID = "test-key";
  private final KeyPair keys = Jwts.SIG.ES256.keyPair().build();

  Tokens(Path jwksFile) {
    EcPublicJwk jwk = Jwks.builder().key((ECPublicKey) keys.getPublic()).id(KEY_ID).build();
    StringBuilder members = new StringBuilder();
    jwk.forEach(
        (name, value) -> {
          if (!members.isEmpty()) {
            members.append(',');
          }
          members.append('"').append(name).append("\":\"").append(value).append('"');
        });
    try {
      Files.writeString(jwksFile, "{\"keys\":[{" + members + "}]}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String user(UserId user) {
    return token(user, List.of("user"), List.of("read", "write"));
  }

  String admin(UserId user) {
    return token(user, List.of("admin"), List.of("read", "write", "configure"));
  }

  String token(UserId user, List<String> roles, List<String> permissions) {
    return Jwts.builder()
        .header()
        .keyId(KEY_ID)
        .and()
        .issuer("avatar-gateway")
        .audience()
        .add("avatar")
        .and()
        .subject(user.toString())
        .claim("name", "tester")
        .claim("roles", roles)
        .claim("permissions", permissions)
        .id(UUID.randomUUID().toString())
        .issuedAt(Date.from(Instant.now()))
        .expiration(Date.from(Instant.now().plusSeconds(600)))
        .signWith(keys.getPrivate(), Jwts.SIG.ES256)
        .compact();
  }
}
