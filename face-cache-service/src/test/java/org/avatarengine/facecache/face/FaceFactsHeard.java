package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.facecache.event.Json;

/** Hears what the service says on avatar.face-events from the moment it is made. */
final class FaceFactsHeard implements AutoCloseable {

  /** A fact and the key of its record. */
  record Heard(String key, FaceFact fact) {}

  private final KafkaConsumer<String, String> consumer;
  private final List<Heard> heard = new ArrayList<>();

  FaceFactsHeard(String kafka) {
    requireTopic(kafka);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "enable.auto.commit", false),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.FACE_EVENTS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    assertThat(partitions).isNotEmpty();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** A fact that comes before its topic is there would wait for longer than a test. */
  private static void requireTopic(String kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin
          .createTopics(List.of(new NewTopic(Topics.FACE_EVENTS, Optional.of(3), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("Kafka does not answer", e);
    }
  }

  /** All that was heard so far. */
  List<Heard> all() {
    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
      heard.add(new Heard(record.key(), (FaceFact) Json.read(record.value()).data()));
    }
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
