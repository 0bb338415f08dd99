package org.avatarengine.facecache.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Payload;
import org.avatarengine.contract.event.Topics;
import org.jboss.logging.Logger;

/**
 * Follows every partition of {@code avatar.events} from its end on, without a consumer group: every
 * instance reads everything, and no coordinator can stand between it and the broker.
 *
 * <p>Starting at the end is safe because the listener forgets everything first. A position that the
 * broker no longer has ends the consumer; the next one starts at the end and the listener forgets
 * again.
 */
final class AvatarEventsReader implements Runnable, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(AvatarEventsReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, String>> consumers;
  private final Function<String, Event<Payload>> decode;
  private final AvatarFactListener listener;
  private final EventContact contact;
  private final EventsConfig config;
  private final LongSupplier nanoClock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Consumer<String, String> running;
  private boolean complained;

  AvatarEventsReader(
      Supplier<Consumer<String, String>> consumers,
      Function<String, Event<Payload>> decode,
      AvatarFactListener listener,
      EventContact contact,
      EventsConfig config,
      LongSupplier nanoClock) {
    this.consumers = consumers;
    this.decode = decode;
    this.listener = listener;
    this.contact = contact;
    this.config = config;
    this.nanoClock = nanoClock;
  }

  @Override
  public void run() {
    while (!isStopped()) {
      try (Consumer<String, String> consumer = consumers.get()) {
        running = consumer;
        follow(consumer);
      } catch (WakeupException stop) {
        return;
      } catch (RuntimeException failure) {
        complain(failure);
        pause();
      } finally {
        running = null;
        contact.lose();
      }
    }
  }

  private void follow(Consumer<String, String> consumer) {
    Set<TopicPartition> partitions = Set.of();
    Ends ends = null;
    long nextCheck = nanoClock.getAsLong();
    while (!isStopped()) {
      if (!partitions.isEmpty()) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          apply(record);
        }
      }
      if (ends != null && ends.areReached(consumer)) {
        confirm(ends);
        ends = null;
      }
      long now = nanoClock.getAsLong();
      // While an older question is open it is the one to answer: under a flood of facts a newer one
      // would be replaced before it is ever reached.
      if (ends == null && now - nextCheck >= 0) {
        nextCheck = now + config.checkEvery().toNanos();
        try {
          partitions = assign(consumer, partitions);
          ends = new Ends(now, consumer.endOffsets(partitions, config.checkTimeout()));
          if (ends.areReached(consumer)) {
            confirm(ends);
            ends = null;
          }
        } catch (org.apache.kafka.common.errors.TimeoutException silence) {
          complain(silence);
        }
      }
      if (partitions.isEmpty()) {
        pause();
      }
    }
  }

  /** Takes over the partitions that are new; returns all that are followed. */
  private Set<TopicPartition> assign(
      Consumer<String, String> consumer, Set<TopicPartition> followed) {
    List<PartitionInfo> known = consumer.partitionsFor(Topics.AVATAR_EVENTS, config.checkTimeout());
    Set<TopicPartition> all = new HashSet<>(followed);
    for (PartitionInfo partition : known == null ? List.<PartitionInfo>of() : known) {
      all.add(new TopicPartition(partition.topic(), partition.partition()));
    }
    if (all.isEmpty()) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "there is no topic " + Topics.AVATAR_EVENTS);
    }
    if (all.size() == followed.size()) {
      return followed;
    }
    Collection<TopicPartition> added = new ArrayList<>(all);
    added.removeAll(followed);
    consumer.assign(all);
    if (followed.isEmpty()) {
      consumer.seekToEnd(added);
    } else {
      consumer.seekToBeginning(added);
    }
    for (TopicPartition partition : added) {
      consumer.position(partition, config.checkTimeout());
    }
    if (followed.isEmpty()) {
      // After the positions are known: what is remembered from now on is covered by them.
      listener.onLostTrack();
    }
    return Set.copyOf(all);
  }

  private void apply(ConsumerRecord<String, String> record) {
    Event<Payload> event;
    try {
      event = decode.apply(record.value());
    } catch (IllegalArgumentException unreadable) {
      LOG.warnf(
          "record skipped, not an event topic=%s partition=%d offset=%d",
          record.topic(), record.partition(), record.offset());
      return;
    }
    if (event.data() instanceof AvatarFact fact) {
      listener.onFact(fact);
    }
  }

  private void confirm(Ends ends) {
    contact.confirm(ends.askedAt());
    if (complained) {
      complained = false;
      LOG.info("avatar.events is followed again");
    }
  }

  private void complain(RuntimeException cause) {
    if (!complained && !isStopped()) {
      complained = true;
      LOG.warnf(
          "out of contact with avatar.events, faces come from Redis and blob until it is back"
              + " cause=%s",
          cause instanceof KafkaException ? cause.getMessage() : cause.toString());
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void pause() {
    try {
      stopped.await(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      stopped.countDown();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    Consumer<String, String> consumer = running;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  /** The ends of all partitions as the broker gave them to a question asked at {@code askedAt}. */
  private record Ends(long askedAt, Map<TopicPartition, Long> offsets) {
    boolean areReached(Consumer<String, String> consumer) {
      return offsets.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
  }
}
