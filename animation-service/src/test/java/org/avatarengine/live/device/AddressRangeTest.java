package org.avatarengine.live.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressRangeTest {

  private static boolean holds(String range, String address) {
    return AddressRange.of(range).contains(AddressRange.address(address));
  }

  @Test
  void shouldHoldWhatBeginsAlikeWhenTheRangeSaysSo() {
    assertThat(holds("192.168.1.0/24", "192.168.1.77")).isTrue();
    assertThat(holds("192.168.1.0/24", "192.168.2.77")).isFalse();
    assertThat(holds("10.0.0.0/9", "10.127.0.1")).isTrue();
    assertThat(holds("10.0.0.0/9", "10.128.0.1")).isFalse();
    assertThat(holds("192.0.2.7", "192.0.2.7")).isTrue();
    assertThat(holds("192.0.2.7", "192.0.2.8")).isFalse();
    assertThat(holds("0.0.0.0/0", "203.0.113.9")).isTrue();
    assertThat(holds("fd00::/8", "fd12::1")).isTrue();
    assertThat(holds("fd00::/8", "fe80::1")).isFalse();
    assertThat(holds("0.0.0.0/0", "::1")).isFalse();
  }

  @Test
  void shouldRefuseNamesAndNonsenseWhenARangeIsRead() {
    for (String bad : new String[] {"", "localhost", "example.org/8", "10.0.0.0/33", "1.2.3.4/x"}) {
      assertThatThrownBy(() -> AddressRange.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
