package org.avatarengine.benchmarks.live.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.signal.FaceSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordedPacketsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"LIVE_LINK", "VMC", "IFACIALMOCAP"})
  void shouldReadBackAsTheSameFaceWhenAPerformanceIsWritten(Dialect dialect) {
    // Given
    Performance made = Performance.made();
    List<byte[]> packets =
        switch (dialect) {
          case LIVE_LINK -> RecordedPackets.liveLink(made);
          case VMC -> RecordedPackets.vmc(made);
          default -> RecordedPackets.iFacialMocap(made);
        };
    var sample = new FaceSample();
    // When
    byte[] packet = packets.get(100);
    var outcome = Dialects.reader(dialect).read(packet, 0, packet.length, sample);
    // Then
    assertThat(outcome).isEqualTo(DialectReader.Outcome.SAMPLE);
    for (int i = 0; i < 61; i++) {
      assertThat(sample.values()[i])
          .as("%s %d", dialect, i)
          .isCloseTo(made.frame(100)[i], within(0.006f));
    }
  }

  @Test
  void shouldReadEveryPacketWhenARecordingIsWhole() throws IOException {
    // Given
    Path file = recording(6, 2, 5, 7);
    // When
    List<byte[]> packets = RecordedPackets.read(file);
    // Then
    assertThat(packets).extracting(packet -> packet.length).containsExactly(5, 7);
  }

  @Test
  void shouldSaySoWhenARecordingIsNone() throws IOException {
    // Given
    Path other = recording(5, 1, 5);
    Path endless = recording(6, 1, 1_000_000);
    // When
    // Then
    assertThatThrownBy(() -> RecordedPackets.read(other)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RecordedPackets.read(endless)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldUseAMadePerformanceWhenThereIsNoTestData() throws IOException {
    // Given
    // When
    Performance performance = Performance.load(folder);
    // Then
    assertThat(performance.real()).isFalse();
    assertThat(performance.text()).contains("not there");
    assertThat(RecordedPackets.liveLink(folder, performance)).hasSize(600);
  }

  private Path recording(int version, int count, int... sizes) throws IOException {
    Path file = Files.createTempFile(folder, "recording", "");
    try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeByte(version);
      out.writeInt(count);
      for (int size : sizes) {
        out.writeInt(size);
        out.write(new byte[Math.min(size, 100)]);
      }
    }
    return file;
  }
}
