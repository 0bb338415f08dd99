package org.avatarengine.job.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<String> ran = new ArrayList<>();
  private final List<UniEmitter<? super Void>> running = new ArrayList<>();

  @Test
  void shouldRunOneAfterTheOtherWhenStepsAreSlow() {
    // Given
    Turns turns = new Turns(8);
    UniAssertSubscriber<Void> first = subscribe(turns, "first");
    UniAssertSubscriber<Void> second = subscribe(turns, "second");

    // When
    List<String> before = List.copyOf(ran);
    running.get(0).complete(null);

    // Then
    assertThat(before).containsExactly("first");
    assertThat(ran).containsExactly("first", "second");
    first.assertCompleted();
    second.assertNotTerminated();
  }

  @Test
  void shouldGoOnWhenAStepFailsOrThrows() {
    // Given
    Turns turns = new Turns(8);
    UniAssertSubscriber<Void> first = subscribe(turns, "first");
    UniAssertSubscriber<Void> thrower =
        turns
            .take(
                () -> {
                  throw new IllegalStateException("boom");
                })
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    UniAssertSubscriber<Void> last = subscribe(turns, "last");

    // When
    running.get(0).fail(new IllegalArgumentException("no"));
    running.get(1).complete(null);

    // Then
    first.assertFailedWith(IllegalArgumentException.class);
    thrower.assertFailedWith(IllegalStateException.class);
    last.assertCompleted();
  }

  @Test
  void shouldRefuseWhenTheLineIsFull() {
    // Given
    Turns turns = new Turns(1);
    subscribe(turns, "running");
    subscribe(turns, "waiting");

    // When
    UniAssertSubscriber<Void> third = subscribe(turns, "third");

    // Then
    third.assertFailedWith(Turns.FullException.class);
  }

  private UniAssertSubscriber<Void> subscribe(Turns turns, String name) {
    return turns
        .take(
            () -> {
              ran.add(name);
              return Uni.createFrom().emitter(running::add);
            })
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }
}
