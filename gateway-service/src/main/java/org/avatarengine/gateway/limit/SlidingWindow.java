package org.avatarengine.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * An exact sliding window per key: a sorted set of the instants of the requests that were let
 * through, judged and changed by one script on Redis's own clock, so that gateways and races do not
 * matter. Refused requests are not counted.
 *
 * <p>Without Redis requests go on uncounted: a limiter guards the house, it must not close it. The
 * metric {@code avatar_gateway_limit_uncounted_total} and one log line per outage tell.
 */
@ApplicationScoped
public class SlidingWindow {

  private static final Logger LOG = Logger.getLogger(SlidingWindow.class);
  private static final String PREFIX = "avatar:limit:";

  // Numbers go through %.0f: Lua would otherwise write microseconds since 1970 with 14 digits.
  private static final String TAKE =
      """
      local time = redis.call('TIME')
      local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
      local limit = tonumber(ARGV[1])
      local window = tonumber(ARGV[2])
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - window))
      local used = redis.call('ZCARD', KEYS[1])
      local allowed = 0
      if used < limit then
        redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[3])
        redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(window / 1000)))
        used = used + 1
        allowed = 1
      end
      local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      return {allowed, limit - used, tonumber(oldest[2]) + window - now}
      """;

  private final ReactiveRedisDataSource redis;
  private final Duration timeout;
  private final long pauseNanos;
  private final Counter uncounted;
  private final String self = UUID.randomUUID().toString();
  private final AtomicLong number = new AtomicLong();
  private final AtomicBoolean probing = new AtomicBoolean();
  private volatile boolean away;
  private volatile long awayUntil;

  SlidingWindow(ReactiveRedisDataSource redis, LimitConfig config, MeterRegistry metrics) {
    this.redis = redis;
    this.timeout = config.redisTimeout();
    this.pauseNanos = config.redisPause().toNanos();
    this.uncounted =
        Counter.builder("avatar.gateway.limit.uncounted")
            .description("Requests let through uncounted because Redis did not answer")
            .register(metrics);
  }

  /** Counts one request against a key, if it is allowed. */
  public Uni<Verdict> take(String key, Quota quota) {
    if (quota.isOff()) {
      return Uni.createFrom().item(new Verdict.Uncounted());
    }
    if (away && (System.nanoTime() - awayUntil < 0 || !probing.compareAndSet(false, true))) {
      uncounted.increment();
      return Uni.createFrom().item(new Verdict.Uncounted());
    }
    long micros = quota.window().toNanos() / 1000;
    return redis
        .execute(
            "EVAL",
            TAKE,
            "1",
            PREFIX + key,
            Integer.toString(quota.requests()),
            Long.toString(micros),
            self + ":" + number.incrementAndGet())
        .ifNoItem()
        .after(timeout)
        .fail()
        .map(answer -> read(answer, quota))
        .onFailure()
        .recoverWithItem(this::withoutRedis);
  }

  /** Starts a key anew; without Redis nothing happens. */
  public Uni<Void> forget(String key) {
    return redis
        .execute("DEL", PREFIX + key)
        .ifNoItem()
        .after(timeout)
        .fail()
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private Verdict read(Response answer, Quota quota) {
    if (away) {
      away = false;
      probing.set(false);
      LOG.info("redis answers again, limits hold");
    }
    Duration reset = Duration.ofNanos(Math.max(0, answer.get(2).toLong()) * 1000);
    return answer.get(0).toInteger() == 1
        ? new Verdict.Allowed(quota.requests(), answer.get(1).toInteger(), reset)
        : new Verdict.Refused(quota.requests(), reset);
  }

  private Verdict withoutRedis(Throwable failure) {
    awayUntil = System.nanoTime() + pauseNanos;
    if (!away) {
      away = true;
      LOG.warnf("redis does not answer, requests go on uncounted cause=%s", failure);
    }
    probing.set(false);
    uncounted.increment();
    return new Verdict.Uncounted();
  }
}
