package org.avatarengine.platform.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where bytes lie. */
@ConfigMapping(prefix = "avatar.blob")
public interface BlobConfig {

  /** {@code folder} (also a shared volume) or {@code s3}. */
  @WithDefault("folder")
  Kind kind();

  /** The folder, for kind {@code folder}. */
  Optional<Path> folder();

  /** The bucket, for kind {@code s3}. */
  S3 s3();

  /** The kinds of store. */
  enum Kind {
    FOLDER,
    S3
  }

  /**
   * Settings of kind {@code s3}; endpoint, region and credentials are those of {@code quarkus.s3}.
   */
  interface S3 {
    /** Name of the bucket. */
    Optional<String> bucket();
  }
}
