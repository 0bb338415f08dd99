package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {
  /** Shared, so that the binaries are unpacked once. */
  @TempDir private static Path binaries;

  @TempDir private Path folder;

  private StackSettings settings() {
    return StackSettings.in(folder).withBinariesFolder(binaries).withDurable(false);
  }

  @Test
  void shouldKeepRowsAndRecordsWhenStoppedAndStartedAgain() throws Exception {
    // Given
    try (EmbeddedStack first = EmbeddedStack.start(settings())) {
      execute(first, "create table kept as select 42 as answer");
      produce(first, "avatar.events", "kept record");
    }

    // When
    try (EmbeddedStack second = EmbeddedStack.start(settings())) {

      // Then
      assertThat(number(second, "select answer from kept")).isEqualTo(42);
      assertThat(number(second, "select current_setting('server_version_num')::int / 10000"))
          .isEqualTo(18);
      assertThat(firstRecord(second, "avatar.events")).isEqualTo("kept record");
    }
  }

  @Test
  void shouldServeEveryTopicAndNoOtherWhenStarted() throws Exception {
    // When
    try (EmbeddedStack stack = EmbeddedStack.start(settings());
        Admin admin = Admin.create(client(stack))) {

      // Then
      assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
          .containsExactlyInAnyOrderElementsOf(StackSettings.TOPICS);
    }
  }

  @Test
  void shouldStartEmptyWhenFresh() throws Exception {
    // Given
    try (EmbeddedStack first = EmbeddedStack.start(settings())) {
      execute(first, "create table gone as select 1 as answer");
    }

    // When
    try (EmbeddedStack second = EmbeddedStack.start(settings().withFresh(true))) {

      // Then
      assertThatThrownBy(() -> number(second, "select answer from gone"))
          .hasMessageContaining("does not exist");
    }
  }

  @Test
  void shouldSayWhichPortAndLeaveNothingRunningWhenAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      StackSettings wanted = settings().withPorts(0, taken.getLocalPort(), 0);

      // Then
      assertThatThrownBy(() -> EmbeddedStack.start(wanted))
          .isInstanceOf(StackStartException.class)
          .hasMessage(
              "Port "
                  + taken.getLocalPort()
                  + ", wanted by Redis, is already in use on 127.0.0.1.");
      assertThat(folder.resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void shouldRefuseTheFolderWhenAnotherStackRunsOnIt() {
    try (EmbeddedStack running = EmbeddedStack.start(settings())) {
      assertThatThrownBy(() -> EmbeddedStack.start(settings()))
          .hasMessage("Another embedded stack already runs on " + folder + ".");
      assertThat(running.children()).allMatch(pid -> ProcessHandle.of(pid).isPresent());
    }
  }

  @Test
  void shouldSayInOneLineWhenTheFolderCannotBeMade() throws Exception {
    // Given
    Path file = Files.createFile(folder.resolve("file"));

    // When / Then
    assertThatThrownBy(() -> EmbeddedStack.start(StackSettings.in(file.resolve("data"))))
        .isInstanceOf(StackStartException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldStopWhatStartedWhenOneEngineCannot() throws Exception {
    // Given: data that this Postgres refuses
    Files.createDirectories(folder.resolve("postgres"));
    Files.writeString(folder.resolve("postgres/PG_VERSION"), "9\n");

    // When / Then
    assertThatThrownBy(() -> EmbeddedStack.start(settings()))
        .hasMessageContaining("holds the data of Postgres 9");
    assertThat(folder.resolve("run/redis.pid")).doesNotExist();
    try (StackFolder unlocked = StackFolder.tryOpen(folder)) {
      assertThat(unlocked).isNotNull();
    }
  }

  @Test
  void shouldSayWhoWasLostWhenAChildIsKilled() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(settings())) {
      // Given
      var lost = stack.lost();

      // When
      ProcessHandle.of(stack.children().getLast()).orElseThrow().destroyForcibly();

      // Then
      assertThat(lost.get(10, TimeUnit.SECONDS)).isEqualTo("Redis");
    }
  }

  private static void execute(EmbeddedStack stack, String sql) throws SQLException {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static int number(EmbeddedStack stack, String sql) throws SQLException {
    try (Connection connection = connect(stack);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }

  private static Connection connect(EmbeddedStack stack) throws SQLException {
    StackEndpoints endpoints = stack.endpoints();
    return DriverManager.getConnection(
        endpoints.postgresJdbcUrl(), endpoints.postgresUser(), endpoints.postgresPassword());
  }

  private static Map<String, Object> client(EmbeddedStack stack) {
    return Map.of("bootstrap.servers", stack.endpoints().kafkaBootstrap());
  }

  private static void produce(EmbeddedStack stack, String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(client(stack), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, "key", value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static String firstRecord(EmbeddedStack stack, String topic) {
    try (var consumer =
        new KafkaConsumer<>(client(stack), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(30)).records(partition).getFirst().value();
    }
  }
}
