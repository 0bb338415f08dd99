package org.avatarengine.platform.blob;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the store that the configuration names. */
public final class BlobStores {

  private BlobStores() {}

  /**
   * Opens the store.
   *
   * @param s3 asked only for kind {@code s3}
   * @throws IllegalStateException in one line, when the configuration is not complete or the folder
   *     cannot be made
   */
  public static BlobStore open(BlobConfig config, Vertx vertx, Supplier<S3Client> s3) {
    return switch (config.kind()) {
      case FOLDER -> {
        Path folder =
            config
                .folder()
                .orElseThrow(() -> new IllegalStateException("AVATAR_BLOB_FOLDER is not set"));
        yield openFolder(folder, vertx);
      }
      case S3 ->
          new S3BlobStore(
              s3.get(),
              config
                  .s3()
                  .bucket()
                  .orElseThrow(() -> new IllegalStateException("AVATAR_BLOB_S3_BUCKET is not set")),
              new WorkerPool(vertx));
    };
  }

  /** Opens a folder store, for tools and tests too. */
  public static BlobStore openFolder(Path folder, Vertx vertx) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalStateException("the blob folder " + folder + " cannot be made: " + e, e);
    }
    return new FolderBlobStore(folder.toAbsolutePath(), new WorkerPool(vertx));
  }
}
