package org.avatarengine.gateway.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Predicate;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.gateway.limit.AddressLimit;
import org.avatarengine.gateway.user.Credentials;
import org.avatarengine.gateway.user.PasswordHasher;
import org.avatarengine.gateway.user.User;
import org.avatarengine.gateway.user.UserStore;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in, staying signed in, signing out. */
@Path("/api/v1/auth")
@Tag(name = "tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

  /** A name and a password. */
  public record SignIn(String username, String password) {}

  /** A refresh token, to be spent or to be revoked. */
  public record Refresh(String refreshToken) {}

  /**
   * Tokens as handed out.
   *
   * @param expiresIn seconds the access token lives
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tokens(String accessToken, String refreshToken, long expiresIn, String tokenType) {}

  private final UserStore users;
  private final PasswordHasher hasher;
  private final RefreshStore refreshTokens;
  private final TokenIssuer issuer;
  private final AddressLimit addresses;
  private final IdentityConfig config;
  private final MeterRegistry metrics;

  TokenResource(
      UserStore users,
      PasswordHasher hasher,
      RefreshStore refreshTokens,
      TokenIssuer issuer,
      AddressLimit addresses,
      IdentityConfig config,
      MeterRegistry metrics) {
    this.users = users;
    this.hasher = hasher;
    this.refreshTokens = refreshTokens;
    this.issuer = issuer;
    this.addresses = addresses;
    this.config = config;
    this.metrics = metrics;
  }

  @POST
  @Path("/token")
  @Operation(summary = "Sign in with a username and a password")
  public Uni<Tokens> signIn(SignIn body, @Context HttpServerRequest request) {
    Credentials.requirePresent(
        body == null ? null : body.username(), body == null ? null : body.password());
    String name = Credentials.normalName(body.username());
    return addresses
        .takeSignIn(name, request)
        .chain(() -> users.byName(name))
        .flatMap(known -> check(known, body.password()))
        .call(() -> addresses.signedIn(name, request))
        .flatMap(user -> refreshTokens.start(user.id()).map(refresh -> tokens(user, refresh)))
        .invoke(() -> count("sign-in", "ok"));
  }

  private Uni<User> check(Optional<User> known, String password) {
    // An unknown or unwelcome user costs the same time and gets the same answer.
    Optional<User> welcome = known.filter(users::isWelcome);
    return hasher
        .matches(password, welcome.map(User::passwordHash).orElse(null))
        .map(
            fits -> {
              if (!fits) {
                count("sign-in", "refused");
                throw refused("credentials-wrong", "The username or the password is wrong.");
              }
              return welcome.orElseThrow();
            });
  }

  @POST
  @Path("/refresh")
  @Operation(summary = "Spend a refresh token for a new pair of tokens")
  public Uni<Tokens> refresh(Refresh body, @Context HttpServerRequest request) {
    Secret presented = required(body);
    return addresses
        .take(request)
        .chain(() -> refreshTokens.rotate(presented))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case RefreshOutcome.Rotated rotated -> renewed(rotated);
                  case RefreshOutcome.Reused reused -> {
                    count("refresh", "reused");
                    throw ProblemException.of(
                        ProblemType.REFRESH_REUSED,
                        new Reason(
                            "refresh-reused",
                            "This refresh token was used before, so everything that came from the"
                                + " same sign-in is revoked; sign in again."));
                  }
                  case RefreshOutcome.Refused refused -> {
                    count("refresh", "refused");
                    throw refused(
                        "refresh-invalid",
                        "The refresh token is unknown, expired or revoked; sign in again.");
                  }
                });
  }

  private Uni<Tokens> renewed(RefreshOutcome.Rotated rotated) {
    Predicate<User> welcome = users::isWelcome;
    return users
        .byId(rotated.userId())
        .map(
            known -> {
              User user =
                  known
                      .filter(welcome)
                      .orElseThrow(
                          () -> refused("user-disabled", "This user may not sign in any more."));
              count("refresh", "ok");
              return tokens(user, rotated.next());
            });
  }

  @POST
  @Path("/logout")
  @Operation(
      summary = "Revoke a refresh token and all that came from the same sign-in",
      description = "The access token goes on until it expires, within 15 minutes.")
  public Uni<Void> logout(Refresh body, @Context HttpServerRequest request) {
    Secret presented = required(body);
    return addresses.take(request).chain(() -> refreshTokens.revoke(presented));
  }

  private Tokens tokens(User user, Secret refresh) {
    return new Tokens(
        issuer.issue(Grant.of(user), TokenKind.ACCESS, config.accessTokenLife()),
        refresh.text(),
        config.accessTokenLife().toSeconds(),
        "Bearer");
  }

  private static Secret required(Refresh body) {
    if (body == null || body.refreshToken() == null || body.refreshToken().isBlank()) {
      throw ProblemException.of(
          ProblemType.MISSING_FIELD,
          new Reason("refresh-token-missing", "The field \"refreshToken\" is required."));
    }
    return new Secret(body.refreshToken());
  }

  private static ProblemException refused(String code, String message) {
    return ProblemException.of(ProblemType.UNAUTHENTICATED, new Reason(code, message));
  }

  private void count(String kind, String outcome) {
    metrics.counter("avatar.gateway.sign.ins", "kind", kind, "outcome", outcome).increment();
  }
}
