package org.avatarengine.facecache.tier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.JobId;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.entry.FaceVersions;

/** Faces in the heap, bounded by their weight; what is read seldom goes first (window TinyLFU). */
@Singleton
public class MemoryTier {

  private static final long CEILING_BYTES = 2L << 30;
  private static final int HEAP_PERCENT = 35;

  private final Cache<AvatarId, CachedFace> faces;

  @Inject
  public MemoryTier(MemoryConfig config, MeterRegistry metrics) {
    this(maxWeight(config, Runtime.getRuntime().maxMemory()));
    Gauge.builder("avatar.face.cache.memory", this, MemoryTier::weight)
        .baseUnit("bytes")
        .description("Weight of the faces in memory")
        .register(metrics);
  }

  /** A tier of at most {@code maxWeight} bytes. */
  public MemoryTier(long maxWeight) {
    this.faces =
        Caffeine.newBuilder()
            .maximumWeight(maxWeight)
            .weigher((AvatarId id, CachedFace face) -> face.weight())
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

  public Optional<CachedFace> find(AvatarId avatarId) {
    return Optional.ofNullable(faces.getIfPresent(avatarId));
  }

  /** Keeps a face, unless a newer one of the same avatar is here. */
  public void keep(CachedFace face) {
    faces
        .asMap()
        .merge(
            face.header().avatarId(),
            face,
            (here, offered) ->
                FaceVersions.compare(here.header(), offered.header()) > 0 ? here : offered);
  }

  public void drop(AvatarId avatarId) {
    faces.invalidate(avatarId);
  }

  /** Drops the avatar's face unless this job made it. */
  public void dropUnlessOf(AvatarId avatarId, JobId jobId) {
    faces
        .asMap()
        .computeIfPresent(
            avatarId, (id, face) -> face.header().jobId().equals(jobId) ? face : null);
  }

  public void clear() {
    faces.invalidateAll();
  }

  /** Bytes held. */
  long weight() {
    return faces
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElseGet(OptionalLong::empty)
        .orElse(0);
  }
}
