package org.avatarengine.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactFolderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final AvatarId AVATAR = AvatarId.random();
  private static final JobId JOB = JobId.random();

  private final Vertx vertx = Vertx.vertx();
  private final Context records = vertx.getOrCreateContext();
  private final List<List<TaskFact.OfAttempt>> flushed = new CopyOnWriteArrayList<>();
  private final List<UniEmitter<? super Void>> storing = new CopyOnWriteArrayList<>();
  private final AtomicInteger settled = new AtomicInteger();
  private final AtomicInteger admitted = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldStoreAllAtOnceWhenTheEndComes() {
    // Given
    FactFolder folder = folder("10m", 100);

    // When
    take(folder, started(JOB));
    take(folder, progressed(JOB, 10));
    take(folder, progressed(JOB, 30));
    take(folder, completed(JOB));
    await().atMost(PATIENCE).until(() -> storing.size() == 1);
    int early = settled.get();
    storing.getFirst().complete(null);

    // Then
    await().atMost(PATIENCE).until(() -> settled.get() == 4);
    assertThat(early).isZero();
    assertThat(flushed)
        .containsExactly(
            List.of(started(JOB), progressed(JOB, 10), progressed(JOB, 30), completed(JOB)));
  }

  @Test
  void shouldStoreProgressAfterAMomentWhenNothingFollows() {
    // Given
    FactFolder folder = folder("20ms", 100);

    // When
    take(folder, progressed(JOB, 10));

    // Then
    await().atMost(PATIENCE).until(() -> storing.size() == 1);
    assertThat(flushed).containsExactly(List.of(progressed(JOB, 10)));
  }

  @Test
  void shouldKeepOneJobInOrderButNotHoldUpOthersWhenStoringIsSlow() {
    // Given
    FactFolder folder = folder("10m", 100);
    JobId other = JobId.random();
    take(folder, completed(JOB));
    await().atMost(PATIENCE).until(() -> storing.size() == 1);

    // When
    take(folder, completed(JOB));
    take(folder, completed(other));
    await().atMost(PATIENCE).until(() -> storing.size() == 2);
    List<List<TaskFact.OfAttempt>> before = List.copyOf(flushed);
    storing.getFirst().complete(null);
    await().atMost(PATIENCE).until(() -> storing.size() == 3);

    // Then
    assertThat(before).containsExactly(List.of(completed(JOB)), List.of(completed(other)));
    assertThat(flushed.getLast()).containsExactly(completed(JOB));
  }

  @Test
  void shouldGoOnWhenStoringFails() {
    // Given
    FactFolder folder = folder("10m", 100);
    take(folder, completed(JOB));
    await().atMost(PATIENCE).until(() -> storing.size() == 1);

    // When
    storing.getFirst().fail(new IllegalStateException("no"));
    take(folder, completed(JOB));

    // Then
    await().atMost(PATIENCE).until(() -> storing.size() == 2);
    assertThat(settled).hasValue(1);
  }

  @Test
  void shouldLetNoMoreInWhenTooManyAreHeld() {
    // Given
    FactFolder folder = folder("10m", 2);
    take(folder, progressed(JOB, 10));
    take(folder, progressed(JobId.random(), 10));
    await().atMost(PATIENCE).until(() -> admitted.get() == 2);

    // When
    take(folder, progressed(JOB, 30));
    await().atMost(PATIENCE).until(() -> storing.size() == 1);
    int whileFull = admitted.get();
    storing.getFirst().complete(null);

    // Then
    await().atMost(PATIENCE).until(() -> admitted.get() == 3);
    assertThat(whileFull).isEqualTo(2);
    assertThat(flushed).containsExactly(List.of(progressed(JOB, 10), progressed(JOB, 30)));
  }

  private FactFolder folder(String linger, int limit) {
    return new FactFolder(
        vertx,
        Clock.systemUTC(),
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(
                Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
            .withMapping(QueueSettings.class)
            .withDefaultValue("avatar.job.queue.progress-linger", linger)
            .withDefaultValue("avatar.job.queue.max-held-facts", Integer.toString(limit))
            .build()
            .getConfigMapping(QueueSettings.class));
  }

  private void take(FactFolder folder, TaskFact.OfAttempt fact) {
    records.runOnContext(
        ignored ->
            folder
                .take(fact, this::store, settled::incrementAndGet)
                .subscribe()
                .with(done -> admitted.incrementAndGet()));
  }

  private Uni<Void> store(List<FactFolder.Held> facts) {
    flushed.add(facts.stream().map(FactFolder.Held::fact).toList());
    return Uni.createFrom().emitter(storing::add);
  }

  private static TaskFact.OfAttempt started(JobId job) {
    return new TaskFact.Started(job, 1, AVATAR, "worker");
  }

  private static TaskFact.OfAttempt progressed(JobId job, int percent) {
    return new TaskFact.Progressed(job, 1, AVATAR, "stage", percent);
  }

  private static TaskFact.OfAttempt completed(JobId job) {
    return new TaskFact.Completed(
        job, 1, AVATAR, new BlobKey(BlobKind.ARTIFACTS, AVATAR, "c".repeat(64)));
  }
}
