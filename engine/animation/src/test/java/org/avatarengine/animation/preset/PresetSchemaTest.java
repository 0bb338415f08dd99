package org.avatarengine.animation.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, schema and files say the same. Run with -Davatar.schema.write=true to write it anew. */
class PresetSchemaTest {

  private static final Path SCHEMA = Path.of("../../docs/api/animation-preset.schema.json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode bundled(String name) throws Exception {
    return MAPPER.readTree(PresetSchemaTest.class.getResource("/presets/" + name + ".json"));
  }

  @Test
  void shouldBePublishedAsTheRecordsHaveIt() throws Exception {
    // Given
    String expected = PresetSchema.text();
    if (Boolean.getBoolean("avatar.schema.write")) {
      Files.writeString(SCHEMA, expected);
    }
    // When
    String published = Files.readString(SCHEMA);
    // Then
    assertThat(published).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broadcast", "calm", "natural", "raw", "stylized"})
  void shouldBeKeptByTheFilesOfTheEngine(String name) throws Exception {
    // When
    JsonNode file = bundled(name);
    // Then
    JsonNode schema = MAPPER.readTree(PresetSchema.text());
    assertThat(PresetSchema.broken(schema, file, "")).isEmpty();
    assertThat(file.get("name").asText()).isEqualTo(name);
  }

  @Test
  void shouldRefuseWhatTheRecordsRefuse() throws Exception {
    // Given
    JsonNode schema = MAPPER.readTree(PresetSchema.text());
    ObjectNode file = (ObjectNode) bundled("natural");
    ObjectNode blink = (ObjectNode) file.get("compositor").get("blink");
    // When
    blink.put("closeMs", 5).put("colour", "blue").remove("openMs");
    // Then
    assertThat(PresetSchema.broken(schema, file, ""))
        .containsExactlyInAnyOrder(
            "/compositor/blink lacks openMs",
            "/compositor/blink/closeMs is out of range",
            "/compositor/blink/colour is unknown");
  }
}
