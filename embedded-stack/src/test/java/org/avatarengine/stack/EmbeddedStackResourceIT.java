package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedStackResourceIT {

  @Test
  void shouldNameEveryEndpointAndClearAwayWhenStopped() {
    // Given
    EmbeddedStackResource resource = new EmbeddedStackResource();

    // When
    Map<String, String> properties = resource.start();

    // Then
    Path blobs = Path.of(properties.get("avatar.blob.folder"));
    try {
      assertThat(properties)
          .containsEntry("avatar.mode", "local")
          .containsKeys(
              "quarkus.datasource.username",
              "quarkus.datasource.password",
              "avatar.identity.jwks-file");
      assertThat(properties.get("quarkus.datasource.reactive.url")).startsWith("postgresql://");
      assertThat(properties.get("quarkus.datasource.jdbc.url")).startsWith("jdbc:postgresql://");
      assertThat(properties.get("quarkus.redis.hosts")).startsWith("redis://127.0.0.1:");
      assertThat(properties.get("kafka.bootstrap.servers")).startsWith("127.0.0.1:");
      assertThat(blobs).isEmptyDirectory();
    } finally {
      resource.stop();
    }
    assertThat(blobs.getParent()).doesNotExist();
  }

  @Test
  void shouldSweepWhatAKilledRunLeftWhenItIsOldEnough() throws Exception {
    // Given
    EmbeddedStackResource resource = new EmbeddedStackResource();
    Path runs = Path.of(resource.start().get("avatar.blob.folder")).getParent().getParent();
    resource.stop();
    Path dead = Files.createDirectories(runs.resolve("dead/postgres")).getParent();
    Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Path young = Files.createDirectories(runs.resolve("young"));

    // When
    resource.start();
    resource.stop();

    // Then
    assertThat(dead).doesNotExist();
    assertThat(young).exists();
    Files.delete(young);
  }
}
