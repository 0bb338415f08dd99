package org.avatarengine.platform.identity.testing;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.IdentityConfig;
import org.avatarengine.platform.identity.TokenClaims;
import org.eclipse.microprofile.config.ConfigProvider;

/** Plays the gateway's part: a key, its public half in a file, and tokens signed with it. */
public final class TestUsers implements QuarkusTestResourceLifecycleManager {

  private static final String KEY_ID = "test";
  private static final String SIGNING_KEY = "test.users.signing-key";

  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      KeyPair keys = Jwts.SIG.ES256.keyPair().build();
      folder = Files.createTempDirectory("avatar-jwks");
      Path file = folder.resolve("jwks.json");
      EcPublicJwk jwk = Jwks.builder().key((ECPublicKey) keys.getPublic()).id(KEY_ID).build();
      Files.writeString(file, "{\"keys\":[" + Jwks.json(jwk) + "]}");
      return Map.of(
          "avatar.identity.jwks-file",
          file.toString(),
          SIGNING_KEY,
          Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(folder.resolve("jwks.json"));
      Files.deleteIfExists(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** After the engines, whose place for the public keys this replaces. */
  @Override
  public int order() {
    return 1;
  }

  /** What the user sends as {@code Authorization}. */
  public static String bearer(UserId userId, String... permissions) {
    try {
      byte[] encoded =
          Base64.getDecoder()
              .decode(ConfigProvider.getConfig().getValue(SIGNING_KEY, String.class));
      Instant now = Instant.now();
      return "Bearer "
          + Jwts.builder()
              .header()
              .keyId(KEY_ID)
              .and()
              .issuer(TokenClaims.ISSUER)
              .audience()
              .add(TokenClaims.AUDIENCE)
              .and()
              .id(UUID.randomUUID().toString())
              .subject(userId.toString())
              .claim(TokenClaims.NAME, "tester")
              .claim(TokenClaims.ROLES, List.of("user"))
              .claim(TokenClaims.PERMISSIONS, List.of(permissions))
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

  /** What a service sends as {@code Authorization}. */
  public static String service() {
    Instant now = Instant.now();
    return "Bearer "
        + Jwts.builder()
            .issuer(TokenClaims.INTERNAL_ISSUER)
            .audience()
            .add(TokenClaims.AUDIENCE)
            .and()
            .id(UUID.randomUUID().toString())
            .subject(UserId.random().toString())
            .claim(TokenClaims.NAME, "ml-worker")
            .claim(TokenClaims.ROLES, List.of("system"))
            .issuedAt(Date.from(now))
            .expiration(Date.from(now.plus(Duration.ofMinutes(1))))
            .signWith(
                Keys.hmacShaKeyFor(
                    IdentityConfig.DEFAULT_SERVICE_SECRET.getBytes(StandardCharsets.UTF_8)),
                Jwts.SIG.HS256)
            .compact();
  }
}
