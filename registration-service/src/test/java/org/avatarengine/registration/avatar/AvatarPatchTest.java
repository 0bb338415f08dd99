package org.avatarengine.registration.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarPatchTest {

  private static final AvatarId ID = AvatarId.random();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final Avatar avatar =
      Avatar.pending(
          ID,
          UserId.random(),
          new Profile("Ada", "about", List.of("a")),
          Consent.given("7", NOW),
          new Original(new BlobKey(BlobKind.ORIGINALS, ID, "ab".repeat(32)), "png", 1),
          Processing.fresh(Preset.FAST, FaceOptions.none()),
          false,
          null,
          NOW);

  private Avatar patched(String json) throws Exception {
    return AvatarPatch.of(new ObjectMapper().readTree(json)).apply(avatar, NOW.plusSeconds(1));
  }

  @Test
  void shouldChangeOnlyWhatIsNamedWhenApplied() throws Exception {
    assertThat(patched("{}").profile()).isEqualTo(avatar.profile());
    assertThat(patched("{\"name\":\" Eve \"}").profile())
        .isEqualTo(new Profile("Eve", "about", List.of("a")));
    assertThat(patched("{\"description\":null,\"tags\":[\"x\",\"x\",\" \"]}").profile())
        .isEqualTo(new Profile("Ada", null, List.of("x")));
    assertThat(patched("{\"isActive\":false}").active()).isFalse();
    assertThat(patched("{\"tags\":null}").updatedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void shouldTakeTheAvatarOutOfUseWhenTheConsentIsWithdrawn() throws Exception {
    // When
    Avatar withdrawn = patched("{\"consent\":false}");
    // Then
    assertThat(withdrawn.active()).isFalse();
    assertThat(withdrawn.consent()).isEqualTo(new Consent("7", NOW, NOW.plusSeconds(1)));
    AvatarPatch reuse = AvatarPatch.of(new ObjectMapper().readTree("{\"isActive\":true}"));
    assertThatThrownBy(() -> reuse.apply(withdrawn, NOW))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.CONFLICT));
    AvatarPatch again = AvatarPatch.of(new ObjectMapper().readTree("{\"consent\":false}"));
    assertThat(again.apply(withdrawn, NOW.plusSeconds(9)).consent()).isEqualTo(withdrawn.consent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{\"name\":null}",
        "{\"name\":\"\"}",
        "{\"name\":7}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"tags\":\"a\"}",
        "{\"tags\":[1]}",
        "{\"isActive\":\"yes\"}",
        "{\"ownerId\":\"x\"}",
        "{\"consent\":true}",
        "{\"consent\":null}",
      })
  void shouldRefuseTheEditWhenAValueDoesNotFit(String json) {
    assertThatThrownBy(() -> patched(json))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST));
  }
}
