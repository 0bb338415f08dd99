package org.avatarengine.modelzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PackageLockTest {
  @Test
  void shouldPinPackagesByChecksumAndNameNoAddressWhenLocked() throws IOException {
    // Given
    Path lock = PublishedModels.packageFolder().resolve("package-lock.json");

    // When
    String text = Files.readString(lock);

    // Then
    assertThat(text).contains("\"lockfileVersion\": 3").doesNotContain("\"resolved\"", "://");
    long packages = Pattern.compile("\"node_modules/").matcher(text).results().count();
    long checksums = Pattern.compile("\"integrity\": \"sha512-").matcher(text).results().count();
    assertThat(packages).isEqualTo(4).isEqualTo(checksums);
  }

  @Test
  void shouldNameExactVersionsWhenAskingForPackages() throws IOException {
    // Given
    Path manifest = PublishedModels.packageFolder().resolve("package.json");

    // When
    String text = Files.readString(manifest);

    // Then
    assertThat(Pattern.compile("\"@mediapipe/[a-z_]+\": \"[0-9.]+\"").matcher(text).results())
        .hasSize(4);
  }
}
