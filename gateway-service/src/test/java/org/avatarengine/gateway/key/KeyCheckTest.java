package org.avatarengine.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.gateway.Configs;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCheckTest {

  @TempDir Path folder;

  @Test
  void shouldComplainWhenNoFolderIsGiven() {
    // Given // When
    Optional<String> complaint = complaint(null);

    // Then
    assertThat(complaint).hasValueSatisfying(line -> assertThat(line).contains("KEYS_FOLDER"));
  }

  @Test
  void shouldComplainWhenTheFolderHoldsNoKey() {
    // Given // When
    Optional<String> complaint = complaint(folder);

    // Then
    assertThat(complaint)
        .hasValueSatisfying(line -> assertThat(line).contains("no readable signing key"));
  }

  @Test
  void shouldComplainWhenTheServicesDoNotKnowTheKey() throws Exception {
    // Given
    SigningKey key = SigningKey.generate();
    Files.writeString(folder.resolve("one.pem"), key.toPem());

    // When
    Optional<String> complaint = complaint(folder);

    // Then
    assertThat(complaint).hasValueSatisfying(line -> assertThat(line).contains(key.id()));
  }

  @Test
  void shouldBeContentWhenTheKeyIsPublished() throws Exception {
    // Given
    SigningKey key = SigningKey.generate();
    Files.writeString(folder.resolve("one.pem"), key.toPem());
    KeyFolder.publish(folder.resolve("jwks.json"), KeyRing.jwksOf(List.of(key)));

    // When
    Optional<String> complaint = complaint(folder);

    // Then
    assertThat(complaint).isEmpty();
  }

  private Optional<String> complaint(Path keys) {
    Map<String, String> values = new HashMap<>();
    if (keys != null) {
      values.put("avatar.gateway.identity.keys-folder", keys.toString());
    }
    return new KeyCheck(
            Configs.of(IdentityConfig.class, values),
            Configs.of(
                org.avatarengine.platform.identity.IdentityConfig.class,
                Map.of(
                    "avatar.identity.service-secret",
                    "x".repeat(32),
                    "avatar.identity.jwks-file",
                    folder.resolve("jwks.json").toString())))
        .complaint();
  }
}
