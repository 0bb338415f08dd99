package org.avatarengine.gateway.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;

/** Sets of names as they stand in a column: sorted, lower case, a space between. */
public final class Words {

  private Words() {}

  public static String ofRoles(Set<Role> roles) {
    return roles.stream().map(Role::claim).sorted().collect(Collectors.joining(" "));
  }

  public static String ofPermissions(Set<Permission> permissions) {
    return permissions.stream().map(Permission::claim).sorted().collect(Collectors.joining(" "));
  }

  public static Set<Role> roles(String words) {
    return parse(words, Role::valueOf);
  }

  public static Set<Permission> permissions(String words) {
    return parse(words, Permission::valueOf);
  }

  private static <T> Set<T> parse(String words, Function<String, T> valueOf) {
    return Arrays.stream(words.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> valueOf.apply(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
