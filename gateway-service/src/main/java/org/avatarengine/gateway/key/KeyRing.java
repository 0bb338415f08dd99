package org.avatarengine.gateway.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.platform.startup.EngineConfig;
import org.avatarengine.platform.startup.Mode;
import org.jboss.logging.Logger;

/**
 * The keys that tokens are signed with. A key signs only once its public half stands in the file
 * that the services read, so a rotation never makes a token that nobody can check: publish the
 * public half, then add the private key; remove the old one when its last token has expired.
 */
@ApplicationScoped
public class KeyRing {

  private static final Logger LOG = Logger.getLogger(KeyRing.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Ring(List<SigningKey> keys, Optional<SigningKey> signing, String jwks) {}

  private final Mode mode;
  private final Path jwksFile;
  private final Path folder;
  private volatile Ring ring = new Ring(List.of(), Optional.empty(), "{\"keys\":[]}");

  KeyRing(
      IdentityConfig config,
      org.avatarengine.platform.identity.IdentityConfig services,
      EngineConfig engine) {
    this.mode = engine.mode();
    this.jwksFile = services.jwksFile().orElse(null);
    this.folder = config.keysFolder().orElseGet(() -> beside(jwksFile));
  }

  private static Path beside(Path jwksFile) {
    return jwksFile == null ? null : jwksFile.toAbsolutePath().resolveSibling("gateway-keys");
  }

  // Before platform's reader of the public keys, which runs at the default priority.
  void onStart(@Observes @Priority(10) StartupEvent event) {
    if (jwksFile == null) {
      throw new IllegalStateException(
          "AVATAR_IDENTITY_JWKS_FILE is not set; it names the file of the public keys");
    }
    reload();
    if (ring.signing().isEmpty()) {
      throw new IllegalStateException("no signing key in " + folder);
    }
  }

  /** Reads the folder again; whatever fails, the keys read last stay. */
  @Scheduled(every = "60s", delayed = "60s")
  void reload() {
    try {
      KeyFolder files = new KeyFolder(folder);
      if (mode == Mode.LOCAL) {
        files.makeFirst(Instant.now());
      }
      List<SigningKey> keys = files.read();
      String jwks = jwksOf(keys);
      if (mode == Mode.LOCAL && !keys.isEmpty()) {
        KeyFolder.publish(jwksFile, jwks);
      }
      Optional<SigningKey> signing = choose(keys, KeyFolder.published(jwksFile));
      if (signing.isEmpty()) {
        LOG.errorf("no published signing key, keeping the last one folder=%s", folder);
        return;
      }
      if (!signing.equals(ring.signing())) {
        LOG.infof("signing key keyId=%s keys=%d", signing.get().id(), keys.size());
      }
      ring = new Ring(keys, signing, jwks);
    } catch (IOException | GeneralSecurityException e) {
      LOG.errorf("signing keys unreadable, keeping the last ones folder=%s cause=%s", folder, e);
    }
  }

  /** The first key whose public half the services know. */
  static Optional<SigningKey> choose(List<SigningKey> keys, Set<String> published) {
    return keys.stream().filter(key -> published.contains(key.id())).findFirst();
  }

  static String jwksOf(List<SigningKey> keys) {
    List<Map<String, Object>> members =
        keys.stream()
            .map(key -> (Map<String, Object>) new LinkedHashMap<String, Object>(key.toPublicJwk()))
            .toList();
    try {
      return JSON.writeValueAsString(Map.of("keys", members));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("public keys are always JSON", e);
    }
  }

  /**
   * The key that signs now.
   *
   * @throws ProblemException 503 when there is none
   */
  public SigningKey signing() {
    return ring.signing()
        .orElseThrow(
            () -> ProblemException.of(ProblemType.UNAVAILABLE, "There is no signing key yet."));
  }

  /** The public keys as a JWKS document. */
  String jwks() {
    return ring.jwks();
  }
}
