package org.avatarengine.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker that is its own KRaft controller, on threads of this JVM. */
final class KafkaEngine implements Engine {
  private static final Duration TOPICS_WAIT = Duration.ofSeconds(60);
  private static final Duration STOP_WAIT = Duration.ofSeconds(15);
  private static final int NODE = 1;

  // A level set on a logger is lost when the logger is collected: they are held here.
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"));

  private final Path data;
  private final int port;
  private final int controllerPort;
  private final List<String> topics;
  private final boolean durable;
  private volatile KafkaRaftServer server;
  private volatile boolean starting;

  KafkaEngine(Path data, int port, int controllerPort, List<String> topics, boolean durable) {
    this.data = data;
    this.port = port;
    this.controllerPort = controllerPort;
    this.topics = topics;
    this.durable = durable;
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public void start() {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    // Kafka asks log4j's API for a log level service; without log4j itself it must not complain.
    System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
    starting = true;
    try {
      format();
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
      server.startup();
      createTopics();
    } catch (IOException failure) {
      throw new StackStartException(
          "Kafka cannot be started: " + StackFolder.reason(failure) + ".", failure);
    } catch (StackStartException known) {
      throw known;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackStartException("Kafka was interrupted while starting.", interrupted);
    } catch (Exception failure) {
      throw new StackStartException("Kafka cannot be started: " + failure.getMessage(), failure);
    } finally {
      starting = false;
    }
  }

  /** Writes the identity of a new log folder. Formatter declares plain Exception. */
  private void format() throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .setPrintStream(nowhere)
          .run();
    }
  }

  private Properties properties() {
    Map<String, String> values = new HashMap<>();
    values.put("process.roles", "broker,controller");
    values.put("node.id", Integer.toString(NODE));
    values.put("controller.quorum.voters", NODE + "@" + StackSettings.HOST + ":" + controllerPort);
    values.put(
        "listeners",
        "PLAINTEXT://"
            + StackSettings.HOST
            + ":"
            + port
            + ",CONTROLLER://"
            + StackSettings.HOST
            + ":"
            + controllerPort);
    values.put("advertised.listeners", "PLAINTEXT://" + StackSettings.HOST + ":" + port);
    values.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    values.put("controller.listener.names", "CONTROLLER");
    values.put("log.dirs", data.toString());
    values.put("auto.create.topics.enable", "false");
    values.put("default.replication.factor", "1");
    values.put("offsets.topic.replication.factor", "1");
    values.put("offsets.topic.num.partitions", "1");
    values.put("transaction.state.log.replication.factor", "1");
    values.put("transaction.state.log.min.isr", "1");
    values.put("transaction.state.log.num.partitions", "1");
    values.put("share.coordinator.state.topic.replication.factor", "1");
    values.put("share.coordinator.state.topic.min.isr", "1");
    values.put("share.coordinator.state.topic.num.partitions", "1");
    values.put("group.initial.rebalance.delay.ms", "0");
    // After a kill -9 the controller admits the new broker once the old one's session is over.
    values.put("broker.session.timeout.ms", "3000");
    values.put("broker.heartbeat.interval.ms", "500");
    // A consumer that died by kill -9 is missed after this long at the earliest.
    values.put("group.min.session.timeout.ms", "1000");
    // Sized for one laptop: few threads, small segments, a small cleaner.
    values.put("num.network.threads", "2");
    values.put("num.io.threads", "2");
    values.put("background.threads", "2");
    values.put("num.recovery.threads.per.data.dir", "1");
    values.put("queued.max.requests", "128");
    values.put("log.cleaner.dedupe.buffer.size", "4194304");
    values.put("log.segment.bytes", "67108864");
    values.put("log.index.size.max.bytes", "1048576");
    values.put("log.retention.hours", "72");
    values.put("log.retention.bytes", "268435456");
    values.put("metadata.log.segment.bytes", "16777216");
    values.put("metadata.max.retention.bytes", "67108864");
    if (!durable) {
      values.put("log.initial.task.delay.ms", "600000");
    }
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  private void createTopics() throws InterruptedException {
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            StackSettings.HOST + ":" + port,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "embedded-stack");
    try (Admin admin = Admin.create(client)) {
      Set<String> present =
          admin.listTopics().names().get(TOPICS_WAIT.toSeconds(), TimeUnit.SECONDS);
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !present.contains(topic))
              .map(topic -> new NewTopic(topic, StackSettings.PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get(TOPICS_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new StackStartException(
            "Kafka could not create its topics: " + failure.getCause().getMessage(), failure);
      }
    } catch (TimeoutException late) {
      throw new StackStartException(
          "Kafka did not answer within " + TOPICS_WAIT.toSeconds() + " s.", late);
    }
  }

  @Override
  public void close() {
    // In the middle of its start only the end of the JVM comes here; the log is checked at the next
    // start.
    if (server == null || starting) {
      return;
    }
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("kafka-stop")
        .start(
            () -> {
              try {
                server.shutdown();
                server.awaitShutdown();
              } finally {
                stopped.complete(null);
              }
            });
    try {
      stopped.get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException late) {
      Logger.getLogger(KafkaEngine.class.getName())
          .warning("Kafka did not stop in time; its log is checked at the next start");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
