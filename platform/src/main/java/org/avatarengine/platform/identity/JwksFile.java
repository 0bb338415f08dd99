package org.avatarengine.platform.identity;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The gateway's public keys, by key id. Re-read every minute, and when a token names a key that is
 * not there, at most once a second.
 */
@ApplicationScoped
class JwksFile {

  private static final Logger LOG = Logger.getLogger(JwksFile.class);
  private static final long EVERY_MS = 60_000;
  private static final long FIRST_KEY_MS = 200;
  private static final long UNKNOWN_KEY_PAUSE_NS = 1_000_000_000L;

  private final Optional<Path> file;
  private final Vertx vertx;
  private final AtomicLong lastUnknown = new AtomicLong(System.nanoTime() - UNKNOWN_KEY_PAUSE_NS);
  private volatile Map<String, ECPublicKey> keys = Map.of();

  JwksFile(IdentityConfig config, Vertx vertx) {
    this.file = config.jwksFile();
    this.vertx = vertx;
  }

  void onStart(@Observes StartupEvent event) {
    read();
    vertx.setPeriodic(EVERY_MS, timer -> readLater());
    if (keys.isEmpty() && file.isPresent()) {
      // Locally the gateway writes the first key while the other services start.
      vertx.setPeriodic(
          FIRST_KEY_MS,
          timer -> {
            if (keys.isEmpty()) {
              readLater();
            } else {
              vertx.cancelTimer(timer);
            }
          });
    }
  }

  /** The key, or null when it is unknown; an unknown one is looked for in the file first. */
  ECPublicKey find(String keyId) {
    ECPublicKey key = keys.get(keyId);
    if (key == null) {
      long last = lastUnknown.get();
      long now = System.nanoTime();
      if (now - last >= UNKNOWN_KEY_PAUSE_NS && lastUnknown.compareAndSet(last, now)) {
        // A few kilobytes of a local file, once a second at most: the caller must not be turned
        // away
        // because a key is newer than the last reading.
        read();
        return keys.get(keyId);
      }
    }
    return key;
  }

  private void readLater() {
    vertx
        .executeBlocking(
            () -> {
              read();
              return null;
            })
        .onFailure(failure -> LOG.warn("re-reading the public keys failed", failure));
  }

  void read() {
    if (file.isEmpty()) {
      return;
    }
    try {
      Map<String, ECPublicKey> found = new HashMap<>();
      for (Jwk<?> jwk : Jwks.setParser().build().parse(Files.readString(file.get())).getKeys()) {
        Key key = jwk.toKey();
        if (key instanceof ECPublicKey ec && jwk.getId() != null) {
          found.put(jwk.getId(), ec);
        }
      }
      keys = Map.copyOf(found);
    } catch (NoSuchFileException e) {
      LOG.debugf("no public keys yet file=%s", file.get());
    } catch (IOException | JwtException e) {
      LOG.warnf("public keys unreadable, keeping the last ones file=%s cause=%s", file.get(), e);
    }
  }
}
