package org.avatarengine.facecache.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.DecodedView;
import org.avatarengine.facecache.entry.FaceVersions;

/**
 * Faces in the heap, bounded by their weight; what is read seldom goes first (window TinyLFU).
 *
 * <p>Beside the compressed entries lie views that were decoded from them. Both share the one bound:
 * views may fill what entries leave free of its first 80 %, so that views go before any entry does,
 * and the more entries come, the fewer views stay.
 */
@Singleton
public class MemoryTier {

  private static final long CEILING_BYTES = 2L << 30;
  private static final int HEAP_PERCENT = 35;
  private static final int VIEWS_PERCENT = 80;

  private final long maxWeight;
  private final Cache<AvatarId, CachedFace> faces;
  private final Cache<AvatarId, DecodedView> views;
  private final LongAdder evictions = new LongAdder();

  @Inject
  public MemoryTier(MemoryConfig config, MeterRegistry metrics) {
    this(maxWeight(config, Runtime.getRuntime().maxMemory()));
    Gauge.builder("avatar.face.cache.memory", this, MemoryTier::weight)
        .baseUnit("bytes")
        .description("Weight of the faces in memory")
        .register(metrics);
    Gauge.builder("avatar.face.cache.views", this, MemoryTier::viewsWeight)
        .baseUnit("bytes")
        .description("Weight of the decoded views in memory")
        .register(metrics);
  }

  /** A tier of at most {@code maxWeight} bytes. */
  public MemoryTier(long maxWeight) {
    this.maxWeight = maxWeight;
    this.views =
        Caffeine.newBuilder()
            .maximumWeight(share(maxWeight))
            .weigher((AvatarId id, DecodedView view) -> view.weight())
            .executor(Runnable::run)
            .build();
    this.faces =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight)
            .weigher((AvatarId id, CachedFace face) -> face.weight())
            .removalListener(this::left)
            // Upkeep is a few list operations: cheaper than a hop.
            .executor(Runnable::run)
            .build();
  }

  static long maxWeight(MemoryConfig config, long heapBytes) {
    return config
        .maxWeight()
        .map(MemorySize::asLongValue)
        .orElse(Math.min(CEILING_BYTES, heapBytes / 100 * HEAP_PERCENT));
  }

  private static long share(long weight) {
    return weight / 100 * VIEWS_PERCENT;
  }

  /** A view lives no longer than its entry. */
  private void left(AvatarId avatarId, CachedFace face, RemovalCause cause) {
    views.invalidate(avatarId);
    if (cause == RemovalCause.SIZE) {
      evictions.increment();
    }
  }

  public Optional<CachedFace> find(AvatarId avatarId) {
    return Optional.ofNullable(faces.getIfPresent(avatarId));
  }

  /** Keeps a face, unless a newer one of the same avatar is here. */
  public void keep(CachedFace face) {
    faces
        .asMap()
        .merge(
            face.avatarId(),
            face,
            (here, offered) ->
                FaceVersions.compare(here.header(), offered.header()) > 0 ? here : offered);
    boundViews();
  }

  /** The view that was decoded from this very entry. */
  public Optional<DecodedView> view(CachedFace face) {
    return Optional.ofNullable(views.getIfPresent(face.avatarId()))
        .filter(view -> view.entrySha256().equals(face.entrySha256()));
  }

  /**
   * Keeps a view beside its entry. The look for the entry follows the keeping, as an entry's
   * leaving takes the view along: one of the two sees the other.
   */
  public void keepView(AvatarId avatarId, DecodedView view) {
    views.put(avatarId, view);
    CachedFace face = faces.asMap().get(avatarId);
    if (face == null || !face.entrySha256().equals(view.entrySha256())) {
      views.invalidate(avatarId);
    }
  }

  private synchronized void boundViews() {
    long free = Math.max(0, share(maxWeight) - weight());
    views
        .policy()
        .eviction()
        .filter(eviction -> eviction.getMaximum() != free)
        .ifPresent(eviction -> eviction.setMaximum(free));
  }

  public void drop(AvatarId avatarId) {
    faces.invalidate(avatarId);
    boundViews();
  }

  /** Drops the avatar's face unless this job made it. */
  public void dropUnlessOf(AvatarId avatarId, JobId jobId) {
    faces
        .asMap()
        .computeIfPresent(
            avatarId, (id, face) -> face.header().jobId().equals(jobId) ? face : null);
    boundViews();
  }

  public void clear() {
    faces.invalidateAll();
    boundViews();
  }

  /** What it holds. */
  public MemoryUse use() {
    return new MemoryUse(
        faces.estimatedSize(),
        weight(),
        maxWeight,
        new MemoryUse.Views(views.estimatedSize(), viewsWeight()),
        evictions.sum());
  }

  /** Bytes of entries held. */
  long weight() {
    return weight(faces);
  }

  /** Bytes of views held. */
  long viewsWeight() {
    return weight(views);
  }

  private static long weight(Cache<?, ?> cache) {
    return cache
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElseGet(OptionalLong::empty)
        .orElse(0);
  }
}
