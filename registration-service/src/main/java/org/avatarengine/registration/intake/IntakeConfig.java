package org.avatarengine.registration.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How uploads are taken in. */
@ConfigMapping(prefix = "avatar.registration.intake")
public interface IntakeConfig {

  /** The largest file. */
  @WithDefault("50M")
  MemorySize largestFile();

  /** How much a form may weigh beside its file. */
  @WithDefault("1M")
  MemorySize formOverhead();

  /** How many uploads one instance takes at once; more are answered 503. */
  @WithDefault("64")
  int uploads();

  /** How long one upload may take to arrive. */
  @WithDefault("5m")
  Duration longestUpload();

  /**
   * Where uploads lie while they arrive; by default within the blob folder, so that they need only
   * be moved, or else within the system's folder for temporary files.
   */
  Optional<Path> folder();

  /** Sets instances apart that share a folder. */
  @WithDefault("${HOSTNAME:local}-${quarkus.http.port:8081}")
  String instance();

  /** How long an {@code Idempotency-Key} is remembered. */
  @WithDefault("24h")
  Duration rememberKeys();
}
