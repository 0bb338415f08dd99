package org.avatarengine.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.avatarengine.registration.erasure.ErasureConfig;
import org.avatarengine.registration.intake.ConsentConfig;
import org.avatarengine.registration.intake.IntakeConfig;
import org.avatarengine.registration.job.JobConfig;
import org.avatarengine.registration.verdict.VerdictConfig;
import org.avatarengine.registration.version.RegenerationConfig;
import org.avatarengine.registration.waiting.WaitConfig;
import org.junit.jupiter.api.Test;

public class ConfigDefaultsTest {

  /** A configuration without a single property. */
  public static <T> T defaults(Class<T> type) {
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .withConverter(
            io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(type);
  }

  @Test
  void shouldMatchTheDesignWhenNothingIsConfigured() {
    // When
    WaitConfig wait = defaults(WaitConfig.class);
    IntakeConfig intake = defaults(IntakeConfig.class);
    VerdictConfig verdict = defaults(VerdictConfig.class);
    // Then
    assertThat(wait.usual()).isEqualTo(Duration.ofSeconds(10));
    assertThat(wait.longest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(wait.reread()).isEqualTo(Duration.ofMillis(250));
    assertThat(wait.places()).isEqualTo(1_000);
    assertThat(intake.largestFile().asLongValue()).isEqualTo(50L * 1024 * 1024);
    assertThat(intake.formOverhead().asLongValue()).isEqualTo(1024 * 1024);
    assertThat(intake.uploads()).isEqualTo(64);
    assertThat(intake.longestUpload()).isEqualTo(Duration.ofMinutes(5));
    assertThat(intake.rememberKeys()).isEqualTo(Duration.ofHours(24));
    assertThat(intake.folder()).isEmpty();
    assertThat(verdict.deadHold()).isEqualTo(Duration.ofHours(24));
    assertThat(verdict.askAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(verdict.giveUpAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(verdict.dryRunHold()).isEqualTo(Duration.ofSeconds(60));
    assertThat(defaults(ConsentConfig.class).policyVersion()).isEqualTo("1");
    assertThat(defaults(ConsentConfig.class).required()).isFalse();
    assertThat(defaults(RegenerationConfig.class).damagedPause()).isEqualTo(Duration.ofMinutes(5));
    assertThat(defaults(JobConfig.class).timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(defaults(ErasureConfig.class).patience()).isEqualTo(Duration.ofSeconds(3));
    assertThat(defaults(ErasureConfig.class).keyFile()).isEmpty();
  }
}
