package org.avatarengine.registration.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.Consent;
import org.avatarengine.registration.avatar.Profile;
import org.junit.jupiter.api.Test;

class NewAvatarTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static NewAvatar wanted(Consent consent) {
    return new NewAvatar(
        UserId.random(),
        new Profile("Ada", null, List.of()),
        Preset.FAST,
        FaceOptions.none(),
        consent,
        new ReceivedFile(Path.of("x"), "ab".repeat(32), 10, FileKind.MP4),
        "order-7",
        NOW,
        false);
  }

  private static ConsentConfig config(boolean required) {
    return new ConsentConfig() {
      @Override
      public String policyVersion() {
        return "1";
      }

      @Override
      public boolean required() {
        return required;
      }
    };
  }

  @Test
  void shouldRefuseTheUploadOnlyWhenAConsentIsRequiredAndMissing() {
    assertThatThrownBy(() -> wanted(null).requireConsent(config(true)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.reasons())
                    .extracting(Reason::code)
                    .containsExactly("consent-required"));
    assertThatCode(() -> wanted(null).requireConsent(config(false))).doesNotThrowAnyException();
    assertThatCode(() -> wanted(Consent.given("1", NOW)).requireConsent(config(true)))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldCarryEverythingIntoTheJobWhenItBegins() {
    // When
    Avatar avatar = wanted(null).pending();
    // Then
    assertThat(avatar.submission().requestId()).isEqualTo("order-7");
    assertThat(avatar.submission().preset()).isEqualTo(Preset.FAST);
    assertThat(avatar.submission().original()).isEqualTo(avatar.original().key());
    assertThat(avatar.original().format()).isEqualTo("mp4");
    assertThat(avatar.createdAt()).isEqualTo(NOW);
  }
}
