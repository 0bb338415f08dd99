package org.avatarengine.facecache.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With Kafka's own fake consumer and a clock that the test turns. */
class AvatarEventsReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.AVATAR_EVENTS, 0);

  private final AtomicLong clock = new AtomicLong();
  private final List<AvatarFact> facts = new CopyOnWriteArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger consumers = new AtomicInteger();
  private final EventContact contact = new EventContact(clock::get, Duration.ofSeconds(5));
  private final Broker broker = new Broker();
  private AvatarEventsReader reader;
  private Thread thread;

  /** A consumer whose broker can go away: what needs an answer of it then times out. */
  private static final class Broker extends MockConsumer<String, String> {
    private volatile boolean away;

    Broker() {
      super("none");
      updatePartitions(
          Topics.AVATAR_EVENTS,
          List.of(
              new PartitionInfo(Topics.AVATAR_EVENTS, 0, Node.noNode(), new Node[0], new Node[0])));
      updateBeginningOffsets(Map.of(PARTITION, 0L));
      updateEndOffsets(Map.of(PARTITION, 10L));
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        java.util.Collection<TopicPartition> partitions, Duration timeout) {
      if (away) {
        throw new TimeoutException("no answer");
      }
      return new HashMap<>(super.endOffsets(partitions, timeout));
    }
  }

  private void start() {
    reader =
        new AvatarEventsReader(
            () -> {
              consumers.incrementAndGet();
              return broker;
            },
            Json::read,
            new AvatarFactListener() {
              @Override
              public void onFact(AvatarFact fact) {
                facts.add(fact);
              }

              @Override
              public void onLostTrack() {
                lost.incrementAndGet();
              }
            },
            contact,
            Settings.of(EventsConfig.class, Map.of()),
            clock::get);
    thread = new Thread(reader);
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    reader.close();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  private void put(long offset, String value) {
    broker.addRecord(new ConsumerRecord<>(Topics.AVATAR_EVENTS, 0, offset, "key", value));
  }

  private AvatarFact erased() {
    return new AvatarFact.Erased(AvatarId.random(), UserId.random());
  }

  private String write(AvatarFact fact) {
    return Json.write(Event.of(fact, Instant.EPOCH, null));
  }

  @Test
  void shouldBeInContactWhenEverythingWasRead() {
    // Given / When
    start();
    // Then
    await().until(contact::isFresh);
    assertThat(lost).hasValue(1);
  }

  @Test
  void shouldFallOutOfContactWhenTheBrokerStopsAnsweringThoughPollingSucceeds() {
    // Given
    start();
    await().until(contact::isFresh);
    // When
    broker.away = true;
    clock.addAndGet(Duration.ofMillis(5_001).toNanos());
    // Then
    assertThat(contact.isFresh()).isFalse();
    broker.away = false;
    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    await().until(contact::isFresh);
  }

  @Test
  void shouldNotBeInContactUntilTheLagIsRead() {
    // Given
    start();
    await().until(contact::isFresh);
    broker.updateEndOffsets(Map.of(PARTITION, 11L));
    clock.addAndGet(Duration.ofSeconds(6).toNanos());
    AtomicInteger polls = new AtomicInteger();
    broker.schedulePollTask(polls::incrementAndGet);
    await().untilAtomic(polls, org.hamcrest.Matchers.is(1));
    assertThat(contact.isFresh()).isFalse();
    // When
    AvatarFact fact = erased();
    broker.schedulePollTask(() -> put(10, write(fact)));
    // Then
    await().until(contact::isFresh);
    assertThat(facts).containsExactly(fact);
  }

  @Test
  void shouldGoOnWhenARecordIsNoEvent() {
    // Given
    start();
    await().until(contact::isFresh);
    AvatarFact fact = erased();
    // When
    broker.schedulePollTask(
        () -> {
          put(10, "{broken");
          put(11, write(fact));
        });
    // Then
    await().until(() -> facts.size() == 1);
    assertThat(facts).containsExactly(fact);
  }

  @Test
  void shouldForgetEverythingWhenItsPositionIsGone() {
    // Given
    start();
    await().until(contact::isFresh);
    // When
    broker.schedulePollTask(
        () -> broker.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 10L))));
    // Then
    await().until(() -> consumers.get() > 1);
    assertThat(contact.isFresh()).isFalse();
    assertThat(contact.ageSeconds()).isInfinite();
  }
}
