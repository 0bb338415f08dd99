package org.avatarengine.gateway.apikey;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.gateway.token.Grant;
import org.avatarengine.gateway.token.Secret;
import org.avatarengine.gateway.token.TokenIssuer;
import org.avatarengine.gateway.token.TokenKind;
import org.avatarengine.gateway.user.User;
import org.avatarengine.gateway.user.UserStore;
import org.avatarengine.gateway.user.Words;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Swaps an API key for a token that the services understand. The token never reaches the client; it
 * is kept for half a minute, so a revoked key is dead everywhere soon after, and here at once.
 */
@ApplicationScoped
public class ApiKeySwap {

  /** What a request must still be able to last after the swap. */
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private static final int MAX_LENGTH = 128;

  private final ApiKeyStore keys;
  private final UserStore users;
  private final TokenIssuer issuer;
  private final SwapCache cache;

  ApiKeySwap(ApiKeyStore keys, UserStore users, TokenIssuer issuer, IdentityConfig config) {
    this.keys = keys;
    this.users = users;
    this.issuer = issuer;
    this.cache = new SwapCache(config.apiKeyCacheSize(), config.apiKeyCache());
  }

  /** A compact JWT for the key; fails with 401 when the key is not good. */
  public Uni<String> swap(String apiKey) {
    if (apiKey.length() > MAX_LENGTH || !apiKey.startsWith(ApiKeyResource.PREFIX)) {
      return Uni.createFrom().failure(refused());
    }
    String hash = new Secret(apiKey).hash();
    Optional<String> known = cache.find(hash, Instant.now());
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return keys.use(hash).flatMap(key -> mint(hash, key.orElseThrow(ApiKeySwap::refused)));
  }

  private Uni<String> mint(String hash, ApiKeyEntity key) {
    return users
        .byId(new UserId(key.userId))
        .map(
            known -> {
              User user = known.filter(users::isWelcome).orElseThrow(ApiKeySwap::refused);
              Grant all = Grant.of(user);
              Set<Permission> permissions = new HashSet<>(Words.permissions(key.permissions));
              permissions.retainAll(all.permissions());
              Grant grant =
                  new Grant(all.userId(), all.name(), all.roles(), permissions, all.avatars());
              String token = issuer.issue(grant, TokenKind.API_KEY, TOKEN_LIFE);
              cache.put(hash, token, key.expiresAt, Instant.now());
              return token;
            });
  }

  /** A revoked key is forgotten at once. */
  void forget(Optional<String> hash) {
    hash.ifPresent(cache::forget);
  }

  private static ProblemException refused() {
    return ProblemException.of(
        ProblemType.UNAUTHENTICATED,
        new Reason("api-key-invalid", "The API key is unknown, expired or revoked."));
  }
}
