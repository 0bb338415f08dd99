package org.avatarengine.mlworker;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.outbox.EventCodec;

/** Plays job-service and registration: sends what they send, hears what the worker reports. */
final class KafkaProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final KafkaProducer<String, String> producer;
  private final List<TaskFact> facts = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private final EventCodec codec;
  private volatile boolean open = true;

  KafkaProbe(String brokers, EventCodec codec) {
    this.codec = codec;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                "probe-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of(Topics.TASK_EVENTS));
    reader = new Thread(() -> read(consumer), "probe");
    reader.start();
  }

  private void read(KafkaConsumer<String, String> consumer) {
    try (consumer) {
      while (open) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (codec.read(record.value()).data() instanceof TaskFact fact) {
                    facts.add(fact);
                  }
                });
      }
    }
  }

  void send(String topic, String key, Payload payload, Instant time) {
    producer.send(new ProducerRecord<>(topic, key, codec.write(Event.of(payload, time, null))));
    producer.flush();
  }

  void sendText(String topic, String text) {
    producer.send(new ProducerRecord<>(topic, "x", text));
    producer.flush();
  }

  <T extends TaskFact> Stream<T> facts(AvatarId avatarId, Class<T> type) {
    return facts.stream()
        .filter(fact -> fact.avatarId().equals(avatarId))
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** The n-th fact of a kind about an avatar, from 1. */
  <T extends TaskFact> T awaitFact(AvatarId avatarId, Class<T> type, int n) {
    return await()
        .atMost(PATIENCE)
        .until(() -> facts(avatarId, type).skip(n - 1).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  <T extends TaskFact> T awaitFact(AvatarId avatarId, Class<T> type) {
    return awaitFact(avatarId, type, 1);
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    reader.join();
    producer.close();
  }
}
