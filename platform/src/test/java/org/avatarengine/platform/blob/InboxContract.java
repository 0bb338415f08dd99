package org.avatarengine.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.avatarengine.platform.blob.BlobStoreContract.await;

import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every inbox must do. */
abstract class InboxContract {

  private final InboxKey key = new InboxKey("crm", UUID.randomUUID() + ".jpg");
  private final byte[] content = content(200_000);

  abstract Inbox inbox();

  /** Lays an object down as a producer would. */
  abstract void lay(InboxKey key, byte[] bytes) throws Exception;

  abstract boolean lies(InboxKey key) throws Exception;

  @Test
  void shouldMakeALocalCopyWhenFetched(@TempDir Path folder) throws Exception {
    // Given
    lay(key, content);
    Path file = folder.resolve("copy");
    // When
    Path copy = await(inbox().fetch(key, file, content.length));
    // Then
    assertThat(copy).isEqualTo(file).hasBinaryContent(content);
    assertThat(lies(key)).isTrue();
  }

  @Test
  void shouldLeaveNoFileWhenItIsLargerThanItMayBe(@TempDir Path folder) throws Exception {
    // Given
    lay(key, content);
    // When // Then
    assertThatThrownBy(() -> await(inbox().fetch(key, folder.resolve("copy"), content.length - 1)))
        .isInstanceOf(BlobTooLargeException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldSayThatNothingIsThereWhenItIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> await(inbox().fetch(key, folder.resolve("copy"), 10)))
        .isInstanceOf(BlobMissingException.class);
    assertThat(folder).isEmptyDirectory();
    await(inbox().delete(key));
  }

  @Test
  void shouldTakeOnlyThatOneAwayWhenDeleted() throws Exception {
    // Given
    InboxKey other = new InboxKey("crm", UUID.randomUUID() + ".png");
    lay(key, content);
    lay(other, content);
    // When
    await(inbox().delete(key));
    // Then
    assertThat(lies(key)).isFalse();
    assertThat(lies(other)).isTrue();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
