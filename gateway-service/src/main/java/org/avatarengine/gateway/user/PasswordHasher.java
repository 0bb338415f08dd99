package org.avatarengine.gateway.user;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Hashes and checks passwords with bcrypt on a pool of its own. A full pool answers 503: a flood of
 * sign-ins costs waiting time, never the event loop.
 */
@ApplicationScoped
public class PasswordHasher {

  /** What bcrypt takes in at most, bytes of UTF-8; anything beyond would be cut off in silence. */
  public static final int MAX_BYTES = 72;

  private static final Duration COME_BACK = Duration.ofSeconds(2);

  private final int cost;
  private final String nobody;
  private final ThreadPoolExecutor pool;

  @Inject
  PasswordHasher(IdentityConfig config) {
    this(config.bcryptCost(), config.hashThreads(), config.hashQueue());
  }

  PasswordHasher(int cost, int threads, int queue) {
    this.cost = cost;
    // A hash that no password fits, at the same cost as everybody's.
    this.nobody = "$2a$" + (cost < 10 ? "0" + cost : cost) + "$" + "a".repeat(52) + ".";
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, "password-hash-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }

  /** Hashes a password of at most {@link #MAX_BYTES} bytes; fails with 503 when all are busy. */
  public Uni<String> hash(String password) {
    return onPool(() -> hashNow(password, cost));
  }

  /**
   * Whether the password fits the hash; null for an unknown user takes as long and is false. Fails
   * with 503 when all are busy.
   */
  public Uni<Boolean> matches(String password, String hashOrNull) {
    return onPool(() -> matchesNow(password, hashOrNull));
  }

  static String hashNow(String password, int cost) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return new String(BCrypt.withDefaults().hash(cost, bytes), StandardCharsets.UTF_8);
  }

  boolean matchesNow(String password, String hashOrNull) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    boolean known = hashOrNull != null && bytes.length <= MAX_BYTES;
    byte[] tried = bytes.length <= MAX_BYTES ? bytes : new byte[] {1};
    byte[] against = (known ? hashOrNull : nobody).getBytes(StandardCharsets.UTF_8);
    return BCrypt.verifyer().verify(tried, against).verified && known;
  }

  private <T> Uni<T> onPool(Callable<T> work) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = Vertx.currentContext();
              try {
                pool.execute(
                    () -> {
                      try {
                        T result = work.call();
                        resume(context, () -> emitter.complete(result));
                      } catch (Exception e) {
                        resume(context, () -> emitter.fail(e));
                      }
                    });
              } catch (RejectedExecutionException e) {
                emitter.fail(
                    ProblemException.of(ProblemType.BUSY, "Too many people sign in at once.")
                        .retryAfter(COME_BACK));
              }
            });
  }

  private static void resume(Context context, Runnable continuation) {
    if (context == null) {
      continuation.run();
    } else {
      context.runOnContext(ignored -> continuation.run());
    }
  }
}
