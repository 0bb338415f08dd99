package org.avatarengine.gateway.user;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.startup.EngineConfig;
import org.avatarengine.platform.startup.Mode;
import org.jboss.logging.Logger;

/**
 * The users that configuration names: {@code demo} in local mode, {@code admin} where a password
 * for it is given. Their passwords follow the configuration at every start. Runs once, on the main
 * thread.
 */
@ApplicationScoped
class BootstrapUsers {

  static final String DEFAULT_DEMO_PASSWORD = "demo-avatar-engine";

  private static final Logger LOG = Logger.getLogger(BootstrapUsers.class);

  private final UserStore users;
  private final PasswordHasher hasher;
  private final IdentityConfig config;
  private final Mode mode;

  BootstrapUsers(
      UserStore users, PasswordHasher hasher, IdentityConfig config, EngineConfig engine) {
    this.users = users;
    this.hasher = hasher;
    this.config = config;
    this.mode = engine.mode();
  }

  void onStart(@Observes StartupEvent event) {
    if (mode == Mode.LOCAL) {
      ensure(
          "demo",
          config.demoPassword().orElse(DEFAULT_DEMO_PASSWORD),
          EnumSet.of(Role.USER),
          EnumSet.of(Permission.READ, Permission.WRITE, Permission.CONFIGURE),
          true);
    }
    config
        .adminPassword()
        .ifPresent(
            password ->
                ensure(
                    "admin",
                    password,
                    EnumSet.of(Role.USER, Role.ADMIN),
                    EnumSet.allOf(Permission.class),
                    false));
  }

  private void ensure(
      String name, String password, Set<Role> roles, Set<Permission> permissions, boolean local) {
    Credentials.requireGood(name, password);
    try {
      VertxContextSupport.subscribeAndAwait(
          () ->
              users
                  .byName(name)
                  .flatMap(known -> upsert(known, name, password, roles, permissions, local)));
    } catch (Throwable failure) {
      throw new IllegalStateException("user " + name + " could not be prepared", failure);
    }
  }

  private Uni<Void> upsert(
      Optional<User> known,
      String name,
      String password,
      Set<Role> roles,
      Set<Permission> permissions,
      boolean local) {
    if (known.isEmpty()) {
      LOG.infof("creating user name=%s", name);
      return hasher
          .hash(password)
          .map(hash -> new User(UserId.random(), name, hash, roles, permissions, false, local))
          .flatMap(users::add)
          .replaceWithVoid();
    }
    User user = known.get();
    return hasher
        .matches(password, user.passwordHash())
        .flatMap(
            same ->
                same
                    ? Uni.createFrom().voidItem()
                    : hasher.hash(password).flatMap(hash -> users.setPassword(user.id(), hash)));
  }
}
