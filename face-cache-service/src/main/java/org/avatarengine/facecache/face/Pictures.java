package org.avatarengine.facecache.face;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.blob.BlobMissingException;
import org.avatarengine.platform.blob.BlobStore;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * Crops and overlays, which ml-worker made. An overlay is as large as its photo, so it goes from a
 * local copy straight to the socket and never through the heap; the copy goes with the response.
 */
@ApplicationScoped
class Pictures {

  private static final Logger LOG = Logger.getLogger(Pictures.class);

  static final String PREFIX = "avatar-pictures-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-.*");

  private final BlobStore blobs;
  private final Vertx vertx;
  private final Path folder;

  Pictures(BlobStore blobs, Vertx vertx) {
    this.blobs = blobs;
    this.vertx = vertx;
    try {
      this.folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException failure) {
      throw new ConfigurationException("no folder for temporary files: " + failure);
    }
  }

  /** A process that was killed left its copies behind, and with them somebody's face. */
  void onStart(@Observes StartupEvent event) throws IOException {
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(folder.getParent(), PREFIX + "*")) {
      for (Path other : folders) {
        if (!other.equals(folder) && isOrphan(other)) {
          try {
            empty(other);
          } catch (IOException notOurs) {
            LOG.warnf("pictures of an earlier run stay folder=%s cause=%s", other, notOurs);
          }
        }
      }
    }
  }

  /** In a container every process has the same id: a folder of that id is an earlier one's. */
  private static boolean isOrphan(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    long pid = Long.parseLong(name.group(1));
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  /** A copy that lives as long as the response; fails with a 500 problem when there is none. */
  Uni<Path> copy(BlobKey key, RoutingContext routing) {
    return blobs
        .fetch(key, folder)
        .onFailure(BlobMissingException.class)
        .transform(
            missing -> {
              LOG.errorf("a picture of a face is missing key=%s", key);
              return ProblemException.of(
                  ProblemType.INTERNAL, "The picture " + key + " is missing.");
            })
        .invoke(file -> routing.addEndHandler(ended -> vertx.fileSystem().delete(file.toString())));
  }

  void onStop(@Observes ShutdownEvent event) throws IOException {
    empty(folder);
  }

  private static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
