package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.avatarengine.contract.id.AvatarId;

/**
 * Loads under way: whoever asks for an avatar that is being loaded gets that load's result. A load
 * during which the avatar changed is spoiled: it may be answered with, but not kept.
 */
final class Flights<T> {

  private final ConcurrentMap<AvatarId, Flight<T>> flights = new ConcurrentHashMap<>();

  /** One load. */
  static final class Flight<T> {
    private final Uni<T> result;
    private volatile boolean spoiled;

    private Flight(AvatarId avatarId, Flights<T> flights, Function<Flight<T>, Uni<T>> load) {
      this.result =
          Uni.createFrom()
              .deferred(() -> load.apply(this))
              .onTermination()
              .invoke(() -> flights.flights.remove(avatarId, this))
              .memoize()
              .indefinitely();
    }

    boolean isSpoiled() {
      return spoiled;
    }
  }

  /** Joins the avatar's load, starting it if there is none. */
  Uni<T> join(AvatarId avatarId, Function<Flight<T>, Uni<T>> load) {
    return Uni.createFrom()
        .deferred(
            () -> flights.computeIfAbsent(avatarId, id -> new Flight<>(id, this, load)).result);
  }

  void spoil(AvatarId avatarId) {
    Flight<T> flight = flights.get(avatarId);
    if (flight != null) {
      flight.spoiled = true;
    }
  }

  void spoilAll() {
    flights.values().forEach(flight -> flight.spoiled = true);
  }

  /** Loads under way. */
  int size() {
    return flights.size();
  }
}
