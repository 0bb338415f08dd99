package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.avatarengine.animation.live.FlightReplay.Differs;
import org.avatarengine.animation.live.FlightReplay.Same;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Test;

class FlightReplayTest {

  @Test
  void shouldGiveTheSameFramesWhenTheWholeFlightWasRecorded() throws FlightFormatException {
    // Given
    Flight flight = new Flight(FlightSettings.DEFAULT);
    TestViewer viewer =
        new TestViewer()
            .join(
                flight.session,
                new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
                0);
    for (int i = 0; i < 1_200; i++) {
      flight.beat();
      viewer.tick(flight.nowUs);
    }
    // When
    FlightReplay replay = new FlightReplay(flight.session.recording());
    int frames = 0;
    while (replay.next()) {
      // Then
      assertThat(replay.frame().steps()).isEqualTo(viewer.frames.get(replay.sequence()));
      frames++;
    }
    assertThat(frames).isEqualTo(1_200);
    assertThat(replay.samples()).isGreaterThan(1_400);
    assertThat(replay.settings()).isEqualTo(flight.session.settings());
    assertThat(replay.verdict()).isEqualTo(new Same(1_200, replay.hash()));
  }

  @Test
  void shouldGiveTheSameFramesWhenTheBeginningIsGone() throws FlightFormatException {
    // Given
    Flight flight = new Flight(new FlightSettings(2, 4 << 20));
    flight.beats(1_500);
    // When
    FlightReplay replay = new FlightReplay(flight.session.recording());
    boolean first = replay.next();
    long firstSequence = replay.sequence();
    // Then
    assertThat(first).isTrue();
    assertThat(firstSequence).isBetween(1_500 - 140L, 1_500 - 119L);
    assertThat(replay.run()).isInstanceOf(Same.class);
    assertThat(replay.sequence()).isEqualTo(1_499);
  }

  @Test
  void shouldStayWithinItsBytesWhenMuchComes() throws FlightFormatException {
    // Given
    int limit = 256 << 10;
    Flight flight = new Flight(new FlightSettings(600, limit));
    // When
    flight.beats(3_000);
    byte[] recording = flight.session.recording();
    // Then
    assertThat(recording.length).isBetween(limit / 2, limit + limit / 10);
    FlightReplay replay = new FlightReplay(recording);
    assertThat(replay.run()).isInstanceOf(Same.class);
    assertThat(replay.sequence()).isEqualTo(2_999);
  }

  @Test
  void shouldGiveTheSameFramesWhenTheSessionWasTakenOver() throws FlightFormatException {
    // Given
    Flight flight = new Flight(FlightSettings.DEFAULT);
    flight.beats(333);
    SessionSnapshot snapshot = flight.session.snapshot(flight.nowUs);
    Flight after = new Flight(LiveSession.resume(snapshot), flight.nowUs);
    after.phone = flight.phone;
    // When
    after.beats(400);
    FlightReplay replay = new FlightReplay(after.session.recording());
    // Then
    assertThat(replay.run()).isEqualTo(new Same(400, replay.hash()));
    assertThat(replay.sequence()).isEqualTo(333 + LiveSession.RESUME_JUMP + 399);
  }

  @Test
  void shouldNameTheFrameWhenOneDiffers() throws FlightFormatException {
    // Given
    Flight flight = new Flight(FlightSettings.DEFAULT);
    flight.beats(100);
    byte[] recording = flight.session.recording();
    recording[recording.length - 5] ^= 1;
    checksum(recording);
    // When
    FlightReplay.Verdict verdict = new FlightReplay(recording).run();
    // Then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Differs.class,
            differs -> {
              assertThat(differs.sequence()).isEqualTo(99);
              assertThat(differs.frames()).isEqualTo(99);
            });
  }

  @Test
  void shouldRefuseWhenTheFileIsDamaged() {
    // Given
    Flight flight = new Flight(FlightSettings.DEFAULT);
    flight.beats(50);
    byte[] recording = flight.session.recording();
    byte[] flipped = recording.clone();
    flipped[recording.length / 2] ^= 4;
    byte[] other = recording.clone();
    other[8] = 9;
    // When, Then
    assertThatThrownBy(() -> new FlightReplay(flipped)).hasMessageContaining("checksum");
    assertThatThrownBy(() -> new FlightReplay(other)).hasMessageContaining("version 9");
    assertThatThrownBy(() -> new FlightReplay(new byte[40])).hasMessageContaining("not a flight");
    assertThatThrownBy(() -> new FlightReplay(Arrays.copyOf(recording, 500)))
        .isInstanceOf(FlightFormatException.class);
  }

  @Test
  void shouldRefuseOrReplayWhenBytesAreHostileAndTheChecksumIsRight() {
    // Given
    Random random = new Random(2);
    Flight flight = new Flight(FlightSettings.DEFAULT);
    flight.beats(120);
    byte[] recording = flight.session.recording();
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] hostile = recording.clone();
      for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
        hostile[random.nextInt(i % 2 == 0 ? 3_000 : hostile.length)] = (byte) random.nextInt();
      }
      checksum(hostile);
      // When
      try {
        new FlightReplay(hostile).run();
      } catch (FlightFormatException e) {
        // Then
        assertThat(e).hasMessageMatching("(?s).+");
        refused++;
      }
    }
    assertThat(refused).isBetween(50, 600);
  }

  @Test
  void shouldRecordNothingWhenItIsOff() {
    // Given
    Flight flight = new Flight(FlightSettings.OFF);
    // When
    flight.beats(10);
    // Then
    assertThat(flight.session.recording()).isEmpty();
  }

  private static void checksum(byte[] file) {
    CRC32 crc = new CRC32();
    crc.update(file, 0, file.length - 4);
    for (int i = 0; i < 4; i++) {
      file[file.length - 4 + i] = (byte) (crc.getValue() >>> (8 * i));
    }
  }
}
