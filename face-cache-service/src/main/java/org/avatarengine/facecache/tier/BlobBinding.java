package org.avatarengine.facecache.tier;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.avatarengine.platform.blob.BlobConfig;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.BlobStores;
import software.amazon.awssdk.services.s3.S3Client;

/** The blob store that the configuration names, as a bean. */
final class BlobBinding {

  private BlobBinding() {}

  @Produces
  @Singleton
  static BlobStore blobs(BlobConfig config, Vertx vertx, Instance<S3Client> s3) {
    try {
      return BlobStores.open(config, vertx, s3::get);
    } catch (IllegalStateException incomplete) {
      // The one exception that the start prints as its plain line.
      throw new ConfigurationException(incomplete.getMessage());
    }
  }
}
