package org.avatarengine.benchmarks.simulate.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesTest {

  @Test
  void shouldStayInRangeAndMoveAsAFaceDoes() {
    // Given
    SyntheticFace face = new SyntheticFace(11);
    float[] values = new float[Channel.COUNT];
    float[] before = new float[Channel.COUNT];
    float lid = 0;
    float lips = 0;
    float jaw = 0;
    float jump = 0;

    // When
    for (int i = 0; i < 60 * 60; i++) {
      face.at(i * 16_667L, values);
      for (int c = 0; c < Channel.COUNT; c++) {
        assertThat(values[c]).isBetween(Channel.ALL.get(c).min(), 1f);
      }
      lid = Math.max(lid, values[Channel.EYE_BLINK_LEFT.ordinal()]);
      lips = Math.max(lips, values[Channel.MOUTH_CLOSE.ordinal()]);
      jaw = Math.max(jaw, values[Channel.JAW_OPEN.ordinal()]);
      int yaw = Channel.HEAD_YAW.ordinal();
      jump = i == 0 ? 0 : Math.max(jump, Math.abs(values[yaw] - before[yaw]));
      before = values.clone();
    }

    // Then
    assertThat(lid).isGreaterThan(.9f);
    assertThat(lips).isGreaterThan(.8f);
    assertThat(jaw).isGreaterThan(.4f);
    assertThat(jump).isLessThan(.05f);
  }

  @Test
  void shouldLookTheSameWhenAskedAgain() {
    // Given
    float[] one = new float[Channel.COUNT];
    float[] again = new float[Channel.COUNT];

    // When
    new SyntheticFace(4).at(7_654_321, one);
    SyntheticFace other = new SyntheticFace(4);
    other.at(99, again);
    other.at(7_654_321, again);

    // Then
    assertThat(again).isEqualTo(one);
  }

  @Test
  void shouldPlayRecordingsInALoopWhenTheyAreThere() throws IOException {
    // Given
    String data = System.getProperty("avatar.testdata", "");
    Path folder = Path.of(data, "animation");
    assumeThat(Files.isDirectory(folder) && !data.isEmpty()).isTrue();

    // When
    RecordedFace csv = RecordedFace.read(folder.resolve("alex_rom_3.csv"));
    RecordedFace packets = RecordedFace.read(folder.resolve("dao.gesichter"));

    // Then
    assertThat(csv.frames()).isEqualTo(4_030);
    assertThat(packets.frames()).isEqualTo(180);
    float[] first = new float[Channel.COUNT];
    float[] looped = new float[Channel.COUNT];
    packets.at(0, first);
    packets.at(packets.lengthUs(), looped);
    assertThat(looped).isEqualTo(first);
    assertThat(first).isNotEqualTo(new float[Channel.COUNT]);
  }

  @Test
  void shouldSayWhereWhenAFileIsDamaged(@TempDir Path folder) throws IOException {
    // Given
    Path csv =
        Files.writeString(
            folder.resolve("take.csv"),
            "Timecode,BlendShapeCount,JawOpen\n10:00:00:00,61,0.5\n10:00:00:01,61,oops\n");
    Path nothing = Files.writeString(folder.resolve("take.bin"), "hello, I am no recording at all");

    // When, Then
    assertThatThrownBy(() -> RecordedFace.read(csv)).hasMessageContaining("line 3");
    assertThatThrownBy(() -> RecordedFace.read(nothing)).hasMessageContaining("take.bin");
  }
}
