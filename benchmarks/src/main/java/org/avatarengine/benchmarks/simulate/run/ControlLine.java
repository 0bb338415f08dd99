package org.avatarengine.benchmarks.simulate.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import org.avatarengine.benchmarks.simulate.client.Carrier;
import org.avatarengine.benchmarks.simulate.link.LinkModel;

/** One direction for control messages: each is sent again until it arrives, and all in order. */
final class ControlLine {

  private static final long RETRANSMISSION_US = 100_000;

  private record Message(int length, LongConsumer arrival) {}

  private final VirtualTime time;
  private final LinkModel link;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private boolean repeating;
  private long lastUs;

  ControlLine(VirtualTime time, LinkModel link) {
    this.time = time;
    this.link = link;
  }

  /** A message sets out. */
  void send(int length, LongConsumer arrival) {
    waiting.add(new Message(length, arrival));
    if (!repeating) {
      sendWaiting();
    }
  }

  /** When the last message that is under way arrives. */
  long lastUs() {
    return lastUs;
  }

  private void sendWaiting() {
    while (!waiting.isEmpty()) {
      Message first = waiting.peek();
      long arrivesUs = link.pass(time.nowUs(), Carrier.SIMULATED.wireBytes(first.length()));
      if (arrivesUs < 0) {
        repeating = true;
        time.at(
            time.nowUs() + RETRANSMISSION_US,
            nowUs -> {
              repeating = false;
              sendWaiting();
            });
        return;
      }
      waiting.remove();
      lastUs = Math.max(lastUs, arrivesUs);
      time.at(lastUs, first.arrival());
    }
  }
}
