package org.avatarengine.benchmarks.simulate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.benchmarks.simulate.client.Format;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.face.SyntheticFace;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.contract.frame.FrameProfile;
import org.junit.jupiter.api.Test;

class InProcessRunTest {

  private static final LinkSettings BAD = new LinkSettings(.1, 1, 5_000, 40_000, .02, .01, 0);

  private static Scenario scenario(
      Format format, Scenario.Perform perform, LinkSettings link, int level, long seed) {
    return new Scenario(
        new Scenario.InProcess(),
        1,
        2,
        Scenario.Watch.WEB_SOCKET,
        format,
        perform,
        null,
        seed,
        Duration.ofSeconds(8),
        link,
        link,
        level,
        60,
        FrameProfile.EIGHT_BIT,
        "raw",
        false,
        1,
        2,
        1);
  }

  private static RunResult run(Scenario scenario) {
    List<FaceSource> faces = new ArrayList<>();
    for (int i = 0; i < scenario.sessions(); i++) {
      faces.add(new SyntheticFace(scenario.seed() + i));
    }
    return new InProcessRun(scenario, faces).run();
  }

  @Test
  void shouldShowNothingButTheEncodersFramesWhenTenPercentAreLost() {
    // When
    RunResult result = run(scenario(Format.BINARY, Scenario.Perform.LIVE_LINK, BAD, 0, 3));

    // Then
    assertThat(result.broken()).isEmpty();
    assertThat(result.value("shown")).isGreaterThan(800);
    assertThat(result.value("lossPercent")).isBetween(7., 14.);
    assertThat(result.value("compared")).isEqualTo(result.value("shown"));
    assertThat(result.value("differing")).isZero();
    assertThat(result.value("errorFrames")).isGreaterThan(800);
    assertThat(result.value("errorMax")).isBetween(1e-4, 1.0001 / 255);
    assertThat(result.value("latencyP50")).isBetween(35., 50.);
  }

  @Test
  void shouldBeTheSameRunWhenTheSeedIsTheSame() {
    // Given
    Scenario scenario = scenario(Format.BINARY, Scenario.Perform.WEB_RTC, BAD, -1, 5);

    // When
    RunResult one = run(scenario);
    RunResult again = run(scenario);
    RunResult other = run(scenario(Format.BINARY, Scenario.Perform.WEB_RTC, BAD, -1, 6));

    // Then
    assertThat(again.quality().fingerprint()).isEqualTo(one.quality().fingerprint());
    assertThat(again.quality().figures()).isEqualTo(one.quality().figures());
    assertThat(other.quality().fingerprint()).isNotEqualTo(one.quality().fingerprint());
  }

  @Test
  void shouldReachAllClosuresWhenLinksAreClean() {
    // When
    RunResult result =
        run(scenario(Format.BINARY, Scenario.Perform.LIVE_LINK, LinkSettings.clean(), 0, 7));

    // Then
    assertThat(result.broken()).isEmpty();
    assertThat(result.value("lossPercent")).isZero();
    assertThat(result.value("stalls")).isZero();
    assertThat(result.value("sourceLids")).isPositive();
    assertThat(result.value("sourceLidsMissed")).isZero();
    assertThat(result.value("sourceLips")).isPositive();
    assertThat(result.value("sourceLipsMissed")).isZero();
  }

  @Test
  void shouldShowTheSameFaceWhenTheFormIsJsonOrMessagePack() {
    for (Format format : new Format[] {Format.JSON, Format.MSGPACK}) {
      // When
      RunResult result =
          run(scenario(format, Scenario.Perform.LIVE_LINK, LinkSettings.clean(), 0, 8));

      // Then
      assertThat(result.broken()).as(format.name()).isEmpty();
      assertThat(result.value("damaged")).isZero();
      assertThat(result.value("shown")).isGreaterThan(900);
      assertThat(result.value("errorMax")).isBetween(1e-4, 1.01 / 255);
    }
  }

  @Test
  void shouldHoldBackWhenTheBandwidthIsShort() {
    // Given: JSON frames at 60 fps want over 100 kbit/s.
    LinkSettings narrow = new LinkSettings(0, 1, 0, 10_000, 0, 0, 64_000);

    // When
    RunResult result = run(scenario(Format.JSON, Scenario.Perform.LIVE_LINK, narrow, 0, 9));

    // Then: fewer frames, none of them old.
    assertThat(result.value("shown")).isBetween(50., 800.);
    assertThat(result.value("latencyP99")).isLessThan(200);
  }

  @Test
  void shouldRefuseAPresetThatIsNotThere() {
    // Given
    Scenario asked = scenario(Format.BINARY, Scenario.Perform.NOBODY, LinkSettings.clean(), 0, 1);
    Scenario unknown =
        new Scenario(
            asked.place(),
            1,
            1,
            asked.watch(),
            asked.format(),
            asked.perform(),
            null,
            1,
            asked.duration(),
            asked.up(),
            asked.down(),
            0,
            60,
            asked.profile(),
            "grim",
            false,
            1,
            1,
            1);

    // When, Then
    assertThatThrownBy(() -> run(unknown)).hasMessageContaining("no preset 'grim'");
  }
}
