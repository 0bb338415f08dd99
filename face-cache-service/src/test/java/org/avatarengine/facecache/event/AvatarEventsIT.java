package org.avatarengine.facecache.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Settings;
import org.avatarengine.stack.EmbeddedStack;
import org.avatarengine.stack.StackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contact with a real broker that stops and comes back. */
class AvatarEventsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<AvatarFact> facts = new CopyOnWriteArrayList<>();
  private final EventContact contact = new EventContact(System::nanoTime, Duration.ofSeconds(5));

  @Test
  void shouldLoseContactWithinTheLimitWhenTheBrokerStopsAndMissNothingWhenItIsBack(
      @TempDir Path folder) throws Exception {
    // Given
    StackSettings settings = StackSettings.in(folder).withDurable(false);
    EmbeddedStack stack = EmbeddedStack.start(settings);
    String bootstrap = stack.endpoints().kafkaBootstrap();
    AvatarEventsReader reader = reader(bootstrap);
    Thread thread = new Thread(reader);
    thread.start();
    AvatarFact first = new AvatarFact.Erased(AvatarId.random(), UserId.random());
    AvatarFact second = new AvatarFact.Erased(AvatarId.random(), UserId.random());
    try {
      await().atMost(PATIENCE).until(contact::isFresh);
      send(bootstrap, first);
      await().atMost(PATIENCE).until(() -> facts.contains(first));
      // When
      stack.close();
      await().atMost(Duration.ofSeconds(6)).until(() -> !contact.isFresh());
      int port = URI.create("kafka://" + bootstrap).getPort();
      stack = EmbeddedStack.start(settings.withPorts(0, 0, port));
      send(bootstrap, second);
      // Then
      await().atMost(PATIENCE).until(contact::isFresh);
      await().atMost(PATIENCE).until(() -> facts.contains(second));
      assertThat(facts).containsExactly(first, second);
    } finally {
      reader.close();
      thread.join(10_000);
      stack.close();
    }
    assertThat(thread.isAlive()).isFalse();
  }

  private AvatarEventsReader reader(String bootstrap) {
    return new AvatarEventsReader(
        () -> AvatarEventsFeed.consumer(Map.of("bootstrap.servers", bootstrap)),
        Json::read,
        new AvatarFactListener() {
          @Override
          public void onFact(AvatarFact fact) {
            facts.add(fact);
          }

          @Override
          public void onLostTrack() {}
        },
        contact,
        Settings.of(EventsConfig.class, Map.of()),
        System::nanoTime);
  }

  private void send(String bootstrap, AvatarFact fact) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.AVATAR_EVENTS,
                  fact.avatarId().toString(),
                  Json.write(Event.of(fact, Instant.now(), null))))
          .get(30, TimeUnit.SECONDS);
    }
  }
}
