package org.avatarengine.animation.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LiveLinkWriterTest {

  @Test
  void shouldGiveTheRecordedBytesAgainWhenARecordingIsReadAndWritten() throws IOException {
    // Given
    Path recording =
        Path.of(System.getProperty("avatar.testdata", "/nowhere"), "animation", "dao.gesichter");
    Assumptions.assumeTrue(Files.exists(recording));
    LiveLinkReader reader = new LiveLinkReader(1);
    FaceSample sample = new FaceSample();
    long lastTimeUs = -1;
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(recording)))) {
      assertThat(in.readUnsignedByte()).isEqualTo(6);
      int frames = in.readInt();
      assertThat(frames).isEqualTo(180);
      for (int frame = 0; frame < frames; frame++) {
        byte[] packet = in.readNBytes(in.readInt());
        // When
        Outcome outcome = reader.read(packet, 0, packet.length, sample);
        LiveLinkWriter writer =
            new LiveLinkWriter(
                reader.deviceId(),
                sample.subject(),
                reader.rateNumerator(),
                reader.rateDenominator());
        byte[] out = new byte[DialectWriter.MAX_BYTES];
        int length =
            writer.write(sample.values(), (int) sample.frameNumber(), reader.subFrame(), out, 0);
        // Then
        assertThat(outcome).isEqualTo(Outcome.SAMPLE);
        assertThat(Arrays.copyOf(out, length)).isEqualTo(packet);
        assertThat(sample.sourceTimeUs()).isGreaterThan(lastTimeUs);
        lastTimeUs = sample.sourceTimeUs();
      }
      assertThat(in.read()).isEqualTo(-1);
      assertThat(sample.subject()).isEqualTo("LLV Default Device");
      assertThat(reader.deviceId()).hasSize(32);
    }
  }

  @Test
  void shouldBeReadAsItWasWritten() {
    // Given
    float[] values = new float[61];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 52 ? i / 52f : (i - 56) / 5f;
    }
    byte[] out = new byte[10 + DialectWriter.MAX_BYTES];
    DialectWriter writer = Dialects.liveLink("Avatar", 60);
    LiveLinkReader reader = new LiveLinkReader(1);
    FaceSample sample = new FaceSample();
    // When
    int length = writer.write(values, 7, 3_600_008_000L, out, 10);
    Outcome outcome = reader.read(out, 10, length, sample);
    // Then
    assertThat(length).isEqualTo(306 + 6);
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.values()).isEqualTo(values);
    assertThat(sample.subject()).isEqualTo("Avatar");
    assertThat(sample.sourceTimeUs()).isCloseTo(3_600_008_000L, within(2L));
    assertThat(reader.rateNumerator()).isEqualTo(60);
    assertThat(reader.deviceId()).hasSize(36);
    assertThat(writer.dialect()).isEqualTo(Dialect.LIVE_LINK);
  }

  @Test
  void shouldRefuseWhenNameOrRateIsOutOfBounds() {
    // Given
    String longest = "\u20ac".repeat(64);
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    // When
    int length = new LiveLinkWriter(longest, longest, 60, 1).write(new float[61], 1, 0f, out, 0);
    // Then
    assertThat(length).isEqualTo(654);
    assertThatThrownBy(() -> Dialects.liveLink("", 60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Dialects.liveLink("s".repeat(65), 60))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Dialects.liveLink("s", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
