package org.avatarengine.registration.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How erasures are carried out. */
@ConfigMapping(prefix = "avatar.registration.erasure")
public interface ErasureConfig {

  /**
   * The private key that erasure records are signed with: a JWK of curve P-256 with its private
   * part. Made in local mode, by default beside the file of public keys; must be given in
   * production.
   */
  Optional<Path> keyFile();

  /** How long a DELETE waits for every acknowledgement before it answers 202. */
  @WithDefault("3s")
  Duration patience();
}
