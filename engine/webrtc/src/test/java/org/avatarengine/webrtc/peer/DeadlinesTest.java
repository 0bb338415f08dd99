package org.avatarengine.webrtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  @Test
  void shouldGiveTheEarliestFirstWhenDeadlinesMove() {
    // Given
    Random random = new Random(3);
    Deadlines deadlines = new Deadlines();
    List<Timed> members = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      members.add(
          new Timed() {
            @Override
            void onDue(long nowUs) {}
          });
    }
    for (int i = 0; i < 20_000; i++) {
      Timed timed = members.get(random.nextInt(members.size()));
      deadlines.set(timed, random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(1_000));
      // Then
      long earliest = members.stream().mapToLong(each -> each.dueUs).min().orElseThrow();
      assertThat(deadlines.nextUs()).isEqualTo(earliest);
    }
    // When
    long last = Long.MIN_VALUE;
    for (Timed next = deadlines.poll(2_000); next != null; next = deadlines.poll(2_000)) {
      assertThat(next.place).isEqualTo(-1);
      assertThat(deadlines.nextUs()).isGreaterThanOrEqualTo(last);
      last = Math.max(last, 0);
    }
    // Then
    assertThat(deadlines.nextUs()).isEqualTo(Long.MAX_VALUE);
  }
}
