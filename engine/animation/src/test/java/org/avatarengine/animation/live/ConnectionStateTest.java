package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.avatarengine.animation.live.ConnectionState.Active;
import org.avatarengine.animation.live.ConnectionState.Closed;
import org.avatarengine.animation.live.ConnectionState.Connecting;
import org.avatarengine.animation.live.ConnectionState.Failed;
import org.avatarengine.animation.live.ConnectionState.Init;
import org.avatarengine.contract.frame.DetailLevel;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {

  @Test
  void shouldEndClosedWhenAConnectionLivesItsLife() {
    // Given
    Active active =
        new Init(0)
            .toConnecting(1)
            .toConnected(2, WireFormat.BINARY)
            .toActive(3, DetailLevel.FULL)
            .toLevel(DetailLevel.LOW);
    // When
    Closed closed = active.toClosing(4, CloseReason.SESSION_CLOSED).toClosed(5);
    // Then
    assertThat(active.level()).isEqualTo(DetailLevel.LOW);
    assertThat(active.sinceUs()).isEqualTo(3);
    assertThat(closed).isEqualTo(new Closed(5, CloseReason.SESSION_CLOSED));
    assertThat(active.tag()).isEqualTo("active");
  }

  @Test
  void shouldGiveUpWhenItWasTriedOftenEnough() {
    // Given
    Connecting connecting = new Init(0).toConnecting(0);
    int tries = 1;
    Failed failed = connecting.toFailed(1, CloseReason.SILENT);
    // When
    while (failed.mayRetry()) {
      failed = failed.toConnecting(tries).toFailed(tries, CloseReason.SILENT);
      tries++;
    }
    Failed last = failed;
    // Then
    assertThat(tries).isEqualTo(ConnectionState.MAX_ATTEMPTS);
    assertThatThrownBy(() -> last.toConnecting(9)).isInstanceOf(IllegalStateException.class);
    assertThat(last.toClosed(9).reason()).isEqualTo(CloseReason.SILENT);
  }
}
