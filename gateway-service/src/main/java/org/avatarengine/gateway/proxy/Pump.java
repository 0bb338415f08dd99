package org.avatarengine.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Predicate;

/** Moves bytes from one stream to another, no faster than the slower of them. */
final class Pump {

  private Pump() {}

  /**
   * Starts pumping; the caller sets the end and failure handlers of the source before.
   *
   * @param gate sees each piece first; false drops it
   */
  static void start(ReadStream<Buffer> from, WriteStream<Buffer> to, Predicate<Buffer> gate) {
    from.handler(
        piece -> {
          if (!gate.test(piece)) {
            return;
          }
          to.write(piece);
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(ignored -> from.resume());
          }
        });
    from.resume();
  }
}
