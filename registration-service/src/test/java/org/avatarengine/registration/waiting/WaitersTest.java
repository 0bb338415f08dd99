package org.avatarengine.registration.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private final Vertx vertx = Vertx.vertx();
  private final UUID id = UUID.randomUUID();
  private final Waiters waiters = new Waiters(2);

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private <T> CompletableFuture<T> onLoop(Supplier<Uni<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(
            ignored ->
                work.get().subscribe().with(result::complete, result::completeExceptionally));
    return result;
  }

  @Test
  void shouldWakeEverybodyWhenThereIsNews() throws Exception {
    // Given
    Waiters.Place first = waiters.open(id).orElseThrow();
    Waiters.Place second = waiters.open(id).orElseThrow();
    var one = onLoop(() -> first.next(Duration.ofSeconds(20)));
    var two = onLoop(() -> second.next(Duration.ofSeconds(20)));
    // When
    waiters.wake(UUID.randomUUID());
    waiters.wake(id);
    // Then
    assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(two.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldNotLoseTheNewsWhenItComesBeforeTheWait() throws Exception {
    // Given
    Waiters.Place place = waiters.open(id).orElseThrow();
    // When
    waiters.wake(id);
    // Then
    assertThat(onLoop(() -> place.next(Duration.ofSeconds(20))).get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(onLoop(() -> place.next(Duration.ofMillis(20))).get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void shouldOfferNoPlaceWhenAllAreTaken() {
    // Given
    Waiters.Place first = waiters.open(id).orElseThrow();
    assertThat(waiters.open(id)).isPresent();
    // When
    boolean third = waiters.open(id).isPresent();
    // Then
    assertThat(third).isFalse();
    first.close();
    first.close();
    assertThat(waiters.count()).isOne();
    assertThat(waiters.ids()).containsExactly(id);
    assertThat(waiters.open(id)).isPresent();
  }
}
