package org.avatarengine.platform.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Puts events on Kafka in the order in which they are handed over. One thread with a bounded queue
 * owns the producer, because {@code KafkaProducer.send} may block while the broker is away.
 */
@ApplicationScoped
public class EventSender {

  private static final int QUEUE = 10_000;
  private static final Duration DELIVERY = Duration.ofSeconds(15);

  private final Map<String, Object> brokers;
  private final EventCodec codec;
  private final Vertx vertx;
  private final ThreadPoolExecutor thread;
  private KafkaProducer<String, String> producer;

  EventSender(
      @Identifier("default-kafka-broker") Instance<Map<String, Object>> brokers,
      EventCodec codec,
      Vertx vertx) {
    this.brokers = brokers.isResolvable() ? brokers.get() : Map.of();
    this.codec = codec;
    this.vertx = vertx;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> new Thread(task, "event-sender"));
  }

  /**
   * Sends one event; completes when the broker has it, on the caller's context.
   *
   * <p>Fails with a 503 problem when the queue is full, with the producer's exception after 15 s.
   */
  public Uni<Void> send(String topic, String key, Event<?> event) {
    return send(record(topic, key, codec.write(event), event.traceparent()));
  }

  /** Sends an event that was written before. */
  public Uni<Void> sendRaw(String topic, String key, String json, String traceparent) {
    return send(record(topic, key, json, traceparent));
  }

  private static ProducerRecord<String, String> record(
      String topic, String key, String json, String traceparent) {
    ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, json);
    if (traceparent != null) {
      record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  private Uni<Void> send(ProducerRecord<String, String> record) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter -> {
              Context caller = vertx.getOrCreateContext();
              try {
                thread.execute(
                    () -> {
                      try {
                        Future<RecordMetadata> unused =
                            producer()
                                .send(
                                    record,
                                    (metadata, failure) ->
                                        caller.runOnContext(
                                            ignored -> {
                                              if (failure == null) {
                                                emitter.complete(null);
                                              } else {
                                                emitter.fail(failure);
                                              }
                                            }));
                      } catch (RuntimeException failure) {
                        caller.runOnContext(ignored -> emitter.fail(failure));
                      }
                    });
              } catch (RejectedExecutionException full) {
                emitter.fail(
                    ProblemException.of(ProblemType.UNAVAILABLE, "Too many events are waiting.")
                        .retryAfter(Duration.ofSeconds(2)));
              }
            });
  }

  /** Only ever called on the sender's own thread. */
  private KafkaProducer<String, String> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>();
      brokers.forEach(
          (name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
              settings.put(name, value);
            }
          });
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) DELIVERY.toMillis());
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
      producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
    return producer;
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(DELIVERY.toSeconds(), TimeUnit.SECONDS);
    if (producer != null) {
      producer.close(DELIVERY);
    }
  }
}
