package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.registration.waiting.CallerContext;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The faces that face-cache-service holds. */
@ApplicationScoped
public class Faces {

  private final FaceCacheApi api;
  private final FaceCacheConfig config;
  private final ServiceTokens tokens;

  Faces(@RestClient FaceCacheApi api, FaceCacheConfig config, ServiceTokens tokens) {
    this.api = api;
    this.config = config;
    this.tokens = tokens;
  }

  /** Erases a face for good; may be repeated. Fails when face-cache does not confirm it in time. */
  public Uni<Void> erase(AvatarId id) {
    Uni<Void> call =
        Uni.createFrom()
            .deferred(() -> api.erase(tokens.bearer(), id.toString()))
            .ifNoItem()
            .after(config.timeout())
            .fail();
    return CallerContext.resume(call);
  }
}
