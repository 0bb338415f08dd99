package org.avatarengine.registration.waiting;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who waits for news of which avatar, in this instance. Being woken means only that a second look
 * may be worth it.
 */
public final class Waiters {

  private final int places;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<UUID, Set<Place>> waiting = new ConcurrentHashMap<>();

  public Waiters(int places) {
    this.places = places;
  }

  /** Takes a place, before the work that is waited for begins; empty when all are taken. */
  public Optional<Place> open(UUID id) {
    if (taken.incrementAndGet() > places) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    Place place = new Place(id);
    waiting.compute(
        id,
        (key, present) -> {
          Set<Place> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(place);
          return all;
        });
    return Optional.of(place);
  }

  /** Wakes everybody who waits for this avatar. */
  public void wake(UUID id) {
    waiting.getOrDefault(id, Set.of()).forEach(Place::wake);
  }

  /** The avatars that somebody waits for. */
  public Set<UUID> ids() {
    return Set.copyOf(waiting.keySet());
  }

  /** How many places are taken. */
  public int count() {
    return taken.get();
  }

  /** One place; must be closed. A wake-up before {@link #next} is not lost. */
  public final class Place implements AutoCloseable {
    private final UUID id;
    private boolean woken;
    private boolean closed;
    private UniEmitter<? super Boolean> sleeper;

    private Place(UUID id) {
      this.id = id;
    }

    /**
     * Waits for the next wake-up.
     *
     * @return true when woken, false when the limit passed; on the caller's Vert.x context
     */
    public Uni<Boolean> next(Duration limit) {
      Uni<Boolean> news =
          Uni.createFrom()
              .<Boolean>emitter(this::sleep)
              .ifNoItem()
              .after(limit)
              .recoverWithItem(false);
      return CallerContext.resume(news);
    }

    private void sleep(UniEmitter<? super Boolean> emitter) {
      synchronized (this) {
        if (!woken) {
          sleeper = emitter;
          return;
        }
        woken = false;
      }
      emitter.complete(true);
    }

    private void wake() {
      UniEmitter<? super Boolean> emitter;
      synchronized (this) {
        emitter = sleeper;
        sleeper = null;
        woken = emitter == null;
      }
      if (emitter != null) {
        emitter.complete(true);
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      taken.decrementAndGet();
      waiting.computeIfPresent(
          id,
          (key, present) -> {
            present.remove(this);
            return present.isEmpty() ? null : present;
          });
    }
  }
}
