package org.avatarengine.animation.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RigReaderTest {

  private static final String GOOD =
      """
      {"format": 1, "name": "mine", "title": "Mine",
       "targets": [
         {"name": "Open"},
         {"name": "Jaw", "unit": "degrees", "min": 0, "max": 30}],
       "map": [
         {"from": "jawOpen", "to": [{"target": "Open", "curve": [[0, 0], [1, 0.5]]}, {"target": "Jaw", "weight": 20}]}],
       "secondary": [
         {"target": "Open", "follow": "jawOpen", "gain": 0.1, "frequency": 5, "damping": 0.4}],
       "constraints": [
         {"kind": "sum", "targets": ["Open"], "limit": 1}]}
      """;

  @Test
  void shouldReadARigOfOnesOwn() throws RigFormatException {
    // Given // When
    Rig rig = RigReader.read(bytes(GOOD));

    // Then
    assertThat(rig.name()).isEqualTo("mine");
    assertThat(rig.targets()).extracting(RigTarget::name).containsExactly("Open", "Jaw");
    assertThat(rig.table()).isEqualTo(bytes(GOOD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"from\": \"jawOpen\"; \"from\": \"jawOpne\"; line 6; no channel",
        "{\"target\": \"Jaw\"; {\"target\": \"Jar\"; line 6; no target \"Jar\"",
        "\"weight\": 20; \"weight\": 2000; line 6; is a number from",
        "[1, 0.5]; [0, 0.5]; line 6; rise from point to point",
        "\"max\": 30; \"max\": -1; line 4; less than",
        "\"name\": \"Jaw\"; \"name\": \"Open\"; line 4; twice",
        "\"damping\": 0.4; \"damping\": 0; line 8; is a number from",
        "\"kind\": \"sum\"; \"kind\": \"some\"; line 10; exclude, sum, blend",
        ", \"limit\": 1; ''; line 10; needs the field \"limit\"",
        "\"title\": \"Mine\"; \"titel\": \"Mine\"; line 1; no field \"titel\"",
        "\"format\": 1; \"format\": 2; line 1; is a number from",
        "\"name\": \"mine\"; \"name\": \"../mine\"; line 1; lower-case",
        "\"limit\": 1}]}; \"limit\": 1}]; line 11; end-of-input"
      })
  void shouldNameTheLineWhenSomethingIsWrong(
      String right, String wrong, String place, String reason) {
    // Given
    assertThat(GOOD).contains(right);
    String broken = GOOD.replace(right, wrong);

    // When // Then
    assertThatThrownBy(() -> RigReader.read(bytes(broken)))
        .isInstanceOf(RigFormatException.class)
        .hasMessageContaining(place + ",")
        .hasMessageContaining(reason);
  }

  @Test
  void shouldNameTheFileWhenARigOfAFolderIsWrong(@TempDir Path folder) throws Exception {
    // Given
    Files.writeString(folder.resolve("a.json"), GOOD);
    Files.writeString(folder.resolve("b.json"), GOOD.replace("mine", "b").replace("Jaw\"}", "x"));
    Files.writeString(folder.resolve("c.json"), GOOD.replace("jawOpen", "jaw"));

    // When // Then
    assertThatThrownBy(() -> Rigs.withFolder(folder)).hasMessageContaining("c.json: line ");
    Files.delete(folder.resolve("c.json"));
    assertThat(Rigs.withFolder(folder).find("mine")).isNotNull();
  }

  @Test
  void shouldRefuseAndNothingElseWhenTheTableIsDamaged() {
    // Given
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;

    // When
    for (int n = 0; n < 20_000; n++) {
      byte[] damaged = bytes(GOOD);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        RigReader.read(damaged);
      } catch (RigFormatException e) {
        refused++;
      }
    }

    // Then
    assertThat(refused).isGreaterThan(15_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
