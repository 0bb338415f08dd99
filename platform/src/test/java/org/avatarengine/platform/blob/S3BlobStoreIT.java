package org.avatarengine.platform.blob;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same contract against an S3 server in a process of its own. */
class S3BlobStoreIT extends BlobStoreContract {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  BlobStore store() {
    return new S3BlobStore(server.client(), S3Server.BUCKET, new WorkerPool(VERTX));
  }
}
