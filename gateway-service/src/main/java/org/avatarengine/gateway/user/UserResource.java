package org.avatarengine.gateway.user;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.Set;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.gateway.limit.AddressLimit;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** New users: made by an admin, or by anybody where self-registration is on. */
@Path("/api/v1/auth/users")
@Tag(name = "users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

  /**
   * A new user as asked for.
   *
   * @param roles for admins to give; {@code user} when absent
   * @param permissions for admins to give; all when absent, which without role admin reach the
   *     user's own things only
   */
  public record NewUser(
      String username, String password, Set<Role> roles, Set<Permission> permissions) {}

  /** A user as shown. */
  public record UserView(
      UserId userId, String username, Set<Role> roles, Set<Permission> permissions) {
    static UserView of(User user) {
      return new UserView(user.id(), user.name(), user.roles(), user.permissions());
    }
  }

  private final UserStore users;
  private final PasswordHasher hasher;
  private final TokenVerifier verifier;
  private final AddressLimit addresses;
  private final boolean selfRegistration;

  UserResource(
      UserStore users,
      PasswordHasher hasher,
      TokenVerifier verifier,
      AddressLimit addresses,
      IdentityConfig config) {
    this.users = users;
    this.hasher = hasher;
    this.verifier = verifier;
    this.addresses = addresses;
    this.selfRegistration = config.selfRegistration();
  }

  @POST
  @Operation(summary = "Create a user")
  public Uni<Response> create(NewUser body, @Context HttpServerRequest request) {
    Caller caller = callerOrNull(request);
    if (caller == null && !selfRegistration) {
      throw ProblemException.of(
          ProblemType.UNAUTHENTICATED,
          new Reason("self-registration-off", "Users are created by an administrator here."));
    }
    if (caller != null) {
      caller.requireAdmin();
      caller.require(Permission.CONFIGURE);
    }
    if (body == null) {
      throw ProblemException.of(ProblemType.MISSING_FIELD, "The body is missing.");
    }
    Credentials.requirePresent(body.username(), body.password());
    String name = Credentials.normalName(body.username());
    Credentials.requireGood(name, body.password());
    Set<Role> roles = orDefault(body.roles(), EnumSet.of(Role.USER));
    Set<Permission> permissions = orDefault(body.permissions(), EnumSet.allOf(Permission.class));
    if (caller == null && (body.roles() != null || body.permissions() != null)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("admin-only", "Roles and permissions are given by an administrator."));
    }
    return addresses
        .take(request)
        .chain(() -> hasher.hash(body.password()))
        .map(hash -> new User(UserId.random(), name, hash, roles, permissions, false, false))
        .flatMap(
            user ->
                users
                    .add(user)
                    .map(
                        added -> {
                          if (!added) {
                            throw ProblemException.of(
                                ProblemType.CONFLICT,
                                new Reason("username-taken", "That username is taken."));
                          }
                          return Response.status(Response.Status.CREATED)
                              .entity(UserView.of(user))
                              .build();
                        }));
  }

  private Caller callerOrNull(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header == null ? null : verifier.verifyAuthorization(header);
  }

  private static <T> Set<T> orDefault(Set<T> given, Set<T> otherwise) {
    return given == null || given.isEmpty() ? otherwise : given;
  }
}
