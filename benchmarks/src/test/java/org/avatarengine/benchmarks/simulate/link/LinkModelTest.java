package org.avatarengine.benchmarks.simulate.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkModelTest {

  private static final int PACKETS = 200_000;

  private static LinkSettings link(
      double loss, double burst, long jitterUs, double reorder, double duplicate, long bandwidth) {
    return new LinkSettings(loss, burst, jitterUs, 40_000, reorder, duplicate, bandwidth);
  }

  @Test
  void shouldLoseTheShareAskedForInBurstsOfTheLengthAskedFor() {
    // Given
    LinkModel model = new LinkModel(link(.1, 3, 0, 0, 0, 0), 1);

    // When
    int bursts = 0;
    boolean losing = false;
    for (int i = 0; i < PACKETS; i++) {
      boolean lost = model.pass(i * 1_000L, 100) < 0;
      bursts += lost && !losing ? 1 : 0;
      losing = lost;
    }

    // Then
    assertThat(model.lost() / (double) PACKETS).isCloseTo(.1, within(.005));
    assertThat(model.lost() / (double) bursts).isCloseTo(3, within(.1));
  }

  @Test
  void shouldLoseEachOnItsOwnWhenBurstsAreOfOne() {
    // Given
    LinkModel model = new LinkModel(link(.2, 1, 0, 0, 0, 0), 2);

    // When
    int pairs = 0;
    boolean losing = false;
    for (int i = 0; i < PACKETS; i++) {
      boolean lost = model.pass(i * 1_000L, 100) < 0;
      pairs += lost && losing ? 1 : 0;
      losing = lost;
    }

    // Then
    assertThat(model.lost() / (double) PACKETS).isCloseTo(.2, within(.005));
    assertThat(pairs / (double) model.lost()).isCloseTo(.2, within(.01));
  }

  @Test
  void shouldDelayReorderAndDuplicateAsAskedFor() {
    // Given
    LinkModel model = new LinkModel(link(0, 1, 5_000, .02, .01, 0), 3);

    // When
    double sum = 0;
    int overtaken = 0;
    long latest = 0;
    for (int i = 0; i < PACKETS; i++) {
      long arrives = model.pass(i * 16_667L, 100);
      sum += arrives - i * 16_667L;
      overtaken += arrives < latest ? 1 : 0;
      latest = Math.max(latest, arrives);
    }

    // Then
    assertThat(model.reordered() / (double) PACKETS).isCloseTo(.02, within(.002));
    assertThat(model.duplicated() / (double) PACKETS).isCloseTo(.01, within(.001));
    assertThat(sum / PACKETS).isCloseTo(41_000, within(1_500.));
    assertThat(overtaken).isBetween(PACKETS / 100, PACKETS / 25);
  }

  @Test
  void shouldPassWhatTheBandwidthCarriesAndDropTheRest() {
    // Given: 1,000 bytes a millisecond into a link of 1 Mbit/s, an eighth of that.
    LinkModel model = new LinkModel(link(0, 1, 0, 0, 0, 1_000_000), 4);

    // When
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      last = Math.max(last, model.pass(i * 1_000L, 1_000));
    }

    // Then
    long passed = model.packets() - model.overflowed();
    assertThat(passed * 1_000 * 8 / 10.25).isCloseTo(1e6, within(2e4));
    assertThat(last).isLessThanOrEqualTo(9_999_000 + 40_000 + LinkModel.QUEUE_US + 8_000);
  }

  @Test
  void shouldDoTheSameWhenTheSeedIsTheSame() {
    // Given
    LinkSettings settings = link(.1, 2, 9_000, .1, .1, 500_000);

    // When
    List<Long> one = arrivals(settings, 9);
    List<Long> again = arrivals(settings, 9);
    List<Long> other = arrivals(settings, 10);

    // Then
    assertThat(one).isEqualTo(again).isNotEqualTo(other);
  }

  private static List<Long> arrivals(LinkSettings settings, long seed) {
    LinkModel model = new LinkModel(settings, seed);
    List<Long> arrivals = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      arrivals.add(model.pass(i * 5_000L, 300));
      arrivals.add(model.secondUs());
    }
    return arrivals;
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    // When, Then
    assertThatThrownBy(() -> link(1.5, 1, 0, 0, 0, 0)).hasMessageContaining("loss is 0..90 %");
    assertThatThrownBy(() -> link(.1, 0, 0, 0, 0, 0)).hasMessageContaining("burst");
    assertThatThrownBy(() -> link(.1, 1, 0, 0, 0, 10)).hasMessageContaining("bandwidth");
  }
}
