package org.avatarengine.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.Configs;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @Test
  void shouldNameBothFieldsWhenBothAreMissing() {
    assertThatThrownBy(() -> Credentials.requirePresent(" ", null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(ProblemType.MISSING_FIELD);
              assertThat(problem.reasons())
                  .extracting(Reason::code)
                  .containsExactly("username-missing", "password-missing");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "-abc", "a b c", "ädä", "a/b/c"})
  void shouldRefuseWhenTheNameIsOdd(String name) {
    assertThatThrownBy(() -> Credentials.requireGood(name, "long enough"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("username");
  }

  @Test
  void shouldRefuseWhenThePasswordIsTooShortOrTooLong() {
    assertThatThrownBy(() -> Credentials.requireGood("ada", "1234567"))
        .hasMessageContaining("at least");
    assertThatThrownBy(() -> Credentials.requireGood("ada", "ö".repeat(37)))
        .hasMessageContaining("at most 72 bytes");
    assertThatCode(() -> Credentials.requireGood("ada@example.org", "ö".repeat(36)))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldReadBackTheSameSetsWhenWrittenAsWords() {
    // Given
    EnumSet<Role> roles = EnumSet.of(Role.USER, Role.ADMIN);

    // When
    String words = Words.ofRoles(roles);

    // Then
    assertThat(words).isEqualTo("admin user");
    assertThat(Words.roles(words)).isEqualTo(roles);
    assertThat(Words.permissions("")).isEmpty();
    assertThat(Words.permissions("read write")).contains(Permission.READ, Permission.WRITE);
  }

  @Test
  void shouldComplainInProductionWhenADemoOrAWeakAdminPasswordIsSet() {
    assertThat(complaint(Map.of("avatar.gateway.identity.demo-password", "demo-avatar-engine")))
        .hasValueSatisfying(line -> assertThat(line).contains("DEMO_PASSWORD"));
    assertThat(complaint(Map.of("avatar.gateway.identity.admin-password", "short")))
        .hasValueSatisfying(line -> assertThat(line).contains("ADMIN_PASSWORD"));
    assertThat(complaint(Map.of("avatar.gateway.identity.admin-password", "demo-avatar-engine")))
        .isPresent();
    assertThat(complaint(Map.of("avatar.gateway.identity.admin-password", "x7J2-kk1p-Qm5t")))
        .isEmpty();
    assertThat(complaint(Map.of())).isEmpty();
  }

  private static Optional<String> complaint(Map<String, String> values) {
    return new PasswordCheck(Configs.of(IdentityConfig.class, values)).complaint();
  }
}
