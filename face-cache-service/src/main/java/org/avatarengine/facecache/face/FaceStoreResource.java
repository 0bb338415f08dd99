package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Where ml-worker stores a face and registration-service erases one. Services only. */
@Path("/internal/faces/{avatarId}")
public class FaceStoreResource {

  private static final Logger LOG = Logger.getLogger(FaceStoreResource.class);

  private final FaceCache cache;
  private final FaceIntake intake;

  FaceStoreResource(FaceCache cache, FaceIntake intake) {
    this.cache = cache;
    this.intake = intake;
  }

  /**
   * 201 when the entry is the avatar's face now, 200 when it already was, 400 when it is not intact
   * or another avatar's, 409 when a newer one is stored, 410 when the avatar was erased.
   */
  @PUT
  @Consumes(FaceCodec.MEDIA_TYPE)
  @Operation(hidden = true)
  public Uni<Response> put(@PathParam("avatarId") String avatarId, byte[] entry) {
    return intake
        .store(parse(avatarId), entry)
        .invoke(
            outcome ->
                LOG.infof(
                    "face handed in avatarId=%s bytes=%d outcome=%s",
                    avatarId, entry.length, outcome.getClass().getSimpleName()))
        .map(FaceStoreResource::answer);
  }

  /**
   * 204, also when there is nothing; 503 when something may be left and the call is to be repeated.
   */
  @DELETE
  @Operation(hidden = true)
  public Uni<Response> delete(@PathParam("avatarId") String avatarId) {
    return cache.erase(parse(avatarId)).map(done -> Response.noContent().build());
  }

  private static Response answer(StoreOutcome outcome) {
    return switch (outcome) {
      case StoreOutcome.Stored stored -> tagged(Response.Status.CREATED, stored.face());
      case StoreOutcome.Same same -> tagged(Response.Status.OK, same.face());
      case StoreOutcome.Superseded late ->
          throw ProblemException.of(
              ProblemType.SUPERSEDED,
              new Reason("attempt-superseded", "A newer attempt or a later job stored the face."));
      case StoreOutcome.Erased gone ->
          throw ProblemException.of(
              ProblemType.ERASED, new Reason("avatar-erased", "This avatar was erased for good."));
      case StoreOutcome.Malformed malformed ->
          throw ProblemException.of(
              ProblemType.INVALID_REQUEST,
              new Reason(
                  "face-entry-malformed",
                  "The face entry is not intact: " + malformed.cause() + "."));
    };
  }

  private static Response tagged(Response.Status status, CachedFace face) {
    return Response.status(status).tag(new EntityTag(face.entrySha256())).build();
  }

  private static AvatarId parse(String text) {
    try {
      return AvatarId.of(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("avatar-id-malformed", "The id of an avatar is a UUID."));
    }
  }
}
