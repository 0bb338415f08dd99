package org.avatarengine.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

  @Test
  void shouldKnowPortsAndLoginWhenTheFolderHasThem(@TempDir Path data) throws IOException {
    // Given
    Files.writeString(data.resolve("ports.env"), "GATEWAY_PORT=18080\nANIMATION_PORT=18766\n");
    Files.writeString(data.resolve("demo-password"), "s3cret\n");

    // When
    Installation installation = new Installation(data, Map.of("ANIMATION_PORT", "9"));

    // Then
    assertThat(installation.gateway()).isEqualTo("http://127.0.0.1:18080");
    assertThat(installation.animation()).isEqualTo("http://127.0.0.1:9");
    assertThat(installation.demoPassword()).isEqualTo("s3cret");
  }

  @Test
  void shouldUseThePublishedPortsWhenThereIsNoFolder() {
    // When
    Installation none = new Installation(null, Map.of());

    // Then
    assertThat(none.gateway()).isEqualTo("http://127.0.0.1:8080");
    assertThat(none.animation()).isEqualTo("http://127.0.0.1:8766");
    assertThat(none.demoPassword()).isEmpty();
  }
}
