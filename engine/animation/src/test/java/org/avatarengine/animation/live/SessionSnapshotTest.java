package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.avatarengine.animation.compositor.Calibration;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Test;

class SessionSnapshotTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Flight flight = new Flight(FlightSettings.OFF);

  @Test
  void shouldShowTheVeryNextFrameWhenAnotherInstanceTakesOver() throws Exception {
    // Given
    flight.beats(500);
    SessionSnapshot snapshot = throughJson(flight.session.snapshot(flight.nowUs));
    LiveSession other = LiveSession.resume(snapshot, null, FlightSettings.OFF);
    ViewerRequest output =
        new ViewerRequest(null, SessionRole.VIEWER, WireFormat.LIVE_LINK, DetailLevel.FULL);
    TestViewer here = new TestViewer();
    TestViewer there = new TestViewer();
    here.decodes = false;
    there.decodes = false;
    here.join(flight.session, output, flight.nowUs);
    there.join(other, output, flight.nowUs);
    here.raw.clear();
    // When
    for (int i = 1; i <= 200; i++) {
      flight.session.beat(flight.nowUs + i * Flight.BEAT_US);
      other.beat(flight.nowUs + i * Flight.BEAT_US);
    }
    // Then: the same faces, to the last bit, under other numbers
    assertThat(there.raw).hasSize(200);
    for (int i = 0; i < 200; i++) {
      assertThat(values(there.raw.get(i))).isEqualTo(values(here.raw.get(i)));
    }
    assertThat(there.sentSequences).startsWith(500L + LiveSession.RESUME_JUMP);
  }

  @Test
  void shouldLetViewersComeBackWhenAnotherInstanceTookOver() throws Exception {
    // Given
    TestViewer viewer =
        new TestViewer()
            .join(
                flight.session,
                new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.LOW),
                0);
    TestViewer performer =
        new TestViewer()
            .join(
                flight.session,
                new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.BINARY, null),
                0);
    performer.viewer.text("{\"type\":\"values\",\"values\":{\"jawOpen\":1}}", 0);
    flight.beats(40);
    SessionSnapshot snapshot = throughJson(flight.session.snapshot(flight.nowUs));
    // When
    LiveSession other = LiveSession.resume(snapshot);
    other.beat(flight.nowUs);
    TestViewer again = back(other, viewer, SessionRole.VIEWER);
    TestViewer performs = back(other, performer, SessionRole.PERFORMER);
    performs.viewer.text("{\"type\":\"values\",\"values\":{\"jawOpen\":1}}", flight.nowUs);
    again.tick(flight.nowUs);
    // Then
    assertThat(again.viewer.id()).isEqualTo(viewer.viewer.id());
    assertThat(again.viewer.level()).isEqualTo(DetailLevel.LOW);
    assertThat(again.keys).isEqualTo(1);
    assertThat(again.shown.sequence()).isEqualTo(40 + LiveSession.RESUME_JUMP);
    assertThat(other.stats().sources()).as("phone and performer").isEqualTo(2);
    assertThat(other.stats().resumed()).isEqualTo(2);
  }

  @Test
  void shouldGiveASourceItsCalibrationWhenItPairsAgain() throws Exception {
    // Given
    flight.beats(60);
    flight.session.calibrate(flight.nowUs);
    Calibration before = calibration(flight.session, flight.phone);
    LiveSession other = LiveSession.resume(throughJson(flight.session.snapshot(flight.nowUs)));
    // When
    int phone =
        other.openSource(
            Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("phone"), flight.nowUs);
    int stranger =
        other.openSource(
            Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("other"), flight.nowUs);
    // Then
    assertThat(before).isNotEqualTo(Calibration.none());
    assertThat(phone).isEqualTo(flight.phone);
    assertThat(stranger).isNotEqualTo(phone);
    assertThat(calibration(other, phone)).isEqualTo(before);
    assertThat(other.snapshot(flight.nowUs).sources().getFirst().subject()).isEqualTo("AVA-7K3Q");
  }

  @Test
  void shouldStaySmallWhenManyWatchAndAllSourcesAreOpen() throws Exception {
    // Given
    float[] odd = new float[Channel.COUNT];
    Arrays.fill(odd, 0.12345678f);
    for (int i = 1; i < 8; i++) {
      flight.session.openSource(
          Dialects.reader(Dialect.LIVE_LINK),
          SourceSettings.named("source " + i).with(new Calibration(odd, odd, odd, true)),
          0);
    }
    for (int i = 0; i < 300; i++) {
      new TestViewer()
          .join(
              flight.session,
              new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.MESSAGE_PACK, null),
              0);
    }
    for (int i = 0; i < 30; i++) {
      flight.nowUs += Flight.BEAT_US;
      flight.session.beat(flight.nowUs);
    }
    // When
    SessionSnapshot snapshot = flight.session.snapshot(flight.nowUs);
    byte[] bytes = json.writeValueAsBytes(snapshot);
    // Then
    assertThat(bytes.length).isLessThanOrEqualTo(SessionSnapshot.MAX_BYTES);
    assertThat(json.readValue(bytes, SessionSnapshot.class)).isEqualTo(snapshot);
    assertThat(snapshot.viewers()).hasSize(SessionSnapshot.MAX_VIEWERS);
    assertThat(snapshot.sources()).hasSize(8);
  }

  @Test
  void shouldRefuseWhenASnapshotIsNotOfThisVersion() throws Exception {
    // Given
    String text = json.writeValueAsString(flight.session.snapshot(0));
    // When, Then
    assertThatThrownBy(
            () ->
                json.readValue(
                    text.replace("\"version\":1", "\"version\":2"), SessionSnapshot.class))
        .hasMessageContaining("version 2");
  }

  private TestViewer back(LiveSession other, TestViewer viewer, SessionRole role) {
    return new TestViewer()
        .join(
            other,
            new ViewerRequest(viewer.viewer.id(), role, WireFormat.BINARY, null),
            flight.nowUs);
  }

  private SessionSnapshot throughJson(SessionSnapshot snapshot) throws Exception {
    return json.readValue(json.writeValueAsBytes(snapshot), SessionSnapshot.class);
  }

  private Calibration calibration(LiveSession session, int source) {
    SessionSnapshot snapshot = session.snapshot(flight.nowUs);
    return Compositor.restore(snapshot.compositor(), snapshot.state()).source(source).calibration();
  }

  private static float[] values(byte[] packet) {
    FaceSample sample = new FaceSample();
    assertThat(Dialects.reader(Dialect.LIVE_LINK).read(packet, 0, packet.length, sample))
        .isEqualTo(DialectReader.Outcome.SAMPLE);
    return sample.values();
  }
}
