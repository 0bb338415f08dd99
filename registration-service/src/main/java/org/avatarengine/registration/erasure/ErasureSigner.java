package org.avatarengine.registration.erasure;

import io.jsonwebtoken.Jwts;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.identity.IdentityConfig;
import org.avatarengine.platform.startup.EngineConfig;
import org.avatarengine.platform.startup.Mode;
import org.avatarengine.platform.startup.StartupCheck;

/**
 * Signs erasure records: a compact JWS (ES256) over {@code {avatarId, ownerHash, requestedAt,
 * completedAt, acks}}, where {@code ownerHash} is the SHA-256 of the owner's id, for the record
 * outlives the account.
 */
@ApplicationScoped
class ErasureSigner implements StartupCheck {

  private final ErasureConfig config;
  private final IdentityConfig identity;
  private final EngineConfig engine;
  private final Vertx vertx;
  private volatile ErasureKey key;

  ErasureSigner(ErasureConfig config, IdentityConfig identity, EngineConfig engine, Vertx vertx) {
    this.config = config;
    this.identity = identity;
    this.engine = engine;
    this.vertx = vertx;
  }

  @Override
  public Optional<String> complaint() {
    if (config.keyFile().isEmpty()) {
      return Optional.of(
          "AVATAR_REGISTRATION_ERASURE_KEY_FILE is not set: it names the key (a JWK, P-256) that"
              + " signs erasure records");
    }
    try {
      ErasureKey.read(config.keyFile().get());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("AVATAR_REGISTRATION_ERASURE_KEY_FILE is not usable: " + e.getMessage());
    }
  }

  void onStart(@Observes @Priority(20) StartupEvent event) {
    Path file = file();
    try {
      key = engine.mode() == Mode.LOCAL ? ErasureKey.readOrMake(file) : ErasureKey.read(file);
    } catch (IOException e) {
      throw new ConfigurationException("avatar: the key for erasure records cannot be used: " + e);
    }
  }

  private Path file() {
    return config
        .keyFile()
        .or(() -> identity.jwksFile().map(jwks -> jwks.resolveSibling("erasure-key.jwk")))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "avatar: set AVATAR_REGISTRATION_ERASURE_KEY_FILE or AVATAR_IDENTITY_JWKS_FILE"));
  }

  /** Signs off the event loop; the outcome comes back on the caller's context. */
  Uni<String> sign(Erasure erasure) {
    return Uni.createFrom()
        .completionStage(
            () -> vertx.executeBlocking(() -> signed(erasure), false).toCompletionStage());
  }

  /** The public half, as the members of a JWK. */
  Map<String, String> publicKey() {
    return key.publicJwk();
  }

  private String signed(Erasure erasure) {
    Map<String, String> acks = new TreeMap<>();
    erasure.acks().forEach((holder, at) -> acks.put(holder.wire(), at.toString()));
    return Jwts.builder()
        .header()
        .type("erasure-record")
        .keyId(key.id())
        .and()
        .claim("avatarId", erasure.avatarId().toString())
        .claim("ownerHash", ownerHash(erasure.ownerId()))
        .claim("requestedAt", erasure.requestedAt().toString())
        .claim("completedAt", erasure.completedAt().toString())
        .claim("acks", acks)
        .signWith(key.privateKey(), Jwts.SIG.ES256)
        .compact();
  }

  static String ownerHash(UserId owner) {
    return Sha256.hex(owner.toString().getBytes(StandardCharsets.UTF_8));
  }
}
