package org.avatarengine.registration.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.avatarengine.registration.ConfigDefaultsTest;
import org.junit.jupiter.api.Test;

class RequestsConfigTest {

  @Test
  void shouldFetchNothingByUrlWhenNothingIsConfigured() {
    // When
    RequestsConfig config = ConfigDefaultsTest.defaults(RequestsConfig.class);
    // Then
    assertThat(config.patience()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.lease()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.remember()).isEqualTo(Duration.ofDays(30));
    assertThat(config.url().allowedHosts()).isEmpty();
    assertThat(config.url().allowHttp()).isFalse();
    assertThat(config.url().allowedPorts()).isEmpty();
    assertThat(config.url().longest()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.url().connect()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.url().redirects()).isEqualTo(3);
    assertThat(config.url().trustedCertificates()).isEmpty();
    assertThat(UrlRules.of(config.url()).hosts()).isEmpty();
  }
}
