package org.avatarengine.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir Path folder;
  private BlobStore store;

  @BeforeEach
  void open() {
    store = BlobStores.openFolder(folder, VERTX);
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Test
  void shouldLeaveNoFileAndNoFolderBehindWhenAllIsDeleted() throws Exception {
    // Given
    AvatarId avatar = AvatarId.random();
    byte[] content = {1, 2, 3};
    BlobKey key = new BlobKey(BlobKind.ARTIFACTS, avatar, Sha256.hex(content));
    await(store.put(key, content));
    // When
    await(store.delete(key));
    // Then
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .doesNotContain(avatar.toString(), key.sha256());
    }
  }
}
