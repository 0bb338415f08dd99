package org.avatarengine.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.gateway.token.Secret;
import org.avatarengine.gateway.token.TokenKind;
import org.avatarengine.gateway.user.Words;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A user's own API keys; each is shown once, when it is made. */
@Path("/api/v1/auth/api-keys")
@Tag(name = "api keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {

  /** What every key begins with, so that scanners find one that leaked. */
  static final String PREFIX = "avk_";

  private static final int SHOWN = PREFIX.length() + 6;
  private static final int MAX_NAME = 100;

  /**
   * A key as asked for.
   *
   * @param permissions some of the caller's; read and write when absent
   * @param expiresAt when it ends; never when absent
   */
  public record NewApiKey(String name, Set<Permission> permissions, Instant expiresAt) {}

  /**
   * A key as shown.
   *
   * @param key the key itself, only in the answer that makes it
   * @param prefix its first characters, to recognise it by
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ApiKeyView(
      UUID id,
      String name,
      String key,
      String prefix,
      Set<Permission> permissions,
      Instant createdAt,
      Instant expiresAt,
      Instant lastUsedAt) {
    static ApiKeyView of(ApiKeyEntity row, String key) {
      return new ApiKeyView(
          row.id,
          row.name,
          key,
          row.prefix,
          Words.permissions(row.permissions),
          row.createdAt,
          row.expiresAt,
          row.lastUsedAt);
    }
  }

  private final CurrentCaller current;
  private final ApiKeyStore keys;
  private final ApiKeySwap swap;
  private final int most;

  ApiKeyResource(CurrentCaller current, ApiKeyStore keys, ApiKeySwap swap, IdentityConfig config) {
    this.current = current;
    this.keys = keys;
    this.swap = swap;
    this.most = config.apiKeysPerUser();
  }

  @POST
  @Operation(summary = "Make an API key; this answer alone shows it")
  public Uni<Response> create(NewApiKey body) {
    Caller caller = signedIn();
    Secret secret = new Secret(PREFIX + Secret.random().text());
    ApiKeyEntity row = row(caller, body, secret, Instant.now());
    return keys.countLive(caller.userId())
        .invoke(
            live -> {
              if (live >= most) {
                throw ProblemException.of(
                    ProblemType.CONFLICT,
                    new Reason(
                        "too-many-keys", "A user has at most " + most + " keys; revoke one."));
              }
            })
        .chain(() -> keys.add(row))
        .map(
            added ->
                Response.status(Response.Status.CREATED)
                    .entity(ApiKeyView.of(row, secret.text()))
                    .build());
  }

  static ApiKeyEntity row(Caller caller, NewApiKey body, Secret secret, Instant now) {
    if (body == null || body.name() == null || body.name().isBlank()) {
      throw ProblemException.of(
          ProblemType.MISSING_FIELD, new Reason("name-missing", "The field \"name\" is required."));
    }
    if (body.name().length() > MAX_NAME) {
      throw invalid("name-too-long", "A name has at most " + MAX_NAME + " characters.");
    }
    if (body.expiresAt() != null && !body.expiresAt().isAfter(now)) {
      throw invalid("expiry-past", "expiresAt must lie in the future.");
    }
    Set<Permission> permissions =
        body.permissions() == null || body.permissions().isEmpty()
            ? EnumSet.of(Permission.READ, Permission.WRITE)
            : body.permissions();
    permissions.forEach(caller::require);
    ApiKeyEntity row = new ApiKeyEntity();
    row.id = UUID.randomUUID();
    row.userId = caller.userId().value();
    row.name = body.name().strip();
    row.prefix = secret.text().substring(0, SHOWN);
    row.hash = secret.hash();
    row.permissions = Words.ofPermissions(permissions);
    row.createdAt = now;
    row.expiresAt = body.expiresAt();
    return row;
  }

  @GET
  @Operation(summary = "List one's API keys")
  public Uni<List<ApiKeyView>> list() {
    return keys.list(signedIn().userId())
        .map(rows -> rows.stream().map(row -> ApiKeyView.of(row, null)).toList());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke an API key; it is dead everywhere within a minute")
  public Uni<Void> revoke(@PathParam("id") String id) {
    Caller caller = signedIn();
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    return keys.revoke(uuid, caller.userId())
        .map(
            hash -> {
              if (hash.isEmpty()) {
                throw unknown();
              }
              swap.forget(hash);
              return null;
            });
  }

  /** Keys are the business of a signed-in person; a key or a borrowed token makes no keys. */
  private Caller signedIn() {
    Caller caller = current.get();
    TokenKind.SCOPED.forbid(caller);
    TokenKind.API_KEY.forbid(caller);
    caller.require(Permission.CONFIGURE);
    return caller;
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no such API key.");
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
