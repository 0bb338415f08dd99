package org.avatarengine.mlworker.face;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import org.avatarengine.platform.blob.BlobConfig;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.blob.BlobStores;
import software.amazon.awssdk.services.s3.S3Client;

class BlobStoreProducer {

  @Produces
  @ApplicationScoped
  BlobStore blobs(BlobConfig config, Vertx vertx, Instance<S3Client> s3) {
    return BlobStores.open(config, vertx, s3::get);
  }
}
