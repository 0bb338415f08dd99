package org.avatarengine.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ScopedTokenTest {

  @Test
  void shouldDropTheRoleWhenAnAdminNarrows() {
    // Given
    Caller admin = caller(Set.of(Role.ADMIN), EnumSet.allOf(Permission.class), Set.of());

    // When
    Grant grant =
        ScopedTokenResource.narrow(
            admin, new ScopedTokenResource.ScopedToken(null, Set.of(Permission.WRITE), null));

    // Then
    assertThat(grant.roles()).containsExactly(Role.USER);
    assertThat(grant.permissions()).containsExactly(Permission.WRITE);
  }

  @Test
  void shouldReadOnlyWhenNothingIsAskedFor() {
    // Given
    Caller user = caller(Set.of(Role.USER), EnumSet.allOf(Permission.class), Set.of());

    // When
    Grant grant =
        ScopedTokenResource.narrow(user, new ScopedTokenResource.ScopedToken(null, null, null));

    // Then
    assertThat(grant.permissions()).containsExactly(Permission.READ);
    assertThat(grant.avatars()).isEmpty();
  }

  @Test
  void shouldRefuseWhenMoreIsAskedForThanTheCallerHas() {
    // Given
    AvatarId own = AvatarId.random();
    Caller narrow = caller(Set.of(Role.USER), Set.of(Permission.READ), Set.of(own));

    // When // Then
    assertForbidden(narrow, new ScopedTokenResource.ScopedToken(null, Set.of(Permission.WRITE), 1));
    assertForbidden(
        narrow, new ScopedTokenResource.ScopedToken(Set.of(AvatarId.random()), null, 1));
  }

  @Test
  void shouldTrustTheLeastWhenATokenIsOfUnknownKind() {
    // Given
    Caller odd = caller(Set.of(Role.USER), Set.of(Permission.READ), Set.of());

    // When
    TokenKind kind = TokenKind.of(odd);

    // Then
    assertThat(kind).isEqualTo(TokenKind.SCOPED);
    assertThatThrownBy(() -> TokenKind.SCOPED.forbid(odd)).isInstanceOf(ProblemException.class);
  }

  private static void assertForbidden(Caller caller, ScopedTokenResource.ScopedToken asked) {
    assertThatThrownBy(() -> ScopedTokenResource.narrow(caller, asked))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.FORBIDDEN));
  }

  private static Caller caller(
      Set<Role> roles, Set<Permission> permissions, Set<AvatarId> avatars) {
    return new Caller(UserId.random(), "ada", roles, permissions, avatars, "odd");
  }
}
