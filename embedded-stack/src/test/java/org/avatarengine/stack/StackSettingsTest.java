package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {

  @Test
  void shouldReadEveryArgumentWhenTheCommandLineIsWhole() {
    // Given
    String[] line = {
      "--data",
      "/d",
      "--endpoints",
      "/e/file",
      "--postgres-port",
      "1",
      "--redis-port",
      "2",
      "--kafka-port",
      "3",
      "--fresh"
    };

    // When
    EmbeddedStackMain.Arguments arguments = EmbeddedStackMain.Arguments.parse(line);

    // Then
    assertThat(arguments.endpoints()).isEqualTo(Path.of("/e/file"));
    assertThat(arguments.settings())
        .isEqualTo(StackSettings.in(Path.of("/d")).withPorts(1, 2, 3).withFresh(true));
  }

  @Test
  void shouldNameTheArgumentWhenItIsUnknownOrNoPort() {
    assertThatThrownBy(() -> EmbeddedStackMain.Arguments.parse(new String[] {"--dta", "/d"}))
        .hasMessageContaining("--dta");
    assertThatThrownBy(
            () -> EmbeddedStackMain.Arguments.parse(new String[] {"--kafka-port", "70000"}))
        .hasMessageContaining("--kafka-port")
        .hasMessageContaining("70000");
    assertThatThrownBy(() -> EmbeddedStackMain.Arguments.parse(new String[] {}))
        .hasMessageContaining("--data");
  }

  @Test
  void shouldPublishReadableForTheOwnerOnlyWhenTheFileHoldsThePassword(@TempDir Path folder)
      throws Exception {
    // Given
    Path file = folder.resolve("endpoints.env");
    var arguments = new EmbeddedStackMain.Arguments(StackSettings.in(folder), file);

    // When
    arguments.publish(StackEndpoints.of(1, "geheim", 2, 3));

    // Then
    assertThat(Files.readAllLines(file))
        .contains(
            "QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/avatar",
            "QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:1/avatar",
            "QUARKUS_DATASOURCE_PASSWORD=geheim",
            "QUARKUS_REDIS_HOSTS=redis://127.0.0.1:2",
            "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:3");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldHideThePasswordWhenEndpointsArePrinted() {
    assertThat(StackEndpoints.of(1, "geheim", 2, 3).toString()).doesNotContain("geheim");
  }
}
