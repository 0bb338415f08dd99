package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart will not render, and the line it says instead. */
class ChartRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres.host           |                | postgres.host is empty: name the Postgres server
          postgres.existingSecret |                | postgres has no credentials: set postgres.existingSecret
          redis.host              |                | redis.host is empty: name the Redis server
          kafka.bootstrapServers  |                | kafka.bootstrapServers is empty: name the Kafka brokers
          kafka.bootstrapServers  | kafka          | kafka.bootstrapServers: 'kafka' is not host:port
          kafka.securityProtocol  | SASL_SSL       | kafka.securityProtocol is SASL_SSL: set kafka.sasl.mechanism
          blob.kind               |                | blob.kind is neither s3 nor folder
          blob.kind               | folder         | blob.kind is folder without a shared volume
          blob.s3.bucket          |                | blob.s3.bucket is empty
          identity.existingSecret |                | identity.serviceSecret is empty
          identity.existingSecret |                | identity.jwks is empty
          identity.signingKeys.existingSecret |    | identity.signingKeys is empty: the gateway signs tokens
          erasure.existingSecret  |                | erasure.key is empty: registration signs erasure records
          turn.existingSecret     |                | turn has no secret: set turn.existingSecret
          turn.host               |                | turn.host is empty
          ingress.host            |                | ingress.host is empty
          """)
  void shouldRefuseWithOneLineWhenASettingIsMissing(String setting, String value, String line) {
    // Given
    Map<String, ?> changes = Map.of(setting, value == null ? "" : value);
    // Then
    assertThatThrownBy(() -> Chart.render(changes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\n  - " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          local-only-service-secret-change-me-0123456789 | is the default of a laptop
          tooshort                                        | is shorter than 32 bytes
          """)
  void shouldRefuseAServiceSecretThatIsNone(String secret, String line) {
    // Given
    Map<String, ?> changes =
        Map.of("identity.existingSecret", "", "identity.serviceSecret", secret);
    // Then
    assertThatThrownBy(() -> Chart.render(changes))
        .hasMessageContaining("identity.serviceSecret " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          local-only-turn-secret | is the default of a laptop
          tooshort               | is shorter than 16 bytes
          """)
  void shouldRefuseATurnSecretThatIsNone(String secret, String line) {
    // Given
    Map<String, ?> changes = Map.of("turn.existingSecret", "", "turn.secret", secret);
    // Then
    assertThatThrownBy(() -> Chart.render(changes)).hasMessageContaining("turn.secret " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          admin              | is shorter than 12 characters
          demo-avatar-engine | is the demo user's
          """)
  void shouldRefuseAnAdminPasswordThatIsNone(String password, String line) {
    // Given
    Map<String, ?> changes =
        Map.of("identity.admin.existingSecret", "", "identity.admin.password", password);
    // Then
    assertThatThrownBy(() -> Chart.render(changes))
        .hasMessageContaining("identity.admin.password " + line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no key",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-384\",\"d\":\"AA\"}"
      })
  void shouldRefuseAnErasureKeyThatIsNoPrivateOne(String key) {
    // Given
    Map<String, ?> changes = Map.of("erasure.existingSecret", "", "erasure.key", key);
    // Then
    assertThatThrownBy(() -> Chart.render(changes))
        .hasMessageContaining("\n  - erasure.key is no private key of curve P-256");
  }

  @Test
  void shouldNameEverythingThatIsMissingAtOnce() {
    // Given
    Map<String, ?> changes = Map.of("postgres.host", "", "redis.host", "", "ingress.host", "");
    // Then
    assertThatThrownBy(() -> Chart.render(changes))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage().lines().filter(line -> line.startsWith("  - ")))
                    .hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres.hots, db",
    "services.gateway.replicas.min, 0",
    "services.painter.javaOpts, -Xmx1g",
    "services.job.env.lower-case, x",
    "blob.kind, floppy",
    "ingress.controller, apache",
    "ingress.clientAddress, guess",
    "services.gateway.env.AVATAR_GATEWAY_LIMIT_READS, many",
    "services.gateway.env.AVATAR_GATEWAY_LIMIT_ADDRESS, false",
    "tracing.ratio, 2",
    "tracing.ratio, 1.5",
    "tracing.ratio, most",
    "turn.urls[0], http://turn.example.org",
    "autoscaling.targetCpuPercent, 170"
  })
  void shouldRefuseWhatTheSchemaDoesNotKnow(String setting, String value) {
    // Given
    Map<String, ?> changes = Map.of(setting, value);
    // Then
    assertThatThrownBy(() -> Chart.render(changes)).hasMessageContaining("schema");
  }
}
