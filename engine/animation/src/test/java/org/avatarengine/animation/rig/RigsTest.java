package org.avatarengine.animation.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RigsTest {

  private final Rigs rigs = Rigs.builtIn();

  @Test
  void shouldAgreeWithThePublishedSchema() throws IOException {
    // Given
    Path file = Path.of(System.getProperty("avatar.root"), "docs/api/rig.schema.json");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(file));

    // When // Then
    for (Rig rig : rigs.all()) {
      JsonNode table = new ObjectMapper().readTree(rig.table());
      assertThat(schema.validate(table)).as(rig.name()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"arkit", "cc4-extended", "cc4-standard", "cc-traditional"})
  void shouldMoveSomethingForEveryBlendShape(String name) {
    // Given
    RigMapper mapper = new RigMapper(rigs.find(name));

    // When // Then
    assertThat(Channel.ALL.subList(0, Channel.SHAPES)).allMatch(mapper::uses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arkit",
        "cc4-extended",
        "cc4-standard",
        "cc-traditional",
        "vrm",
        "oculus-visemes"
      })
  void shouldStayWithinEveryRangeWhateverComes(String name) {
    // Given
    Rig rig = rigs.find(name);
    RigMapper mapper = new RigMapper(rig);
    SplittableRandom random = new SplittableRandom(4);
    float[] out = new float[mapper.count()];

    // When // Then
    for (int n = 0; n < 2_000; n++) {
      float[] values = new float[Channel.COUNT];
      for (Channel channel : Channel.ALL) {
        float range = 1 - channel.min();
        values[channel.ordinal()] = channel.min() + range * (float) random.nextDouble();
      }
      mapper.map(values, n * 16_667L, out);
      for (int i = 0; i < out.length; i++) {
        RigTarget target = rig.targets().get(i);
        assertThat(out[i]).as(target.name()).isBetween(target.min(), target.max());
      }
    }
  }

  @Test
  void shouldPassTheShapesThroughWhenTheRigIsArkit() {
    // Given
    RigMapper mapper = new RigMapper(rigs.find("arkit"));
    float[] values = new float[Channel.COUNT];
    for (int i = 0; i < Channel.SHAPES; i++) {
      values[i] = i / 52f;
    }
    values[Channel.HEAD_YAW.ordinal()] = 0.5f;
    float[] out = new float[mapper.count()];

    // When
    mapper.map(values, 0, out);

    // Then
    for (int i = 0; i < Channel.SHAPES; i++) {
      assertThat(out[i]).isEqualTo(values[i]);
    }
    assertThat(out[Channel.SHAPES]).isCloseTo(28.648f, within(0.001f));
  }

  @Test
  void shouldSplitTheFunnelIntoFourWhenTheRigIsExtended() {
    // Given // When
    Map<String, Float> extended = map("cc4-extended", Map.of(Channel.MOUTH_FUNNEL, 0.6f));
    Map<String, Float> standard = map("cc4-standard", Map.of(Channel.MOUTH_FUNNEL, 0.6f));

    // Then
    assertThat(extended)
        .containsEntry("Mouth_Funnel_Up_L", 0.6f)
        .containsEntry("Mouth_Funnel_Up_R", 0.6f)
        .containsEntry("Mouth_Funnel_Down_L", 0.6f)
        .containsEntry("Mouth_Funnel_Down_R", 0.6f);
    assertThat(standard).containsEntry("Mouth_Funnel", 0.6f);
  }

  @Test
  void shouldTurnAnInwardLookOfTheLeftEyeToTheRight() {
    // Given // When
    Map<String, Float> out = map("cc4-extended", Map.of(Channel.EYE_LOOK_IN_LEFT, 0.5f));

    // Then
    assertThat(out).containsEntry("Eye_L_Look_R", 0.5f).containsEntry("Eye_L_Look_L", 0f);
  }

  @Test
  void shouldCloseTheMouthOfAVrmWhenTheLipsClose() {
    // Given // When
    Map<String, Float> open = map("vrm", Map.of(Channel.JAW_OPEN, 0.7f));
    Map<String, Float> closed =
        map("vrm", Map.of(Channel.JAW_OPEN, 0.7f, Channel.MOUTH_CLOSE, 0.7f));

    // Then
    assertThat(open.get("aa")).isCloseTo(0.7f, within(0.1f));
    assertThat(closed.get("aa")).isZero();
  }

  @Test
  void shouldBlendTheMouthOutWhenAVrmIsHappy() {
    // Given // When
    Map<String, Float> plain = map("vrm", Map.of(Channel.JAW_OPEN, 0.6f));
    Map<String, Float> happy =
        map(
            "vrm",
            Map.of(
                Channel.JAW_OPEN,
                0.6f,
                Channel.MOUTH_SMILE_LEFT,
                1f,
                Channel.MOUTH_SMILE_RIGHT,
                1f));

    // Then
    assertThat(happy.get("happy")).isGreaterThan(0.7f);
    assertThat(happy.get("aa")).isLessThan(plain.get("aa") * 0.7f);
  }

  @Test
  void shouldShowThePlosiveAndNoVowelWhenTheLipsAreShut() {
    // Given // When
    Map<String, Float> shut =
        map("oculus-visemes", Map.of(Channel.JAW_OPEN, 0.5f, Channel.MOUTH_CLOSE, 0.5f));
    Map<String, Float> still = map("oculus-visemes", Map.of());

    // Then
    assertThat(shut.get("PP")).isGreaterThan(0.5f);
    assertThat(shut.get("aa")).isZero();
    assertThat(still.get("sil")).isEqualTo(1);
  }

  @Test
  void shouldSwingAndComeToRestWhenTheJawStops() {
    // Given
    Rig rig = rigs.find("cc4-extended");
    RigMapper mapper = new RigMapper(rig);
    int cheek = index(rig, "Cheek_Puff_L");
    float[] values = new float[Channel.COUNT];
    float[] out = new float[mapper.count()];
    mapper.map(values, 0, out);
    float least = 1;
    float most = 0;

    // When
    values[Channel.CHEEK_PUFF.ordinal()] = 0.5f;
    values[Channel.JAW_OPEN.ordinal()] = 1;
    for (int n = 1; n <= 120; n++) {
      mapper.map(values, n * 16_667L, out);
      least = Math.min(least, out[cheek]);
      most = Math.max(most, out[cheek]);
    }

    // Then
    assertThat(least).isLessThan(0.49f);
    assertThat(most).isGreaterThan(0.501f);
    assertThat(out[cheek]).isCloseTo(0.5f, within(0.001f));
  }

  private Map<String, Float> map(String name, Map<Channel, Float> values) {
    Rig rig = rigs.find(name);
    RigMapper mapper = new RigMapper(rig);
    float[] in = new float[Channel.COUNT];
    values.forEach((channel, value) -> in[channel.ordinal()] = value);
    float[] out = new float[mapper.count()];
    mapper.map(in, 0, out);
    Map<String, Float> named = new HashMap<>();
    for (int i = 0; i < out.length; i++) {
      named.put(rig.targets().get(i).name(), out[i]);
    }
    return named;
  }

  private static int index(Rig rig, String target) {
    for (int i = 0; i < rig.targets().size(); i++) {
      if (rig.targets().get(i).name().equals(target)) {
        return i;
      }
    }
    throw new AssertionError("no target " + target);
  }
}
