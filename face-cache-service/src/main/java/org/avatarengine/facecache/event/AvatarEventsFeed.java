package org.avatarengine.facecache.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.avatarengine.platform.outbox.EventCodec;

/** Runs the reader for as long as the service runs. */
@ApplicationScoped
class AvatarEventsFeed {

  private static final int REQUEST_TIMEOUT_MS = 2_000;
  private static final int METADATA_AGE_MS = 2_000;
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Map<String, Object> brokers;
  private final EventCodec codec;
  private final AvatarFactListener listener;
  private final EventContact contact;
  private final EventsConfig config;
  private AvatarEventsReader reader;
  private Thread thread;

  AvatarEventsFeed(
      @Identifier("default-kafka-broker") Map<String, Object> brokers,
      EventCodec codec,
      AvatarFactListener listener,
      EventContact contact,
      EventsConfig config) {
    this.brokers = brokers;
    this.codec = codec;
    this.listener = listener;
    this.contact = contact;
    this.config = config;
  }

  @Produces
  @Singleton
  static EventContact contact(EventsConfig config, MeterRegistry metrics) {
    EventContact contact = new EventContact(System::nanoTime, config.maxSilence());
    Gauge.builder("avatar.face.cache.events.age", contact, EventContact::ageSeconds)
        .baseUnit("seconds")
        .description("Since when every fact of avatar.events is known to be applied")
        .register(metrics);
    return contact;
  }

  void onStart(@Observes StartupEvent event) {
    reader =
        new AvatarEventsReader(
            () -> consumer(brokers), codec::read, listener, contact, config, System::nanoTime);
    thread = new Thread(reader, "avatar-events");
    thread.setDaemon(true);
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    if (reader != null) {
      reader.close();
      thread.join(STOP);
    }
  }

  /** A consumer that belongs to no group and never jumps on its own. */
  static Consumer<String, String> consumer(Map<String, Object> brokers) {
    Map<String, Object> settings = new HashMap<>();
    brokers.forEach(
        (name, value) -> {
          if (ConsumerConfig.configNames().contains(name)) {
            settings.put(name, value);
          }
        });
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
