package org.avatarengine.gateway.token;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tokens that can do less than the one they are asked for with. */
@Path("/api/v1/auth/scoped-tokens")
@Tag(name = "tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ScopedTokenResource {

  private static final int MAX_AVATARS = 100;
  private static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

  /**
   * What the token is to be good for.
   *
   * @param avatarIds the only avatars; all of the caller's own when absent
   * @param permissions some of the caller's; {@code read} when absent
   * @param ttlSeconds how long it lives; 900 when absent
   */
  public record ScopedToken(
      Set<AvatarId> avatarIds, Set<Permission> permissions, Integer ttlSeconds) {}

  private final CurrentCaller current;
  private final TokenIssuer issuer;
  private final Duration longest;

  ScopedTokenResource(CurrentCaller current, TokenIssuer issuer, IdentityConfig config) {
    this.current = current;
    this.issuer = issuer;
    this.longest = config.scopedTokenLife();
  }

  @POST
  @Operation(summary = "Make a token of narrower scope, to hand to somebody else")
  public TokenResource.Tokens create(ScopedToken body) {
    ScopedToken asked = body == null ? new ScopedToken(null, null, null) : body;
    Caller caller = current.get();
    TokenKind.SCOPED.forbid(caller);
    Duration life =
        asked.ttlSeconds() == null ? DEFAULT_LIFE : Duration.ofSeconds(asked.ttlSeconds());
    if (life.isZero() || life.isNegative() || life.compareTo(longest) > 0) {
      throw invalid("ttl-invalid", "ttlSeconds must be between 1 and " + longest.toSeconds() + ".");
    }
    Grant grant = narrow(caller, asked);
    return new TokenResource.Tokens(
        issuer.issue(grant, TokenKind.SCOPED, life), null, life.toSeconds(), "Bearer");
  }

  /** The grant that fits within the caller's; a scoped token never carries more than role user. */
  static Grant narrow(Caller caller, ScopedToken asked) {
    Set<Permission> permissions =
        asked.permissions() == null || asked.permissions().isEmpty()
            ? EnumSet.of(Permission.READ)
            : asked.permissions();
    permissions.forEach(caller::require);
    Set<AvatarId> avatars =
        asked.avatarIds() == null || asked.avatarIds().isEmpty()
            ? caller.avatarScope()
            : asked.avatarIds();
    if (avatars.size() > MAX_AVATARS) {
      throw invalid("too-many-avatars", "avatarIds holds at most " + MAX_AVATARS + " ids.");
    }
    if (!caller.avatarScope().isEmpty() && !caller.avatarScope().containsAll(avatars)) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("scope-too-wide", "This token is not good for all of these avatars itself."));
    }
    return new Grant(caller.userId(), caller.name(), EnumSet.of(Role.USER), permissions, avatars);
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
