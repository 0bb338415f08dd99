package org.avatarengine.live.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostPortTest {

  @Test
  void shouldReadHostAndPortWhenBothOrOneAreGiven() {
    assertThat(HostPort.parse("192.0.2.1").getPort()).isZero();
    assertThat(HostPort.parse("192.0.2.1:8767").getPort()).isEqualTo(8_767);
    assertThat(HostPort.parse("[2001:db8::1]:9").getPort()).isEqualTo(9);
    assertThat(HostPort.parse("[2001:db8::1]").getPort()).isZero();
    assertThat(HostPort.parse("2001:db8::1").getAddress().getAddress()).hasSize(16);
    for (String bad : new String[] {"", ":1", "192.0.2.1:x", "192.0.2.1:70000", "[::1"}) {
      assertThatThrownBy(() -> HostPort.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
