package org.avatarengine.facecache.tier;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.facecache.entry.CachedFace;
import org.jboss.logging.Logger;

/**
 * Redis: {@code face:{avatarId}} holds the encoded entry. One log line when it goes, one when back.
 */
@Singleton
public class RedisTier implements SharedTier {

  private static final Logger LOG = Logger.getLogger(RedisTier.class);

  private final ReactiveValueCommands<String, byte[]> values;
  private final ReactiveKeyCommands<String> keys;
  private final RedisConfig config;
  private final TierReads reads;
  private final AtomicBoolean reachable = new AtomicBoolean(true);
  private final AtomicLong failedAt = new AtomicLong();

  public RedisTier(ReactiveRedisDataSource redis, RedisConfig config, TierReads reads) {
    this.values = redis.value(byte[].class);
    this.keys = redis.key();
    this.config = config;
    this.reads = reads;
  }

  @Override
  public Uni<Optional<byte[]>> read(AvatarId avatarId) {
    if (isResting()) {
      reads.count(Tier.REDIS, ReadOutcome.BYPASSED);
      return Uni.createFrom().item(Optional.empty());
    }
    long start = System.nanoTime();
    return values
        .get(key(avatarId))
        .ifNoItem()
        .after(config.timeout())
        .fail()
        .invoke(
            bytes -> {
              answered();
              if (bytes != null) {
                reads.redisGave(System.nanoTime() - start);
              }
            })
        .map(Optional::ofNullable)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithItem(
            () -> {
              reads.count(Tier.REDIS, ReadOutcome.UNREACHABLE);
              return Optional.empty();
            });
  }

  @Override
  public Uni<Void> offer(CachedFace face) {
    if (isResting() || isTooLarge(face)) {
      return Uni.createFrom().voidItem();
    }
    return values
        .set(key(face.avatarId()), face.bytes(), new SetArgs().nx().ex(config.ttl()))
        .ifNoItem()
        .after(config.writeTimeout())
        .fail()
        .invoke(this::answered)
        .onFailure()
        .invoke(this::failed)
        .onFailure()
        .recoverWithNull();
  }

  @Override
  public Uni<Void> replace(CachedFace face) {
    AvatarId avatarId = face.header().avatarId();
    return isTooLarge(face)
        ? drop(avatarId)
        : values
            .set(key(avatarId), face.bytes(), new SetArgs().ex(config.ttl()))
            .ifNoItem()
            .after(config.writeTimeout())
            .fail()
            .invoke(this::answered)
            .onFailure()
            .invoke(this::failed);
  }

  @Override
  public Uni<Void> drop(AvatarId avatarId) {
    return keys.del(key(avatarId))
        .ifNoItem()
        .after(config.writeTimeout())
        .fail()
        .invoke(this::answered)
        .onFailure()
        .invoke(this::failed)
        .replaceWithVoid();
  }

  private boolean isTooLarge(CachedFace face) {
    return face.bytes().length > config.maxEntry().asLongValue();
  }

  private boolean isResting() {
    return !reachable.get() && System.nanoTime() - failedAt.get() < config.rest().toNanos();
  }

  private void answered() {
    if (!reachable.get() && reachable.compareAndSet(false, true)) {
      LOG.info("Redis answers again");
    }
  }

  private void failed(Throwable cause) {
    failedAt.set(System.nanoTime());
    if (reachable.compareAndSet(true, false)) {
      LOG.warnf("Redis does not answer, faces come from the blob store cause=%s", cause);
    }
  }

  private static String key(AvatarId avatarId) {
    return "face:" + avatarId;
  }
}
