package org.avatarengine.job.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class BearerProtocolTest {

  @Test
  void shouldFindTheTokenWhenOfferedEitherWay() {
    assertThat(BearerProtocol.token("Bearer a.b.c", List.of())).contains("a.b.c");
    assertThat(BearerProtocol.token("bearer  a.b.c ", List.of())).contains("a.b.c");
    assertThat(BearerProtocol.token(null, List.of("avatar.events.v1, bearer.a.b.c")))
        .contains("a.b.c");
    assertThat(BearerProtocol.token(null, List.of("avatar.events.v1", "bearer.a.b.c")))
        .contains("a.b.c");
  }

  @Test
  void shouldFindNoneWhenThereIsNone() {
    assertThat(BearerProtocol.token(null, List.of())).isEmpty();
    assertThat(BearerProtocol.token("Basic dTpw", List.of("bearer.a.b.c"))).isEmpty();
    assertThat(BearerProtocol.token(null, List.of("avatar.events.v1", ""))).isEmpty();
  }

  @Test
  void shouldReadTheExpiryWhenVerifiedBefore() {
    // Given
    String claims =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"exp\":1795000000}".getBytes(StandardCharsets.UTF_8));

    // When
    Instant expiry = BearerProtocol.expiry("e30." + claims + ".sig");

    // Then
    assertThat(expiry).isEqualTo(Instant.ofEpochSecond(1_795_000_000L));
    assertThatThrownBy(() -> BearerProtocol.expiry("e30.!!.sig"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
