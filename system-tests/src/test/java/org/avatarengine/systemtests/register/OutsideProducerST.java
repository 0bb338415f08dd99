package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;

/** A program that registers avatars over Kafka. */
class OutsideProducerST {

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.anotherUser(engine);

  @Test
  void shouldRegisterTheAvatarAndEchoTheRequestWhenTheOriginalLiesInTheInbox() throws Exception {
    // Given
    Path inbox = Files.createDirectories(engine.blobs().resolve("inbox/studio-b"));
    Path original = Files.write(inbox.resolve("ada.jpg"), Portraits.jpeg(841));
    String requestId = "studio-b:" + UUID.randomUUID();
    // When
    send("nonsense that fits nothing");
    send(request(requestId, "inbox/studio-b/ada.jpg"));
    // Then
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              JsonNode found = client.get("/api/v1/avatars?q=outside").json();
              assertThat(found.get("total").asInt()).isEqualTo(1);
              assertThat(found.get("items").get(0).get("registrationStatus").asText())
                  .isEqualTo("success");
            });
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.notExists(original));
    assertThat(read("avatar.job-events", requestId)).contains("\"requestId\":\"" + requestId);
    assertThat(read("avatar.job-requests.dlq", "nonsense that fits nothing"))
        .contains("\"code\":\"not-json\"");
  }

  private String request(String requestId, String inboxKey) throws Exception {
    Map<String, Object> data =
        Map.of(
            "requestId",
            requestId,
            "ownerId",
            owner(),
            "kind",
            "face",
            "original",
            Map.of("inboxKey", inboxKey),
            "name",
            "From outside");
    return GatewayClient.JSON.writeValueAsString(
        Map.of(
            "id",
            UUID.randomUUID(),
            "type",
            "job-request",
            "version",
            1,
            "time",
            Instant.now().toString(),
            "data",
            data));
  }

  private String owner() throws Exception {
    byte[] claims = Base64.getUrlDecoder().decode(client.token().split("\\.")[1]);
    return GatewayClient.JSON.readTree(claims).get("sub").asText();
  }

  private void send(String record) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("avatar.job-requests", "studio-b", record)).get();
    }
  }

  /** The first record that holds the text. */
  private String read(String topic, String text) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < until) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value().contains(text)) {
            return record.value();
          }
        }
      }
    }
    throw new AssertionError("nothing on " + topic + " says " + text);
  }

  private String brokers() {
    return "127.0.0.1:" + engine.port("kafka");
  }
}
