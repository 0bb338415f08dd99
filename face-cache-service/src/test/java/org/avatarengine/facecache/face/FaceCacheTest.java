package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.entry.Settings;
import org.avatarengine.facecache.event.Contacts;
import org.avatarengine.facecache.tier.BlobTier;
import org.avatarengine.facecache.tier.HookedBlobs;
import org.avatarengine.facecache.tier.MemoryShared;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.facecache.tier.TierReads;
import org.avatarengine.platform.blob.BlobStores;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The races and the losses, over a real blob folder; two instances share it and the shared tier.
 */
class FaceCacheTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final MemoryShared shared = new MemoryShared();
  private final AvatarId avatarId = AvatarId.random();
  private final Entries entries = Entries.of(avatarId);
  private HookedBlobs blobs;
  private Instance here;
  private Instance there;

  /** One instance of the service. */
  private record Instance(
      FaceCache cache, FaceIntake intake, Contacts contacts, SimpleMeterRegistry metrics) {

    double reads(String tier, String outcome) {
      return metrics
          .get("avatar.face.cache.reads")
          .tag("tier", tier)
          .tag("outcome", outcome)
          .counter()
          .count();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    blobs = new HookedBlobs(BlobStores.openFolder(folder, vertx));
    here = instance();
    there = instance();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Instance instance() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    TierReads reads = new TierReads(metrics);
    FaceInspector inspector = Settings.inspector();
    BlobTier blobTier = new BlobTier(blobs, inspector, reads);
    Contacts contacts = Contacts.fresh();
    FaceCache cache =
        new FaceCache(
            new MemoryTier(50_000_000), shared, blobTier, inspector, contacts.contact(), reads);
    return new Instance(
        cache, new FaceIntake(cache, shared, blobTier, inspector), contacts, metrics);
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }

  private StoreOutcome store(Instance instance, Entries what) {
    return get(instance.intake().store(avatarId, what.bytes()));
  }

  private void assertProblem(ProblemType type, Uni<?> uni) {
    assertThatThrownBy(() -> get(uni))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private int stored() {
    return get(blobs.list(BlobKind.FACES, avatarId)).size();
  }

  @Test
  void shouldServeFromMemoryWithoutAskingAnybodyWhenInContact() {
    // Given
    store(here, entries);
    int asked = blobs.calls("buried");
    // When
    CachedFace face = get(here.cache().find(avatarId));
    // Then
    assertThat(face.bytes()).isEqualTo(entries.bytes());
    assertThat(blobs.calls("buried")).isEqualTo(asked);
    assertThat(here.reads("memory", "hit")).isEqualTo(1);
  }

  @Test
  void shouldBypassMemoryAndHonourTheTombstoneWhenOutOfContact() {
    // Given
    store(here, entries);
    get(there.cache().erase(avatarId));
    here.contacts().pass(Duration.ofMillis(5_001));
    // When
    Uni<CachedFace> answer = here.cache().find(avatarId);
    // Then
    assertProblem(ProblemType.NOT_FOUND, answer);
    assertThat(here.reads("memory", "bypassed")).isEqualTo(1);
    assertThat(here.reads("memory", "hit")).isZero();
  }

  @Test
  void shouldDropTheFaceFromMemoryWhenAnErasureIsSaid() {
    // Given
    store(here, entries);
    // When
    here.cache().onFact(new AvatarFact.Erased(avatarId, entries.ownerId()));
    // Then
    assertProblem(ProblemType.NOT_FOUND, here.cache().find(avatarId));
  }

  @Test
  void shouldReadTheNewFaceWhenAnotherInstanceTookIt() {
    // Given
    store(here, entries);
    Entries next =
        entries.job(JobId.random()).createdAt(entries.createdAt().plusSeconds(60)).seed(8);
    store(there, next);
    // When
    here.cache().onFact(new AvatarFact.Registered(avatarId, entries.ownerId(), next.jobId()));
    // Then
    assertThat(get(here.cache().find(avatarId)).bytes()).isEqualTo(next.bytes());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void shouldReadTheBlobOnceWhenManyAskAtOnce() {
    // Given
    store(there, entries);
    shared.entries.clear();
    CompletableFuture<Void> gate = new CompletableFuture<>();
    blobs.before("list", () -> Uni.createFrom().completionStage(gate));
    int before = blobs.calls("read");
    // When
    List<CompletableFuture<CachedFace>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(here.cache().find(avatarId).subscribeAsCompletionStage());
    }
    gate.complete(null);
    // Then
    for (CompletableFuture<CachedFace> answer : answers) {
      assertThat(answer.join().bytes()).isEqualTo(entries.bytes());
    }
    assertThat(blobs.calls("read") - before).isEqualTo(1);
    assertThat(shared.entries).containsKey(avatarId);
  }

  @Test
  void shouldNotKeepNorServeALoadWhenTheAvatarIsErasedMeanwhile() {
    // Given
    store(there, entries);
    shared.entries.clear();
    blobs.after("read", () -> there.cache().erase(avatarId));
    // When
    Uni<CachedFace> answer = here.cache().find(avatarId);
    // Then
    assertProblem(ProblemType.NOT_FOUND, answer);
    assertThat(shared.entries).isEmpty();
    assertProblem(ProblemType.NOT_FOUND, here.cache().find(avatarId));
  }

  @Test
  void shouldNotKeepALoadWhenAFactCameInMeanwhile() {
    // Given
    store(there, entries);
    shared.entries.clear();
    blobs.after(
        "read",
        () ->
            Uni.createFrom()
                .voidItem()
                .invoke(
                    () ->
                        here.cache()
                            .onFact(
                                new AvatarFact.Registered(
                                    avatarId, entries.ownerId(), JobId.random()))));
    get(here.cache().find(avatarId));
    // When
    get(here.cache().find(avatarId));
    // Then
    assertThat(here.reads("memory", "hit")).isZero();
    assertThat(here.reads("memory", "miss")).isEqualTo(2);
  }

  @Test
  void shouldLetTheErasureWinWhenItRacesWithAStore() {
    // Given
    blobs.after("put", () -> there.cache().erase(avatarId));
    // When
    StoreOutcome outcome = store(here, entries);
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Erased.class);
    assertThat(stored()).isZero();
    assertThat(shared.entries).isEmpty();
    assertProblem(ProblemType.NOT_FOUND, here.cache().find(avatarId));
  }

  @Test
  void shouldRefuseAnEntryWhenItsAvatarWasErased() {
    // Given
    get(there.cache().erase(avatarId));
    // When
    StoreOutcome outcome = store(here, entries);
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Erased.class);
    assertThat(stored()).isZero();
  }

  @Test
  void shouldRefuseAnOlderAttemptAndAnOlderJobWhenANewerFaceIsStored() {
    // Given
    Instant time = entries.createdAt();
    store(here, entries.attempt(2));
    // When
    StoreOutcome attempt = store(here, entries.attempt(1));
    StoreOutcome job = store(here, entries.job(JobId.random()).createdAt(time.minusSeconds(1)));
    // Then
    assertThat(attempt).isInstanceOf(StoreOutcome.Superseded.class);
    assertThat(job).isInstanceOf(StoreOutcome.Superseded.class);
    assertThat(get(here.cache().find(avatarId)).header().attempt()).isEqualTo(2);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void shouldTakeItsEntryBackWhenANewerAttemptIsStoredMeanwhile() {
    // Given
    blobs.before(
        "put", () -> there.intake().store(avatarId, entries.attempt(2).bytes()).replaceWithVoid());
    // When
    StoreOutcome outcome = store(here, entries.attempt(1));
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Superseded.class);
    assertThat(stored()).isEqualTo(1);
    assertThat(shared.entries).isEmpty();
    assertThat(get(here.cache().find(avatarId)).header().attempt()).isEqualTo(2);
  }

  @Test
  void shouldChangeNothingWhenTheSameBytesComeAgain() {
    // Given
    store(here, entries);
    int puts = blobs.calls("put");
    // When
    StoreOutcome again = store(there, entries);
    // Then
    assertThat(again).isInstanceOf(StoreOutcome.Same.class);
    assertThat(blobs.calls("put")).isEqualTo(puts);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void shouldStoreAFirstFaceWhenRedisIsAway() {
    // Given
    shared.away = true;
    // When
    StoreOutcome outcome = store(here, entries);
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(get(there.cache().find(avatarId)).bytes()).isEqualTo(entries.bytes());
  }

  @Test
  void shouldFinishAReplacementAtTheNextTryWhenRedisWasAway() {
    // Given
    store(here, entries);
    Entries next = entries.attempt(2);
    shared.away = true;
    assertProblem(ProblemType.UNAVAILABLE, here.intake().store(avatarId, next.bytes()));
    shared.away = false;
    // When
    StoreOutcome outcome = store(here, next);
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Same.class);
    assertThat(shared.entries.get(avatarId)).isEqualTo(next.bytes());
    assertThat(get(here.cache().find(avatarId)).bytes()).isEqualTo(next.bytes());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void shouldServeNothingButAskToRepeatWhenErasingWhileRedisIsAway() {
    // Given
    store(here, entries);
    shared.away = true;
    assertProblem(ProblemType.UNAVAILABLE, here.cache().erase(avatarId));
    assertProblem(ProblemType.NOT_FOUND, here.cache().find(avatarId));
    assertThat(stored()).isZero();
    shared.away = false;
    assertProblem(ProblemType.NOT_FOUND, there.cache().find(avatarId));
    // When
    get(here.cache().erase(avatarId));
    // Then
    assertThat(shared.entries).isEmpty();
  }

  @Test
  void shouldNameTheBlobAndTakeANewEntryWhenTheStoredOneIsDamaged(@TempDir Path other)
      throws Exception {
    // Given
    HookedBlobs damagedBlobs = new HookedBlobs(BlobStores.openFolder(other, vertx));
    blobs = damagedBlobs;
    Instance fresh = instance();
    CachedFace face = entries.face();
    byte[] damaged = entries.bytes();
    damaged[damaged.length - 1] ^= 1;
    Path file = other.resolve(face.key().path());
    Files.createDirectories(file.getParent());
    Files.write(file, damaged);
    assertThatThrownBy(() -> get(fresh.cache().find(avatarId)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.INTERNAL);
              assertThat(problem.detail()).contains(face.key().path());
            });
    assertThat(fresh.reads("blob", "corrupt")).isEqualTo(1);
    // When
    StoreOutcome outcome = get(fresh.intake().store(avatarId, entries.bytes()));
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(get(instance().cache().find(avatarId)).bytes()).isEqualTo(entries.bytes());
  }
}
