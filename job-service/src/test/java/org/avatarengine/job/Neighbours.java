package org.avatarengine.job;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.platform.outbox.EventCodec;
import org.eclipse.microprofile.config.ConfigProvider;

/** Plays the worker and registration over the real Kafka: says things, and hears everything. */
final class Neighbours implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> HEARD =
      List.of(Topics.TASKS_FACE, Topics.TASKS_FACE_DLQ, Topics.TASK_CONTROL, Topics.JOB_EVENTS);

  /** A record that was heard. */
  record Heard(String topic, String key, Payload payload) {}

  private final EventCodec codec;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final Thread ear;
  private volatile boolean closed;

  Neighbours(EventCodec codec) {
    this.codec = codec;
    String brokers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        HEARD.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    ear = new Thread(this::listen, "neighbours");
    ear.start();
  }

  private void listen() {
    try {
      while (!closed) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          heard.add(new Heard(record.topic(), record.key(), codec.read(record.value()).data()));
        }
      }
    } catch (WakeupException e) {
      // Closing.
    } finally {
      consumer.close();
    }
  }

  void say(String topic, Object key, Payload payload) {
    sayRaw(topic, key, codec.write(Event.of(payload, Instant.now(), null)));
  }

  void sayRaw(String topic, Object key, String record) {
    try {
      producer.send(new ProducerRecord<>(topic, key.toString(), record)).get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("Kafka did not take a record", e);
    }
  }

  /** Waits for a record of that type. */
  <T extends Payload> T hear(String topic, Class<T> type, Predicate<T> wanted) {
    await().atMost(PATIENCE).until(() -> !all(topic, type, wanted).isEmpty());
    return all(topic, type, wanted).getFirst();
  }

  /** What was heard so far. */
  <T extends Payload> List<T> all(String topic, Class<T> type, Predicate<T> wanted) {
    return heard.stream()
        .filter(record -> record.topic().equals(topic))
        .map(Heard::payload)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(wanted)
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    consumer.wakeup();
    ear.join();
    producer.close();
  }
}
