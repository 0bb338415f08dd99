package org.avatarengine.benchmarks.simulate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.FlightReplay;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.benchmarks.simulate.face.RecordedFace;
import org.avatarengine.benchmarks.simulate.face.SyntheticFace;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayMainTest {

  private static final int FRAMES = 300;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int replay(String... words) {
    return new ReplayMain(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(words));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static byte[] flight() {
    LiveSession session =
        new LiveSession(
            new LiveSettings(
                SessionId.of("test.abcdefghijklmnop"),
                "arkit",
                60,
                FrameProfile.EIGHT_BIT,
                CompositorSettings.defaults(),
                77,
                1));
    int source =
        session.openSource(Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("test"), 0);
    DialectWriter writer = Dialects.liveLink("test", 60);
    SyntheticFace face = new SyntheticFace(1);
    byte[] packet = new byte[DialectWriter.MAX_BYTES];
    float[] values = new float[Channel.COUNT];
    for (int i = 0; i < FRAMES; i++) {
      long nowUs = i * 16_667L;
      face.at(nowUs, values);
      session.packet(source, packet, 0, writer.write(values, i, nowUs, packet, 0), nowUs);
      session.beat(nowUs + 3_000);
    }
    return session.recording();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("flight.bin"), bytes);
  }

  @Test
  void shouldSayTheSameAndWriteItsFramesWhenNothingWasTouched() throws Exception {
    // Given
    byte[] recording = flight();
    Path csv = folder.resolve("out.csv");

    // When
    int code = replay(file(recording).toString(), "--csv", csv.toString());

    // Then
    assertThat(code).as(err()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("the same bit for bit, " + FRAMES + " frames")
        .contains("seed 77")
        .contains("samples    " + FRAMES);
    RecordedFace read = RecordedFace.read(csv);
    assertThat(read.frames()).isEqualTo(FRAMES);
    FlightReplay again = new FlightReplay(recording);
    float[] shown = new float[Channel.COUNT];
    for (int i = 0; again.next(); i++) {
      // The app's time codes are of a thousandth of a sixtieth: the middle of a frame is safe.
      read.at(i * 16_667L + 8_000, shown);
      assertThat(shown).as("frame %d", i).isEqualTo(again.values());
    }
  }

  @Test
  void shouldNameTheFirstFrameThatDiffersWhenASampleIsAnother() throws Exception {
    // Given: one bit of a value in the middle is another, and the checksum says it is as it was.
    byte[] recording = flight();
    boolean differed = false;

    // When
    for (int at = recording.length / 2; at < recording.length / 2 + 400 && !differed; at++) {
      out.reset();
      byte[] touched = recording.clone();
      touched[at] ^= 0x20;
      sign(touched);
      int code = replay(file(touched).toString());
      differed = code == 1;
    }

    // Then
    assertThat(differed).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("different: frame ");
  }

  private static void sign(byte[] file) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(file, 0, file.length - 4);
    for (int i = 0; i < 4; i++) {
      file[file.length - 4 + i] = (byte) (crc.getValue() >>> (8 * i));
    }
  }

  @Test
  void shouldSayWhatIsWrongWhenItCannotBeRead() throws Exception {
    // Given
    byte[] recording = flight();
    byte[] damaged = recording.clone();
    damaged[100] ^= 1;

    // When, Then
    assertThat(replay(file(damaged).toString())).isEqualTo(3);
    assertThat(err()).contains("damaged");
    assertThat(replay(file(java.util.Arrays.copyOf(recording, 500)).toString())).isEqualTo(3);
    assertThat(replay(file("no".getBytes(StandardCharsets.UTF_8)).toString())).isEqualTo(3);
    assertThat(err()).contains("not a flight recording");
    assertThat(replay(folder.resolve("none").toString())).isEqualTo(3);
    assertThat(err()).contains("there is no file");
  }

  @Test
  void shouldSayWhatIsMissingWhenWordsMakeNoSense() {
    // When, Then
    assertThat(replay()).isEqualTo(2);
    assertThat(replay("a", "b")).isEqualTo(2);
    assertThat(replay("a", "--csv")).isEqualTo(2);
    assertThat(replay("--help")).isZero();
  }
}
