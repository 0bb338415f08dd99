package org.avatarengine.benchmarks.simulate.run;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** A clock that jumps to the next thing that is due. What is due at once goes in order. */
final class VirtualTime {

  private record Due(long atUs, long number, LongConsumer task) {}

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::atUs).thenComparingLong(Due::number));
  private long nowUs;
  private long number;

  long nowUs() {
    return nowUs;
  }

  /** Does something later; what is past is now. */
  void at(long atUs, LongConsumer task) {
    queue.add(new Due(Math.max(nowUs, atUs), number++, task));
  }

  /** Lets time pass. */
  void until(long endUs) {
    while (!queue.isEmpty() && queue.peek().atUs() <= endUs) {
      Due due = queue.poll();
      nowUs = due.atUs();
      due.task().accept(nowUs);
    }
    nowUs = endUs;
  }
}
