package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.platform.blob.BlobStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

  @Test
  void shouldClearTheCopiesOfADeadProcessAndOnlyThoseWhenItStarts(@TempDir Path blobs)
      throws Exception {
    // Given
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path orphan = Files.createTempDirectory(Pictures.PREFIX + gone.pid() + "-");
    Files.write(orphan.resolve("copy"), new byte[] {1});
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    Path living = Files.createTempDirectory(Pictures.PREFIX + parent + "-");
    Vertx vertx = Vertx.vertx();
    Pictures pictures = new Pictures(BlobStores.openFolder(blobs, vertx), vertx);
    try {
      // When
      pictures.onStart(null);
      // Then
      assertThat(orphan).doesNotExist();
      assertThat(living).exists();
    } finally {
      pictures.onStop(null);
      Files.deleteIfExists(living);
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
