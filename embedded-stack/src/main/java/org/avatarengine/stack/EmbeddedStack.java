package org.avatarengine.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Postgres, Redis and Kafka, running. All three start or none does; {@link #close} stops them in
 * the reverse order of need: Kafka, Redis, Postgres.
 */
public final class EmbeddedStack implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedStack.class.getName());

  private final StackFolder folder;
  private final PostgresEngine postgres;
  private final RedisEngine redis;
  private final KafkaEngine kafka;
  private final StackEndpoints endpoints;
  private final AtomicBoolean closed = new AtomicBoolean();
  // From the first child on, whatever ends the JVM in an orderly way ends the children, too.
  private final Thread atExit = new Thread(this::stopEngines, "stack-stop");

  private EmbeddedStack(StackFolder folder, StackSettings settings) {
    this.folder = folder;
    int postgresPort = Ports.claim(settings.postgresPort(), "Postgres");
    int redisPort = Ports.claim(settings.redisPort(), "Redis");
    int kafkaPort = Ports.claim(settings.kafkaPort(), "Kafka");
    Binaries binaries = new Binaries(settings.binariesFolder());
    String password = folder.password();
    postgres = new PostgresEngine(folder, binaries, postgresPort, password, settings.durable());
    redis = new RedisEngine(folder, binaries, redisPort);
    kafka =
        new KafkaEngine(
            folder.kafka(),
            kafkaPort,
            Ports.claim(0, "Kafka's controller"),
            settings.topics(),
            settings.durable());
    endpoints = StackEndpoints.of(postgresPort, password, redisPort, kafkaPort);
  }

  /**
   * Starts the three engines side by side and returns once all of them answer. Children that an
   * earlier {@code kill -9} left on the same data folder are ended first.
   *
   * @throws StackStartException with one plain line; nothing is left running
   */
  public static EmbeddedStack start(StackSettings settings) {
    StackFolder folder = StackFolder.open(settings.dataFolder());
    EmbeddedStack stack;
    try {
      endOrphans(folder);
      if (settings.fresh()) {
        folder.empty();
      }
      stack = new EmbeddedStack(folder, settings);
    } catch (RuntimeException failure) {
      folder.close();
      throw failure;
    }
    stack.startEngines();
    return stack;
  }

  /** Ends what a killed JVM left running on this folder. */
  static void endOrphans(StackFolder folder) {
    if (RedisEngine.endOrphan(folder)) {
      LOG.info("ended an orphaned Redis of an earlier run");
    }
    if (PostgresEngine.endOrphan(folder)) {
      LOG.info("ended an orphaned Postgres of an earlier run");
    }
  }

  private void startEngines() {
    // As many threads as engines; the class loader is the caller's, which Kafka's plugins need.
    Runtime.getRuntime().addShutdownHook(atExit);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            3,
            task -> {
              Thread thread = new Thread(task, "stack-start");
              thread.setContextClassLoader(loader);
              thread.setDaemon(true);
              return thread;
            })) {
      List<CompletableFuture<Void>> starts = new ArrayList<>();
      for (Engine engine : List.of(postgres, redis, kafka)) {
        starts.add(CompletableFuture.runAsync(engine::start, threads));
      }
      List<Throwable> failures = new ArrayList<>();
      for (CompletableFuture<Void> start : starts) {
        try {
          start.join();
        } catch (CompletionException failure) {
          failures.add(failure.getCause());
        }
      }
      if (!failures.isEmpty()) {
        close();
        throw switch (failures.getFirst()) {
          case StackStartException known -> known;
          case Throwable surprise ->
              new StackStartException("The embedded stack failed: " + surprise, surprise);
        };
      }
    }
  }

  /** Where the engines answer. */
  public StackEndpoints endpoints() {
    return endpoints;
  }

  /** Completes with the name of the first child process that ends before {@link #close}. */
  public CompletableFuture<String> lost() {
    return CompletableFuture.anyOf(
            end(postgres.name(), postgres.process()), end(redis.name(), redis.process()))
        .thenApply(String.class::cast);
  }

  /** Never completes for an engine that ends because this stack closes. */
  private CompletableFuture<String> end(String name, Optional<ProcessHandle> child) {
    return child
        .map(ProcessHandle::onExit)
        .orElseGet(CompletableFuture::new)
        .thenCompose(
            gone ->
                closed.get()
                    ? new CompletableFuture<String>()
                    : CompletableFuture.completedFuture(name));
  }

  /** Process ids of the children, for tests. */
  List<Long> children() {
    return Stream.of(postgres.process(), redis.process())
        .flatMap(Optional::stream)
        .map(ProcessHandle::pid)
        .toList();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // The hook runs already, or is about to; whoever comes first stops the engines.
    }
    stopEngines();
  }

  private void stopEngines() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      kafka.close();
      redis.close();
      postgres.close();
    } finally {
      folder.close();
    }
  }
}
