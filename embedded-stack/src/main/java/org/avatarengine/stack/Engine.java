package org.avatarengine.stack;

/** One of the three engines: started once, stopped once, by one thread at a time. */
interface Engine extends AutoCloseable {
  /** The name a person reads: Postgres, Redis or Kafka. */
  String name();

  /** Returns once the engine answers; throws {@link StackStartException} with one plain line. */
  void start();

  /** Stops the engine, bounded in time; harmless when it never started. */
  @Override
  void close();
}
