package org.avatarengine.platform.blob;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens the store that the configuration names, and its inbox. */
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
      case FOLDER -> openFolder(folder(config), vertx);
      case S3 -> new S3BlobStore(s3.get(), bucket(config), new WorkerPool(vertx));
    };
  }

  /**
   * Opens the inbox of the same store.
   *
   * @param s3 asked only for kind {@code s3}
   * @throws IllegalStateException in one line, when the configuration is not complete
   */
  public static Inbox openInbox(BlobConfig config, Vertx vertx, Supplier<S3Client> s3) {
    return switch (config.kind()) {
      case FOLDER -> new FolderInbox(folder(config).toAbsolutePath(), new WorkerPool(vertx));
      case S3 -> new S3Inbox(s3.get(), bucket(config), new WorkerPool(vertx));
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

  private static Path folder(BlobConfig config) {
    return config
        .folder()
        .orElseThrow(() -> new IllegalStateException("AVATAR_BLOB_FOLDER is not set"));
  }

  private static String bucket(BlobConfig config) {
    return config
        .s3()
        .bucket()
        .orElseThrow(() -> new IllegalStateException("AVATAR_BLOB_S3_BUCKET is not set"));
  }
}
