package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.entry.FaceInspector;
import org.avatarengine.facecache.entry.Settings;
import org.avatarengine.facecache.event.Contacts;
import org.avatarengine.facecache.report.DamagedFaces;
import org.avatarengine.facecache.report.DamagedFacesTest;
import org.avatarengine.facecache.tier.BlobTier;
import org.avatarengine.facecache.tier.HookedBlobs;
import org.avatarengine.facecache.tier.MemoryShared;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.facecache.tier.TierReads;
import org.avatarengine.platform.blob.BlobStores;
import org.avatarengine.platform.blob.Sha256;
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
  @TempDir private Path folder;
  private HookedBlobs blobs;
  private Instance here;
  private Instance there;

  /** One instance of the service. */
  private record Instance(
      FaceCache cache,
      FaceIntake intake,
      Contacts contacts,
      SimpleMeterRegistry metrics,
      DamagedFaces damages) {

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
  void open() {
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
    DamagedFaces damaged = new DamagedFaces(Duration.ofMinutes(1), Ticker.systemTicker());
    FaceCache cache =
        new FaceCache(
            new MemoryTier(50_000_000),
            shared,
            blobTier,
            inspector,
            contacts.contact(),
            reads,
            new Lookups(),
            damaged);
    return new Instance(
        cache, new FaceIntake(cache, shared, blobTier, inspector), contacts, metrics, damaged);
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
    for (int i = 0; i < 1_000; i++) {
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
  void shouldAskForARebuildAndTakeANewEntryWhenTheStoredOneIsDamaged() throws Exception {
    // Given
    store(there, entries);
    shared.entries.clear();
    Path file = folder.resolve(get(blobs.list(BlobKind.FACES, avatarId)).getFirst().path());
    flip(file);
    // When
    ProblemException refused = refusal(here.cache().find(avatarId));
    // Then
    assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(refused.reasons()).extracting(Reason::code).containsExactly("face-being-rebuilt");
    assertThat(here.reads("blob", "corrupt")).isEqualTo(1);
    assertThat(DamagedFacesTest.noted(here.damages()))
        .extracting(FaceFact.Damaged::avatarId)
        .contains(avatarId);
    assertThat(shared.entries).isEmpty();
    // And what is made anew takes its place.
    Entries rebuilt =
        entries.job(JobId.random()).createdAt(entries.createdAt().plusSeconds(60)).seed(8);
    assertThat(store(here, rebuilt)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(get(here.cache().find(avatarId)).bytes()).isEqualTo(rebuilt.bytes());
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheSameBytesAgainWhenTheStoredOnesAreDamaged() throws Exception {
    // Given
    store(there, entries);
    flip(folder.resolve(get(blobs.list(BlobKind.FACES, avatarId)).getFirst().path()));
    // When
    StoreOutcome outcome = store(here, entries);
    // Then
    assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    shared.entries.clear();
    assertThat(get(instance().cache().find(avatarId)).bytes()).isEqualTo(entries.bytes());
  }

  @Test
  void shouldNotFallBackToAnOlderEntryWhenTheLastOneIsDamaged() throws Exception {
    // Given: a crash between writing the new entry and removing the old one; then damage.
    store(there, entries);
    CachedFace newer = entries.attempt(2).face();
    BlobKey key = new BlobKey(BlobKind.FACES, avatarId, Sha256.hex(newer.bytes()));
    get(blobs.put(key, newer.bytes()));
    Files.setLastModifiedTime(
        folder.resolve(key.path()), FileTime.from(Instant.now().plusSeconds(5)));
    flip(folder.resolve(key.path()));
    Files.setLastModifiedTime(
        folder.resolve(key.path()), FileTime.from(Instant.now().plusSeconds(5)));
    shared.entries.clear();
    // When
    ProblemException refused = refusal(here.cache().find(avatarId));
    // Then
    assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  @Test
  void shouldSayThereIsNoneWhenADamagedFaceIsErased() throws Exception {
    // Given
    store(there, entries);
    shared.entries.clear();
    flip(folder.resolve(get(blobs.list(BlobKind.FACES, avatarId)).getFirst().path()));
    blobs.after("read", () -> there.cache().erase(avatarId));
    // When
    ProblemException refused = refusal(here.cache().find(avatarId));
    // Then
    assertThat(refused.type()).isEqualTo(ProblemType.NOT_FOUND);
    assertThat(DamagedFacesTest.noted(here.damages())).isEmpty();
  }

  @Test
  void shouldReadNoBlobWhenTheSharedTierHasTheFace() {
    // Given
    store(there, entries);
    int reads = blobs.calls("read");
    // When
    CachedFace face = get(here.cache().find(avatarId));
    // Then
    assertThat(face.bytes()).isEqualTo(entries.bytes());
    assertThat(blobs.calls("read")).isEqualTo(reads);
    assertThat(here.reads("redis", "hit")).isEqualTo(1);
  }

  @Test
  void shouldHonourTheTombstoneWhenTheSharedTierStillHasTheFace() {
    // Given: an instance that was slow put the face back after the erasure.
    store(there, entries);
    get(there.cache().erase(avatarId));
    shared.entries.put(avatarId, entries.bytes());
    // When
    Uni<CachedFace> answer = here.cache().find(avatarId);
    // Then
    assertProblem(ProblemType.NOT_FOUND, answer);
    assertThat(shared.entries).isEmpty();
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  private static ProblemException refusal(Uni<?> uni) {
    return catchThrowableOfType(ProblemException.class, () -> get(uni));
  }
}
