package org.avatarengine.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

  @TempDir Path folder;

  @Test
  void shouldMakeOnePrivateKeyWhenTheFolderIsEmpty() throws Exception {
    // Given
    KeyFolder files = new KeyFolder(folder.resolve("keys"));

    // When
    files.makeFirst(Instant.EPOCH);
    files.makeFirst(Instant.EPOCH.plusSeconds(60));

    // Then
    assertThat(files.read()).hasSize(1);
    try (var list = Files.list(folder.resolve("keys"))) {
      assertThat(list.toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  @Test
  void shouldPutTheGreatestNameFirstAndSkipWhatIsNoKey() throws Exception {
    // Given
    SigningKey old = write("2026-01-01.pem");
    SigningKey young = write("2026-02-01.pem");
    Files.writeString(folder.resolve("2026-03-01.pem"), "nonsense");
    Files.writeString(folder.resolve("readme.txt"), "nothing");

    // When
    List<SigningKey> keys = new KeyFolder(folder).read();

    // Then
    assertThat(keys).extracting(SigningKey::id).containsExactly(young.id(), old.id());
  }

  @Test
  void shouldSignWithTheOldKeyUntilTheNewOneIsPublished() throws Exception {
    // Given
    SigningKey old = write("2026-01-01.pem");
    SigningKey young = write("2026-02-01.pem");
    List<SigningKey> keys = new KeyFolder(folder).read();

    // When
    var before = KeyRing.choose(keys, Set.of(old.id()));
    var after = KeyRing.choose(keys, Set.of(old.id(), young.id()));

    // Then
    assertThat(before.orElseThrow().id()).isEqualTo(old.id());
    assertThat(after.orElseThrow().id()).isEqualTo(young.id());
    assertThat(KeyRing.choose(keys, Set.of())).isEmpty();
  }

  @Test
  void shouldReadBackTheIdsWhenPublished() throws Exception {
    // Given
    SigningKey key = write("2026-01-01.pem");
    Path jwks = folder.resolve("public/jwks.json");

    // When
    KeyFolder.publish(jwks, KeyRing.jwksOf(List.of(key)));

    // Then
    assertThat(KeyFolder.published(jwks)).containsExactly(key.id());
    assertThat(KeyFolder.published(folder.resolve("none.json"))).isEmpty();
  }

  @Test
  void shouldPrepareBothSecretsWhenTheToolRuns() throws Exception {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path jwks = folder.resolve("jwks.json");

    // When
    KeyTool.run(folder.resolve("keys"), jwks, new PrintStream(out, true, StandardCharsets.UTF_8));

    // Then
    assertThat(out.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(KeyFolder.published(jwks).iterator().next());
  }

  private SigningKey write(String name) throws Exception {
    SigningKey key = SigningKey.generate();
    Files.writeString(folder.resolve(name), key.toPem());
    return key;
  }
}
