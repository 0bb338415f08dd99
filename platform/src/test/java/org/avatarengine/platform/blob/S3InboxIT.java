package org.avatarengine.platform.blob;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The same contract against an S3 server in a process of its own. */
class S3InboxIT extends InboxContract {

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
  Inbox inbox() {
    return new S3Inbox(server.client(), S3Server.BUCKET, new WorkerPool(VERTX));
  }

  @Override
  void lay(InboxKey key, byte[] bytes) {
    server
        .client()
        .putObject(to -> to.bucket(S3Server.BUCKET).key(key.path()), RequestBody.fromBytes(bytes));
  }

  @Override
  boolean lies(InboxKey key) {
    try {
      server
          .client()
          .getObjectAsBytes(from -> from.bucket(S3Server.BUCKET).key(key.path()))
          .asByteArray();
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }
}
