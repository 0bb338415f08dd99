package org.avatarengine.live.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IceUrlTest {

  @Test
  void shouldTellRelaysFromReflectorsWhenTheUrlIsGood() {
    // Given
    List<String> stun = List.of("stun:stun.example.org", "stuns:10.0.0.1:5349");
    List<String> turn =
        List.of("turn:turn.example.org:3478?transport=udp", "turns:[2001:db8::1]:5349");
    // When / Then
    assertThat(stun).noneMatch(text -> IceUrl.of(text).isTurn());
    assertThat(turn).allMatch(text -> IceUrl.of(text).isTurn());
  }

  @Test
  void shouldNameTheUrlWhenItIsNone() {
    // Given
    List<String> bad =
        List.of(
            "",
            "turn:",
            "http://turn.example.org",
            "stun:host?transport=udp",
            "turn:a b",
            "turn:host?transport=quic",
            "turn.example.org:3478");
    // When / Then
    for (String text : bad) {
      assertThatThrownBy(() -> IceUrl.of(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(text);
    }
  }
}
