package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.avatarengine.animation.live.LevelController.Report;
import org.avatarengine.contract.frame.DetailLevel;
import org.junit.jupiter.api.Test;

class LevelControllerTest {

  private static final Report GOOD = new Report(20, 0, 60, 1_080);
  private static final long SECOND = 1_000_000;

  private final LevelController controller = new LevelController(DetailLevel.FULL, 0);
  private long nowUs = 10 * SECOND;

  @Test
  void shouldGoStraightDownWhenTwoReportsDoNotBearTheLevel() {
    // Given
    Report lossy = new Report(40, 20, 60, 1_080);
    // When
    boolean first = report(lossy);
    boolean second = report(lossy);
    // Then
    assertThat(first).isFalse();
    assertThat(second).isTrue();
    assertThat(controller.level()).isEqualTo(DetailLevel.LOW);
    assertThat(controller.reason()).isEqualTo("loss");
  }

  @Test
  void shouldNameTheCauseWhenItGoesDown() {
    // Given, When, Then
    assertThat(causeOf(new Report(200, 0, 60, 1_080))).isEqualTo("rtt");
    assertThat(causeOf(new Report(20, 8, 60, 1_080))).isEqualTo("loss");
    assertThat(causeOf(new Report(20, 0, 30, 1_080))).isEqualTo("render-fps");
    assertThat(causeOf(new Report(20, 0, 60, 200))).isEqualTo("screen-height");
  }

  @Test
  void shouldStayWhenOneBadReportStandsAlone() {
    // Given
    Report bad = new Report(900, 50, 5, 10);
    // When
    boolean changed = report(bad) | report(GOOD) | report(bad) | report(GOOD);
    // Then
    assertThat(changed).isFalse();
    assertThat(controller.level()).isEqualTo(DetailLevel.FULL);
  }

  @Test
  void shouldGoUpStepByStepWhenReportsAreGoodForLong() {
    // Given
    controller.force(DetailLevel.MINIMAL, "requested", nowUs);
    // When
    int seconds = 0;
    while (controller.level() != DetailLevel.FULL && seconds < 100) {
      DetailLevel before = controller.level();
      report(GOOD);
      assertThat(before.ordinal() - controller.level().ordinal()).isBetween(0, 1);
      seconds++;
    }
    // Then
    assertThat(seconds).isBetween(15, 18);
  }

  @Test
  void shouldNotFlapWhenAReportLiesJustWithinTheLevel() {
    // Given
    controller.force(DetailLevel.REDUCED, "requested", nowUs);
    Report justEnough = new Report(140, 4.9, 46, 361);
    // When
    boolean changed = false;
    for (int i = 0; i < 100; i++) {
      changed |= report(justEnough);
    }
    // Then
    assertThat(changed).isFalse();
  }

  @Test
  void shouldWaitLongerEachTimeWhenARiseHadToBeTakenBack() {
    // Given
    controller.force(DetailLevel.REDUCED, "requested", nowUs);
    Report bad = new Report(200, 0, 60, 1_080);
    int[] waited = new int[4];
    // When
    for (int round = 0; round < waited.length; round++) {
      while (controller.level() != DetailLevel.FULL) {
        report(GOOD);
        waited[round]++;
      }
      while (controller.level() == DetailLevel.FULL) {
        report(bad);
      }
    }
    // Then
    assertThat(waited).containsExactly(5, 10, 20, 40);
  }

  @Test
  void shouldStepDownWhenFramesCannotLeaveForTwoSeconds() {
    // Given
    int frames = 0;
    // When
    while (controller.level() == DetailLevel.FULL && frames < 600) {
      nowUs += SECOND / 60;
      controller.frame(frames % 3 != 0, nowUs);
      frames++;
    }
    // Then
    assertThat(controller.level()).isEqualTo(DetailLevel.REDUCED);
    assertThat(controller.reason()).isEqualTo("backlog");
    assertThat(frames).isBetween(60, 125);
  }

  @Test
  void shouldStayWhenAFrameIsHeldUpNowAndThen() {
    // Given, When
    for (int i = 0; i < 1_000; i++) {
      nowUs += SECOND / 60;
      controller.frame(i % 6 != 0, nowUs);
    }
    // Then
    assertThat(controller.level()).isEqualTo(DetailLevel.FULL);
  }

  private String causeOf(Report report) {
    LevelController fresh = new LevelController(DetailLevel.FULL, 0);
    fresh.report(report, 5 * SECOND);
    fresh.report(report, 6 * SECOND);
    return fresh.reason();
  }

  private boolean report(Report report) {
    nowUs += SECOND;
    return controller.report(report, nowUs);
  }
}
