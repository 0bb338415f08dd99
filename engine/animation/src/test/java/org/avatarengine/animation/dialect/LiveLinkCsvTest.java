package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLinkCsvTest {

  private final FaceSample sample = new FaceSample();

  @Test
  void shouldReadARealRecordingWhole() throws IOException {
    // Given
    Path recording =
        Path.of(System.getProperty("avatar.testdata", "/nowhere"), "animation", "alex_rom_3.csv");
    Assumptions.assumeTrue(Files.exists(recording));
    List<String> lines = Files.readAllLines(recording);
    List<String> header = List.of(lines.getFirst().split(","));
    int right = header.indexOf("JawRight");
    int left = header.indexOf("JawLeft");
    int frames = 0;
    long lastTimeUs = -1;
    float mostRight = 0;
    try (LiveLinkCsv csv = new LiveLinkCsv(Files.newInputStream(recording))) {
      // When
      while (csv.next(sample)) {
        String[] cells = lines.get(++frames).split(",");
        // Then
        assertThat(value(Channel.JAW_RIGHT)).isEqualTo(clamped(cells[right]));
        assertThat(value(Channel.JAW_LEFT)).isEqualTo(clamped(cells[left]));
        assertThat(value(Channel.RIGHT_EYE_ROLL)).isEqualTo(Float.parseFloat(cells[62]));
        assertThat(sample.present()).isEqualTo(FaceSample.ALL);
        assertThat(sample.sourceTimeUs()).isGreaterThan(lastTimeUs);
        lastTimeUs = sample.sourceTimeUs();
        mostRight = Math.max(mostRight, value(Channel.JAW_RIGHT));
        if (frames == 1) {
          assertThat(sample.sourceTimeUs()).isEqualTo(47_584_527_533L);
        }
      }
    }
    assertThat(frames).isEqualTo(4_030);
    assertThat(right).isLessThan(left);
    assertThat(mostRight).isGreaterThan(0.1f);
  }

  @Test
  void shouldGoByTheHeaderWhateverTheOrder() throws IOException {
    // Given
    String text =
        "\ufeffTimecode, FrameRate, MouthRight, Unknown, MouthLeft,HeadYaw\r\n"
            + "23:59:59:29, 30, 0.25, x, 0.75,-0.5\r\n\r\n"
            + "00:00:00:0.0,30,,,,\n"
            + "00:00:00:15,30";
    LiveLinkCsv csv = csv(text);
    // When
    boolean first = csv.next(sample);
    // Then
    assertThat(first).isTrue();
    assertThat(value(Channel.MOUTH_RIGHT)).isEqualTo(0.25f);
    assertThat(value(Channel.MOUTH_LEFT)).isEqualTo(0.75f);
    assertThat(value(Channel.HEAD_YAW)).isEqualTo(-0.5f);
    assertThat(Long.bitCount(sample.present())).isEqualTo(3);
    assertThat(sample.sourceTimeUs()).isEqualTo(86_399_966_667L);
    assertThat(csv.next(sample)).isTrue();
    assertThat(sample.hasFace()).isFalse();
    assertThat(sample.sourceTimeUs()).isEqualTo(86_400_000_000L);
    assertThat(csv.next(sample)).isTrue();
    assertThat(sample.sourceTimeUs()).isEqualTo(86_400_500_000L);
    assertThat(sample.frameNumber()).isEqualTo(2);
    assertThat(csv.next(sample)).isFalse();
    assertThat(csv.line()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13:00:00:00,61,0.5",
        "Timecode,Other\n",
        "Timecode,JawOpen,jawopen\n",
        "Timecode,JawOpen\n13:00:00,0.5",
        "Timecode,JawOpen\n13:00:00:00:00,0.5",
        "Timecode,JawOpen\n13:-1:00:00,0.5",
        "Timecode,JawOpen\n13:00:00:00,NaN",
        "Timecode,JawOpen\n13:00:00:00,1e99",
        "JawOpen\n0.5",
      })
  void shouldNameTheLineWhenItIsDamaged(String text) {
    // Given
    LiveLinkCsv csv = csv(text);
    String line = text.startsWith("Timecode,JawOpen\n") ? "line 2" : "line 1";
    // When
    // Then
    assertThatThrownBy(
            () -> {
              while (csv.next(sample)) {}
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(line);
  }

  @Test
  void shouldRefuseWhenALineNeverEnds() {
    // Given
    LiveLinkCsv csv = csv("Timecode," + "x".repeat(1_000_000));
    // When
    // Then
    assertThatThrownBy(() -> csv.next(sample)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldReadLinesAsPacketsToo() {
    // Given
    DialectReader reader = Dialects.reader(Dialect.LIVE_LINK_CSV);
    byte[] header = "Timecode,JawOpen\n".getBytes(UTF_8);
    byte[] row = "01:00:00:30,0.5\n".getBytes(UTF_8);
    // When
    Outcome early = reader.read(row, 0, row.length, sample);
    Outcome first = reader.read(header, 0, header.length, sample);
    Outcome second = reader.read(row, 0, row.length, sample);
    // Then
    assertThat(early).isEqualTo(Outcome.MALFORMED);
    assertThat(first).isEqualTo(Outcome.PARTIAL);
    assertThat(second).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.sourceTimeUs()).isEqualTo(3_600_500_000L);
  }

  private float value(Channel channel) {
    return sample.values()[channel.ordinal()];
  }

  private static float clamped(String cell) {
    return Math.min(1, Float.parseFloat(cell));
  }

  private static LiveLinkCsv csv(String text) {
    return new LiveLinkCsv(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
