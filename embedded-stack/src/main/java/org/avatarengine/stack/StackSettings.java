package org.avatarengine.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What to start and where. All engines listen on 127.0.0.1 only.
 *
 * @param dataFolder everything the engines keep; survives restarts
 * @param binariesFolder where the engines' binaries are unpacked, once per version
 * @param postgresPort 0 picks a free one, as for the other ports
 * @param redisPort TCP port of Redis
 * @param kafkaPort TCP port of the broker; its controller always takes a free one
 * @param topics Kafka topics that exist once the stack is ready
 * @param fresh whether to start empty
 * @param durable whether Postgres flushes its commits to the disk; false is for tests
 */
public record StackSettings(
    Path dataFolder,
    Path binariesFolder,
    int postgresPort,
    int redisPort,
    int kafkaPort,
    List<String> topics,
    boolean fresh,
    boolean durable) {

  /** Every topic of the engine. */
  public static final List<String> TOPICS =
      List.of(
          "avatar.tasks.face",
          "avatar.tasks.face.dlq",
          "avatar.tasks.body",
          "avatar.tasks.body.dlq",
          "avatar.task-events",
          "avatar.task-control",
          "avatar.job-events",
          "avatar.job-requests",
          "avatar.job-requests.dlq",
          "avatar.events",
          "avatar.face-events");

  /** Partitions of each topic: enough that two consumers of a group share the work. */
  static final int PARTITIONS = 3;

  static final String DATABASE = "avatar";
  static final String USER = "avatar";
  static final String HOST = "127.0.0.1";

  public StackSettings {
    dataFolder = dataFolder.toAbsolutePath().normalize();
    binariesFolder = binariesFolder.toAbsolutePath().normalize();
    topics = List.copyOf(topics);
    Objects.checkIndex(postgresPort, 65_536);
    Objects.checkIndex(redisPort, 65_536);
    Objects.checkIndex(kafkaPort, 65_536);
  }

  /** A durable stack in {@code dataFolder} on free ports, with every topic of the engine. */
  public static StackSettings in(Path dataFolder) {
    return new StackSettings(dataFolder, dataFolder.resolve("bin"), 0, 0, 0, TOPICS, false, true);
  }

  /** The same on the given ports. */
  public StackSettings withPorts(int postgres, int redis, int kafka) {
    return new StackSettings(
        dataFolder, binariesFolder, postgres, redis, kafka, topics, fresh, durable);
  }

  /** The same, with the binaries unpacked elsewhere. */
  public StackSettings withBinariesFolder(Path folder) {
    return new StackSettings(
        dataFolder, folder, postgresPort, redisPort, kafkaPort, topics, fresh, durable);
  }

  /** The same with other topics. */
  public StackSettings withTopics(List<String> names) {
    return new StackSettings(
        dataFolder, binariesFolder, postgresPort, redisPort, kafkaPort, names, fresh, durable);
  }

  /** The same, starting empty or not. */
  public StackSettings withFresh(boolean empty) {
    return new StackSettings(
        dataFolder, binariesFolder, postgresPort, redisPort, kafkaPort, topics, empty, durable);
  }

  /** The same, flushing to the disk or not. */
  public StackSettings withDurable(boolean flush) {
    return new StackSettings(
        dataFolder, binariesFolder, postgresPort, redisPort, kafkaPort, topics, fresh, flush);
  }
}
