package org.avatarengine.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwksFileTest {

  @Test
  void shouldFindTheKeyAtOnceWhenItWasWrittenAfterTheStart(@TempDir Path folder) throws Exception {
    // Given
    Path file = folder.resolve("jwks.json");
    Vertx vertx = Vertx.vertx();
    JwksFile keys = new JwksFile(config(file), vertx);
    keys.read();
    ECPublicKey key = (ECPublicKey) Jwts.SIG.ES256.keyPair().build().getPublic();
    EcPublicJwk jwk = Jwks.builder().key(key).id("first").build();
    Files.writeString(file, "{\"keys\":[" + Jwks.json(jwk) + "]}");
    // When
    CompletableFuture<ECPublicKey> found = new CompletableFuture<>();
    vertx.runOnContext(ignored -> found.complete(keys.find("first")));
    // Then
    assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(key);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static IdentityConfig config(Path file) {
    return new IdentityConfig() {
      @Override
      public Optional<Path> jwksFile() {
        return Optional.of(file);
      }

      @Override
      public String serviceSecret() {
        return DEFAULT_SERVICE_SECRET;
      }

      @Override
      public Optional<List<String>> openPaths() {
        return Optional.empty();
      }

      @Override
      public Optional<List<String>> sessionPaths() {
        return Optional.empty();
      }

      @Override
      public int clockSkewSeconds() {
        return 10;
      }
    };
  }
}
