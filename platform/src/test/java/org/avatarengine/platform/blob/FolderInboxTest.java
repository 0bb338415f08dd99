package org.avatarengine.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.avatarengine.platform.blob.BlobStoreContract.await;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderInboxTest extends InboxContract {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path root;

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  Inbox inbox() {
    return new FolderInbox(root, new WorkerPool(VERTX));
  }

  @Override
  void lay(InboxKey key, byte[] bytes) throws Exception {
    Files.createDirectories(root.resolve(key.path()).getParent());
    Files.write(root.resolve(key.path()), bytes);
  }

  @Override
  boolean lies(InboxKey key) {
    return Files.exists(root.resolve(key.path()));
  }

  @Test
  void shouldTakeNothingThatALinkPointsAt(@TempDir Path folder) throws Exception {
    // Given
    Path original = root.resolve("originals/somebody/secret");
    Files.createDirectories(original.getParent());
    Files.write(original, "secret".getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(root.resolve("inbox/crm"));
    Files.createSymbolicLink(root.resolve("inbox/crm/link"), original);
    Files.createSymbolicLink(root.resolve("inbox/linked"), original.getParent());
    Files.createDirectories(root.resolve("inbox/crm/folder"));
    for (String path : new String[] {"inbox/crm/link", "inbox/linked/secret", "inbox/crm/folder"}) {
      // When // Then
      assertThatThrownBy(() -> await(inbox().fetch(InboxKey.of(path), folder.resolve("copy"), 100)))
          .as(path)
          .isInstanceOf(BlobMissingException.class);
      await(inbox().delete(InboxKey.of(path)));
    }
    assertThat(original).exists();
    assertThat(folder).isEmptyDirectory();
  }
}
