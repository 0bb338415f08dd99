package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRequestTest {

  @Test
  void shouldAskIFacialMocapInItsWords() {
    // Given
    // When
    DeviceRequest first = DeviceRequest.iFacialMocap();
    DeviceRequest second = DeviceRequest.iFacialMocapV2();
    DeviceRequest tcp = DeviceRequest.iFacialMocapTcp();
    // Then
    assertThat(new String(first.start(), UTF_8))
        .isEqualTo("iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719");
    assertThat(new String(second.start(), UTF_8))
        .isEqualTo("iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719|sendDataVersion=v2");
    assertThat(first.devicePort()).isEqualTo(49_983);
    assertThat(first.replyPorts()).containsExactly(49_983);
    assertThat(first.stop()).isEmpty();
    assertThat(tcp.tcp()).isTrue();
    assertThat(tcp.replyPorts()).containsExactly(49_986);
    assertThat(new String(tcp.start(), UTF_8)).contains("_UDPTCP_");
    assertThat(new String(tcp.stop(), UTF_8)).contains("_UDPTCPSTOP_");
    assertThat(DeviceRequest.faceMotion3d().devicePort()).isEqualTo(49_993);
    assertThat(DeviceRequest.faceMotion3d().dialect()).isEqualTo(Dialect.IFACIALMOCAP);
  }

  @Test
  void shouldAskVTubeStudioForALeaseThatIsRenewedInTime() throws IOException {
    // Given
    Duration lease = Duration.ofMillis(2_050);
    // When
    DeviceRequest request =
        DeviceRequest.vtubeStudio("Avatar Engine", lease, List.of(11125, 11126));
    JsonNode json = new ObjectMapper().readTree(request.start());
    // Then
    assertThat(json.get("messageType").asText()).isEqualTo("iOSTrackingDataRequest");
    assertThat(json.get("time").asDouble()).isEqualTo(2.05);
    assertThat(json.get("sentBy").asText()).isEqualTo("Avatar Engine");
    assertThat(json.get("ports")).hasSize(2);
    assertThat(json.get("ports").get(1).asInt()).isEqualTo(11126);
    assertThat(request.devicePort()).isEqualTo(21_412);
    assertThat(request.renewEvery()).isLessThan(lease.dividedBy(3));
  }

  @Test
  void shouldRefuseWhenTheRequestIsOutOfBounds() {
    // Given
    Duration lease = Duration.ofSeconds(5);
    List<Integer> port = List.of(1);
    // When
    // Then
    refused("", lease, port);
    refused("x".repeat(33), lease, port);
    refused("a\"b", lease, port);
    refused("a\nb", lease, port);
    refused("a", Duration.ofMillis(499), port);
    refused("a", Duration.ofMillis(10_001), port);
    refused("a", lease, List.of());
    refused("a", lease, List.of(0));
    refused("a", lease, List.of(65_536));
    refused("a", lease, Collections.nCopies(17, 1));
  }

  private static void refused(String sender, Duration lease, List<Integer> ports) {
    assertThatThrownBy(() -> DeviceRequest.vtubeStudio(sender, lease, ports))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
