package org.avatarengine.live.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class SubprotocolTest {

  @Test
  void shouldReadFormTokenAndViewerWhenTheyAreOffered() {
    // When
    Subprotocol offer =
        Subprotocol.of(List.of("x, avatar.json.v1", "avatar.frame.v1, bearer.a.b.c, resume.me"));
    // Then
    assertThat(offer).isEqualTo(new Subprotocol(WireFormat.JSON, "a.b.c", "me"));
    assertThat(Subprotocol.of(List.of("avatar.msgpack.v1")))
        .isEqualTo(new Subprotocol(WireFormat.MESSAGE_PACK, null, null));
    assertThatThrownBy(() -> Subprotocol.of(List.of("chat"))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> Subprotocol.of(List.of())).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldReadTheLevelWhenItIsOne() {
    assertThat(StreamRoute.level(null)).isNull();
    assertThat(StreamRoute.level("auto")).isNull();
    assertThat(StreamRoute.level("2")).isEqualTo(DetailLevel.LOW);
    assertThatThrownBy(() -> StreamRoute.level("4")).isInstanceOf(ProblemException.class);
  }
}
