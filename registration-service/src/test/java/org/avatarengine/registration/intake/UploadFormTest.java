package org.avatarengine.registration.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class UploadFormTest {

  private static ReceivedFile file(String sha) {
    return new ReceivedFile(Path.of("x"), sha.repeat(32), 10, FileKind.JPEG);
  }

  private static String fingerprint(Map<String, String> fields, String sha) {
    return UploadForm.of(fields, file(sha)).fingerprint();
  }

  @Test
  void shouldFingerprintAlikeOnlyWhenFileAndFieldsAreAlike() {
    // Given
    Map<String, String> base = Map.of("name", "Ada", "tags", "a,b");
    String print = fingerprint(base, "ab");
    // When, Then
    assertThat(fingerprint(Map.of("tags", " a , b,", "name", " Ada"), "ab")).isEqualTo(print);
    assertThat(fingerprint(base, "cd")).isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Adb", "tags", "a,b"), "ab")).isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "a"), "ab")).isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "b,a"), "ab")).isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "a,b", "preset", "fast"), "ab"))
        .isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "a,b", "consent", "true"), "ab"))
        .isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "a,b", "maxFrames", "5"), "ab"))
        .isNotEqualTo(print);
    assertThat(fingerprint(Map.of("name", "Ada", "tags", "a,b", "description", "d"), "ab"))
        .isNotEqualTo(print);
  }

  @Test
  void shouldFillInDefaultsWhenOnlyTheNameIsGiven() {
    // When
    UploadForm form = UploadForm.of(Map.of("name", "Ada", "description", "  "), file("ab"));
    // Then
    assertThat(form.preset()).isEqualTo(Preset.QUALITY);
    assertThat(form.consent()).isFalse();
    assertThat(form.options()).isEqualTo(FaceOptions.none());
    assertThat(form.profile().description()).isNull();
    assertThat(form.profile().tags()).isEmpty();
  }

  @Test
  void shouldNameEverythingThatIsWrongWhenSeveralFieldsAre() {
    // Given
    Map<String, String> fields = new HashMap<>();
    fields.put("name", "x".repeat(101));
    fields.put("description", "d".repeat(2_001));
    fields.put("tags", "t".repeat(51));
    fields.put("preset", "slow");
    fields.put("consent", "perhaps");
    fields.put("consentPolicyVersion", "\u00e4");
    fields.put("maxFrames", "501");
    fields.put("detectionSize", "big");
    fields.put("qualityChecks", "some");
    fields.put("compressionLevel", "best");
    // When, Then
    assertThatThrownBy(() -> UploadForm.of(fields, file("ab")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
              assertThat(problem.reasons())
                  .extracting(Reason::code)
                  .containsExactlyInAnyOrder(
                      "name-too-long",
                      "description-too-long",
                      "tag-too-long",
                      "unknown-preset",
                      "invalid-consent",
                      "invalid-consentPolicyVersion",
                      "invalid-maxFrames",
                      "invalid-detectionSize",
                      "invalid-qualityChecks",
                      "invalid-compressionLevel");
            });
  }

  @Test
  void shouldSayMissingWhenNameOrFileIsNotThere() {
    for (Map<String, String> fields :
        List.of(Map.<String, String>of(), Map.of("name", "  "), Map.of("name", "Ada"))) {
      assertThatThrownBy(
              () -> UploadForm.of(fields, fields.containsValue("Ada") ? null : file("ab")))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.MISSING_FIELD));
    }
  }
}
