package org.avatarengine.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every blob store must do. */
abstract class BlobStoreContract {

  private final AvatarId avatar = AvatarId.random();
  private final byte[] content = "some bytes".getBytes(StandardCharsets.UTF_8);
  private final BlobKey key = new BlobKey(BlobKind.ORIGINALS, avatar, Sha256.hex(content));

  abstract BlobStore store();

  @Test
  void shouldReturnTheSameBytesWhenPut() {
    // When
    await(store().put(key, content));
    // Then
    assertThat(await(store().read(key))).isEqualTo(content);
    assertThat(await(store().exists(key))).isTrue();
  }

  @Test
  void shouldTakeTheFileAwayWhenPutFromAFile(@TempDir Path folder) throws Exception {
    // Given
    Path file = Files.write(folder.resolve("upload"), content);
    Path again = Files.write(folder.resolve("again"), content);
    // When
    await(store().put(key, file));
    await(store().put(key, again));
    // Then
    assertThat(file).doesNotExist();
    assertThat(again).doesNotExist();
    assertThat(await(store().read(key))).isEqualTo(content);
  }

  @Test
  void shouldMakeALocalCopyWhenFetched(@TempDir Path folder) {
    // Given
    await(store().put(key, content));
    // When
    Path copy = await(store().fetch(key, folder));
    // Then
    assertThat(copy).hasParent(folder).hasBinaryContent(content);
  }

  @Test
  void shouldSayThatNothingIsThereWhenItIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> await(store().read(key))).isInstanceOf(BlobMissingException.class);
    assertThatThrownBy(() -> await(store().fetch(key, folder)))
        .isInstanceOf(BlobMissingException.class);
    assertThat(await(store().exists(key))).isFalse();
    assertThat(await(store().list(BlobKind.ORIGINALS, avatar))).isEmpty();
    await(store().delete(key));
    await(store().deleteAll(BlobKind.ORIGINALS, avatar));
  }

  @Test
  void shouldLeaveOthersAloneWhenOneAvatarsBytesAreDeleted() {
    // Given
    AvatarId other = AvatarId.random();
    BlobKey kept = new BlobKey(BlobKind.ORIGINALS, other, key.sha256());
    BlobKey keptKind = new BlobKey(BlobKind.FACES, avatar, key.sha256());
    List.of(key, kept, keptKind).forEach(each -> await(store().put(each, content)));
    // When
    await(store().deleteAll(BlobKind.ORIGINALS, avatar));
    // Then
    assertThat(await(store().exists(key))).isFalse();
    assertThat(await(store().list(BlobKind.ORIGINALS, other))).containsExactly(kept);
    assertThat(await(store().list(BlobKind.FACES, avatar))).containsExactly(keptKind);
  }

  @Test
  void shouldRememberTheTombstoneWhenBuried() {
    // Given
    assertThat(await(store().buried(BlobKind.FACES, avatar))).isFalse();
    // When
    await(store().bury(BlobKind.FACES, avatar));
    await(store().bury(BlobKind.FACES, avatar));
    // Then
    assertThat(await(store().buried(BlobKind.FACES, avatar))).isTrue();
    assertThat(await(store().buried(BlobKind.ORIGINALS, avatar))).isFalse();
  }

  static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(20));
  }
}
