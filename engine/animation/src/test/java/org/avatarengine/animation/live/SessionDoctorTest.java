package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.DoctorReport.Finding;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.session.SessionRole;
import org.junit.jupiter.api.Test;

class SessionDoctorTest {

  private final LiveSession session = new LiveSession(Flight.settings(), null, FlightSettings.OFF);
  private final DialectWriter phone = Dialects.liveLink("AVA-7K3Q", 60);
  private final byte[] packet = new byte[DialectWriter.MAX_BYTES];
  private final float[] values = new float[Channel.COUNT];
  private final List<TestViewer> watchers = new ArrayList<>();
  private long nowUs;
  private long number;
  private int source = -1;

  @Test
  void shouldSayWhereToSendWhenNothingHasCome() {
    // Given
    IngestView ingest = new IngestView(Dialect.LIVE_LINK, "AVA-7K3Q", "192.0.2.1", 11_111, 0, null);
    // When
    DoctorReport report = session.doctor(0, ingest);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.NO_PACKET_YET);
    assertThat(report.advice())
        .isEqualTo(
            "No packet has come yet: enter the subject AVA-7K3Q in Live Link Face and send to"
                + " 192.0.2.1:11111.");
  }

  @Test
  void shouldNameTheSubjectWhenItIsNearlyRight() {
    // Given
    IngestView ingest =
        new IngestView(Dialect.LIVE_LINK, "AVA-7K3Q", "192.0.2.1", 11_111, 17, "AVA-7K3O");
    // When
    DoctorReport report = session.doctor(0, ingest);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.WRONG_SUBJECT);
    assertThat(report.advice()).contains("AVA-7K3O", "enter AVA-7K3Q");
  }

  @Test
  void shouldBeContentWhenAllIsWell() {
    // Given
    watch();
    // When
    play(900, 0, 0);
    DoctorReport report = session.doctor(nowUs);
    // Then
    assertThat(report.advice()).isEqualTo("All is well.");
    DoctorReport.Source phoneReport = report.sources().getFirst();
    assertThat(phoneReport.packets()).isEqualTo(900);
    assertThat(phoneReport.packetsPerSecond()).isBetween(58.0, 62.0);
    assertThat(phoneReport.lossPercent()).isZero();
    assertThat(phoneReport.subject()).isEqualTo("AVA-7K3Q");
    assertThat(phoneReport.lastSeenMs()).isZero();
    assertThat(phoneReport.jitterMs()).isLessThan(2);
    assertThat(report.viewers().getFirst().fps()).isBetween(58.0, 62.0);
    assertThat(report.viewers().getFirst().state()).isEqualTo("active");
  }

  @Test
  void shouldTellTheLossWhenFrameNumbersAreMissing() {
    // Given
    watch();
    // When
    play(900, 8, 0);
    DoctorReport report = session.doctor(nowUs);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.LOSS);
    assertThat(report.sources().getFirst().lossPercent()).isBetween(11.5, 13.5);
    assertThat(report.advice())
        .matches(
            "The packets of Live Link Face come with 1[23] % loss: move closer to the access point"
                + " or choose 30 fps\\.");
  }

  @Test
  void shouldNameTheLeftEyeWhenItsChannelsAreDead() {
    // Given
    watch();
    long dead = 0;
    for (Channel channel : Channel.ALL) {
      if (channel.key().startsWith("eye") && channel.key().endsWith("Left")) {
        dead |= 1L << channel.ordinal();
      }
    }
    // When
    play(1_200, 0, dead);
    DoctorReport report = session.doctor(nowUs);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.DEAD_CHANNELS);
    assertThat(report.advice()).startsWith("Left eye channels do not move: ");
    assertThat(report.sources().getFirst().deadChannels()).hasSize(7).contains("eyeBlinkLeft");
  }

  @Test
  void shouldKnowWhatMediaPipeNeverMovesWhenItIsTheSource() {
    // Given
    watch();
    TestViewer performer =
        new TestViewer()
            .join(
                session,
                new ViewerRequest(null, SessionRole.PERFORMER, WireFormat.JSON, DetailLevel.FULL),
                0);
    performer.decodes = false;
    // When
    for (int i = 0; i < 1_200; i++) {
      nowUs += Flight.BEAT_US;
      StringBuilder text =
          new StringBuilder("{\"type\":\"input\",\"dialect\":\"mediapipe\",\"data\":");
      text.append("{\"timestampMs\":").append(nowUs / 1_000);
      text.append(",\"faceBlendshapes\":[{\"categories\":[");
      String separator = "";
      for (Channel channel : Channel.ALL.subList(0, Channel.SHAPES)) {
        if (channel != Channel.TONGUE_OUT) {
          double score = channel == Channel.CHEEK_PUFF ? 0 : wave(i, channel.ordinal());
          text.append(separator).append("{\"categoryName\":\"").append(channel.key());
          text.append("\",\"score\":").append(score).append('}');
          separator = ",";
        }
      }
      performer.viewer.text(text.append("]}]}}").toString(), nowUs);
      session.beat(nowUs);
    }
    DoctorReport report = session.doctor(nowUs);
    // Then
    DoctorReport.Source mediaPipe = report.sources().getFirst();
    assertThat(mediaPipe.dialect()).isEqualTo(Dialect.MEDIAPIPE);
    assertThat(mediaPipe.samples()).isGreaterThan(1_000);
    assertThat(mediaPipe.neverMoved()).containsExactly("cheekPuff");
    assertThat(mediaPipe.deadChannels()).isEmpty();
  }

  @Test
  void shouldSayThatItIsSilentWhenPacketsStop() {
    // Given
    watch();
    play(120, 0, 0);
    // When
    nowUs += 4_500_000;
    DoctorReport report = session.doctor(nowUs);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.SILENT);
    assertThat(report.advice()).startsWith("Live Link Face has been silent for 4 s");
  }

  @Test
  void shouldQuoteTheComplaintWhenPacketsCannotBeRead() {
    // Given
    watch();
    int phoneSource = open();
    byte[] nonsense = "hello".getBytes(StandardCharsets.US_ASCII);
    // When
    for (int i = 0; i < 10; i++) {
      session.packet(phoneSource, nonsense, 0, nonsense.length, nowUs);
    }
    DoctorReport report = session.doctor(nowUs);
    // Then
    DoctorReport.Source first = report.sources().getFirst();
    assertThat(report.finding()).isEqualTo(Finding.ALL_MALFORMED);
    assertThat(first.complaint()).isNotBlank();
    assertThat(report.advice()).contains(first.complaint());
    assertThat(first.malformed()).isEqualTo(10);
  }

  @Test
  void shouldPointAtTheViewerWhenItsNetworkIsPoor() {
    // Given
    TestViewer viewer = watch();
    play(300, 0, 0);
    // When
    viewer.viewer.text("{\"type\":\"report\",\"rttMs\":80,\"lossPercent\":9}", nowUs);
    DoctorReport report = session.doctor(nowUs);
    // Then
    assertThat(report.finding()).isEqualTo(Finding.VIEWER_LOSS);
    assertThat(report.advice()).startsWith("Viewer 1 loses 9 % of its frames");
    assertThat(report.viewers().getFirst().ackLag()).isZero();
  }

  private TestViewer watch() {
    TestViewer viewer = new TestViewer();
    watchers.add(viewer);
    return viewer.join(
        session,
        new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
        nowUs);
  }

  private int open() {
    if (source < 0) {
      source =
          session.openSource(
              Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("phone"), nowUs);
    }
    return source;
  }

  /**
   * Plays some beats.
   *
   * @param every one in so many packets is lost; 0 for none
   * @param dead channels that do not move
   */
  private void play(int beats, int every, long dead) {
    open();
    for (int i = 0; i < beats; i++) {
      nowUs += Flight.BEAT_US;
      number++;
      for (int c = 0; c < Channel.COUNT; c++) {
        values[c] = (dead & (1L << c)) != 0 ? 0.2f : (float) wave(i, c);
      }
      if (every == 0 || i % every != 0) {
        int length = phone.write(values, number, nowUs, packet, 0);
        session.packet(source, packet, 0, length, nowUs);
      }
      session.beat(nowUs);
      watchers.forEach(viewer -> viewer.tick(nowUs));
    }
  }

  private static double wave(int i, int channel) {
    return 0.5 + 0.3 * StrictMath.sin(i * 0.05 + channel);
  }
}
