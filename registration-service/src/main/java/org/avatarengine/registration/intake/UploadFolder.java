package org.avatarengine.registration.intake;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.avatarengine.platform.blob.BlobConfig;
import org.jboss.logging.Logger;

/**
 * Where uploads lie while they arrive. This instance's own folder is emptied at its start, for
 * nothing in it can belong to a living upload; what dead instances left is removed once it is old.
 */
@ApplicationScoped
public class UploadFolder {

  private static final Logger LOG = Logger.getLogger(UploadFolder.class);
  private static final Duration OLD = Duration.ofHours(1);

  private final Vertx vertx;
  private final Path shared;
  private final Path own;

  UploadFolder(IntakeConfig config, BlobConfig blobs, Vertx vertx) {
    this.vertx = vertx;
    this.shared =
        config
            .folder()
            .orElseGet(
                () ->
                    blobs.kind() == BlobConfig.Kind.FOLDER && blobs.folder().isPresent()
                        ? blobs.folder().get().resolve("uploads")
                        : Path.of(System.getProperty("java.io.tmpdir"), "avatar-uploads"))
            .toAbsolutePath();
    this.own = shared.resolve(config.instance().replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  /** A path that nothing lies at yet. */
  public Path fresh() {
    return own.resolve(UUID.randomUUID().toString());
  }

  /** The folder itself, for copies that are gone soon. */
  public Path folder() {
    return own;
  }

  /** Removes a file, if it is still there; never fails. */
  public void remove(Path file) {
    vertx
        .executeBlocking(() -> Files.deleteIfExists(file), false)
        .onFailure(failure -> LOG.warnf("an upload was not removed cause=%s", failure));
  }

  void onStart(@Observes @Priority(10) StartupEvent event) {
    try {
      Files.createDirectories(own);
      empty(own, Instant.MAX);
      try (DirectoryStream<Path> instances = Files.newDirectoryStream(shared, Files::isDirectory)) {
        for (Path instance : instances) {
          if (!instance.equals(own)) {
            empty(instance, Instant.now().minus(OLD));
          }
        }
      }
    } catch (IOException e) {
      throw new ConfigurationException("avatar: the folder for uploads cannot be used: " + e);
    }
  }

  private static void empty(Path folder, Instant olderThan) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(olderThan)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
