package org.avatarengine.animation.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnimationPresetsTest {

  private static final String GOOD =
      """
      {
        "name": "mine",
        "description": "Of my own.",
        "compositor": {
          "breathing": { "enabled": true, "perMinute": 12, "head": 0.01, "nostrils": 0 },
          "rateLimits": {
            "enabled": true,
            "perSecond": {
              "lids": 40, "gaze": 40, "brows": 30, "jaw": 20,
              "lips": 30, "cheeks": 24, "tongue": 70, "head": 12
            }
          }
        }
      }
      """;

  @TempDir Path folder;

  private static AnimationPreset read(String json) throws PresetException {
    return new PresetReader().read("mine.json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldComeWithNaturalAndRawAmongOthers() {
    // When
    AnimationPresets presets = AnimationPresets.bundled();
    // Then
    assertThat(presets.all())
        .extracting(AnimationPreset::name)
        .containsExactly("broadcast", "calm", "natural", "raw", "stylized");
    AnimationPreset natural = presets.named(AnimationPresets.DEFAULT).orElseThrow();
    assertThat(natural.compositor()).isEqualTo(CompositorSettings.defaults());
    assertThat(natural.calibration()).isEqualTo(CalibrationDefaults.none());
    assertThat(presets.named("raw").orElseThrow().compositor()).isEqualTo(CompositorSettings.raw());
    assertThat(presets.named("none")).isEmpty();
    assertThat(presets.named(null)).isEmpty();
  }

  @Test
  void shouldTakeDefaultsForSectionsThatAreNotThere() throws Exception {
    // When
    AnimationPreset mine = read(GOOD);
    // Then
    assertThat(mine.compositor().breathing().perMinute()).isEqualTo(12);
    assertThat(mine.compositor().blink()).isEqualTo(CompositorSettings.Blink.defaults());
    assertThat(mine.calibration()).isEqualTo(CalibrationDefaults.none());
  }

  @Test
  void shouldComeBackFromJsonAsItWas() throws Exception {
    // Given
    CompositorSettings settings = read(GOOD).compositor();
    ObjectMapper mapper = new ObjectMapper();
    // When
    CompositorSettings again =
        mapper.readValue(mapper.writeValueAsString(settings), CompositorSettings.class);
    // Then
    assertThat(again).isEqualTo(settings);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"perMinute\": 12,          | \"perMinute\": 90,           | 5 | 37 | perMinute is 4..40, not 90",
        "\"perMinute\": 12,          | \"perMinute\": \"12\",       | 5 | 37 | ",
        "\"perMinute\": 12,          |                              | 5 | 5 | ",
        "\"perMinute\": 12,          | \"perMinutes\": 12,          | 5 | 37 | perMinutes",
        "\"tongue\": 70,             | \"tongue\": 0,               | 10 | 37 | perSecond.tongue is 0.1..1000, not 0",
        "\"tongue\": 70,             | \"tongue\": 70, \"tail\": 1, | 10 | 51 | tail",
        "\"name\": \"mine\",         | \"name\": \"My Own\",        | 2 | 3 | name",
        "\"enabled\": true,          | \"enabled\": 1,              | 5 | 20 | ",
        "\"description\":            | \"describe\":                | 3 | 3 | describe",
        "\"head\": 0.01,             | \"head\": NaN,               | 5 | 60 | ",
        "\"rateLimits\":             | \"breathing\":               | 6 | 5 | Duplicate",
      })
  void shouldNameLineAndColumnOfWhatIsWrong(
      String good, String bad, int line, int column, String reason) {
    // Given
    String json = GOOD.replace(good, bad == null ? "" : bad);
    // When
    PresetException thrown = catchThrowableOfType(PresetException.class, () -> read(json));
    // Then
    assertThat(thrown).hasMessageStartingWith("mine.json:" + line + ":");
    assertThat(thrown.line()).isEqualTo(line);
    assertThat(thrown.column()).isBetween(column - 4, column + 12);
    assertThat(thrown.getMessage()).contains(reason == null ? "" : reason);
  }

  @Test
  void shouldRefuseWhatIsNoPresetAtAll() {
    for (String json : new String[] {"", "null", "[]", "3", "{", GOOD + "{}", "{\"name\":\"a\"}"}) {
      // When / Then
      assertThatThrownBy(() -> read(json))
          .as(json)
          .isInstanceOf(PresetException.class)
          .hasMessageStartingWith("mine.json:");
    }
  }

  @Test
  void shouldPreferAnOperatorsOwn() throws Exception {
    // Given
    Files.writeString(folder.resolve("a.json"), GOOD);
    Files.writeString(folder.resolve("b.json"), GOOD.replace("\"mine\"", "\"calm\""));
    Files.writeString(folder.resolve("readme.txt"), "no preset");
    // When
    AnimationPresets presets = AnimationPresets.with(folder);
    // Then
    assertThat(presets.all()).hasSize(6);
    assertThat(presets.named("calm").orElseThrow().description()).isEqualTo("Of my own.");
  }

  @Test
  void shouldRefuseTwoOfOneName() throws Exception {
    // Given
    Files.writeString(folder.resolve("a.json"), GOOD);
    Files.writeString(folder.resolve("b.json"), GOOD);
    // When / Then
    assertThatThrownBy(() -> AnimationPresets.with(folder))
        .isInstanceOf(PresetException.class)
        .hasMessageContaining("b.json:1:1:");
  }
}
