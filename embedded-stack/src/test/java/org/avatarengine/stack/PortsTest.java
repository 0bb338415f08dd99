package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void shouldNamePortAndEngineWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.claim(taken.getLocalPort(), "Redis"))
          .isInstanceOf(StackStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("Redis");
    }
  }

  @Test
  void shouldNeverGiveOnePortTwiceWhenAskedForFreeOnes() {
    // When
    List<Integer> ports = IntStream.range(0, 50).mapToObj(i -> Ports.claim(0, "any")).toList();

    // Then
    assertThat(ports).doesNotHaveDuplicates();
    assertThat(ports).allMatch(Ports::isFree);
  }
}
