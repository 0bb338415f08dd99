package org.avatarengine.facecache.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;
import org.junit.jupiter.api.Test;

public class DamagedFacesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final DamagedFaces damaged = new DamagedFaces(Duration.ofMinutes(1), nanos::get);
  private final AvatarId avatarId = AvatarId.random();

  /** What other tests may ask: the faces that were noted and not yet told. */
  public static List<FaceFact.Damaged> noted(DamagedFaces faces) {
    return faces.take();
  }

  @Test
  void shouldTellOnceAMinuteWhenAFaceStaysDamaged() {
    // Given
    damaged.note(avatarId, "first");
    damaged.note(avatarId, "second");
    List<FaceFact.Damaged> first = damaged.take();
    damaged.note(avatarId, "third");
    List<FaceFact.Damaged> within = damaged.take();
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    // When
    damaged.note(avatarId, "fourth");
    // Then
    assertThat(first).containsExactly(new FaceFact.Damaged(avatarId, "first"));
    assertThat(within).isEmpty();
    assertThat(damaged.take()).containsExactly(new FaceFact.Damaged(avatarId, "fourth"));
  }

  @Test
  void shouldTellAtTheNextReadWhenTellingFailed() {
    // Given
    damaged.note(avatarId, "first");
    damaged.take().forEach(damaged::isUntold);
    // When
    damaged.note(avatarId, "again");
    // Then
    assertThat(damaged.take()).containsExactly(new FaceFact.Damaged(avatarId, "again"));
    assertThat(damaged.rebuildsRequested()).isZero();
  }
}
