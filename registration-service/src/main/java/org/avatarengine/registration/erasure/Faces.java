package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.registration.waiting.CallerContext;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The faces that face-cache-service holds. */
@ApplicationScoped
public class Faces {

  private final FaceCacheApi api;
  private final FaceReadApi reads;
  private final FaceCacheConfig config;
  private final ServiceTokens tokens;

  Faces(
      @RestClient FaceCacheApi api,
      @RestClient FaceReadApi reads,
      FaceCacheConfig config,
      ServiceTokens tokens) {
    this.api = api;
    this.reads = reads;
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

  /**
   * The face entry, or empty where there is none; fails when face-cache does not answer in time.
   */
  public Uni<Optional<byte[]>> read(AvatarId id) {
    Uni<Optional<byte[]>> call =
        Uni.createFrom()
            .deferred(() -> reads.face(tokens.bearer(), FaceCodec.MEDIA_TYPE, id.toString()))
            .ifNoItem()
            .after(config.timeout())
            .fail()
            .map(Optional::of)
            .onFailure(Faces::isGone)
            .recoverWithItem(Optional.empty());
    return CallerContext.resume(call);
  }

  private static boolean isGone(Throwable failure) {
    if (!(failure instanceof WebApplicationException web)) {
      return false;
    }
    int status = web.getResponse().getStatus();
    return status == 404 || status == 410;
  }
}
