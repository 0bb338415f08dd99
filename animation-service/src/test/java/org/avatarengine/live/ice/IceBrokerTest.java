package org.avatarengine.live.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.id.UserId;
import org.junit.jupiter.api.Test;

class IceBrokerTest {

  private static final UserId USER = UserId.of("11111111-2222-3333-4444-555555555555");
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);

  private static TurnConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(TurnConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(TurnConfig.class);
  }

  @Test
  void shouldSignExpiryAndUserWhenATurnServerIsConfigured() {
    // Given
    TurnConfig config =
        config(
            Map.of(
                "avatar.turn.urls",
                "stun:s.example.org:3478,turn:t.example.org:3478?transport=udp,turns:t.example.org",
                "avatar.turn.secret",
                "a-shared-secret-for-tests",
                "avatar.turn.ttl",
                "600s"));
    // When
    IceServers servers = new IceBroker(config, CLOCK).issue(USER.toString());
    // Then: the credential was computed apart from this code, by
    // printf 1800000600:1111… | openssl dgst -sha1 -hmac a-shared-secret-for-tests -binary | base64
    assertThat(servers)
        .isEqualTo(
            new IceServers(
                List.of(
                    new IceServer(List.of("stun:s.example.org:3478"), null, null),
                    new IceServer(
                        List.of("turn:t.example.org:3478?transport=udp", "turns:t.example.org"),
                        "1800000600:11111111-2222-3333-4444-555555555555",
                        "8/C9MUyYM0jDeWQ/keCyJrDXSsA=")),
                600));
  }

  @Test
  void shouldOfferNothingWhenNothingIsConfigured() {
    // Given
    TurnConfig config = config(Map.of("avatar.turn.urls", ""));
    // When
    IceServers servers = new IceBroker(config, CLOCK).issue(USER.toString());
    // Then
    assertThat(servers).isEqualTo(new IceServers(List.of(), 3_600));
    assertThat(config.ttl()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldComplainWhenRelaysAreSignedWithAWeakSecret() {
    // Given
    String turn = "turn:t.example.org";
    // When / Then
    assertThat(complaint(Map.of("avatar.turn.urls", turn))).contains("AVATAR_TURN_SECRET");
    assertThat(
            complaint(
                Map.of("avatar.turn.urls", turn, "avatar.turn.secret", "local-only-turn-secret")))
        .contains("AVATAR_TURN_SECRET");
    assertThat(complaint(Map.of("avatar.turn.urls", turn, "avatar.turn.secret", "short")))
        .contains("AVATAR_TURN_SECRET");
    assertThat(
            complaint(
                Map.of(
                    "avatar.turn.urls", turn, "avatar.turn.secret", "a-shared-secret-for-tests")))
        .isEmpty();
    assertThat(complaint(Map.of("avatar.turn.urls", "stun:s.example.org"))).isEmpty();
  }

  private static String complaint(Map<String, String> properties) {
    return new TurnSecretCheck(config(properties)).complaint().orElse("");
  }
}
