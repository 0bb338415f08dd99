package org.avatarengine.facecache.face;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.blob.BlobKey;
import org.avatarengine.contract.blob.BlobKind;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.facecache.entry.CachedFace;
import org.avatarengine.facecache.report.AccessCounts;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A face for its owner. What a browser keeps it has to ask about again every time, so that an
 * erased face is gone there too.
 */
@Path("/api/v1/avatars/{avatarId}/face")
@Tag(name = "face")
public class FaceResource {

  private static final String CACHE_CONTROL = "private, no-cache";
  private static final String VARY = "Accept, Authorization";
  private static final MediaType ENTRY = MediaType.valueOf(FaceCodec.MEDIA_TYPE);
  private static final String PNG = "image/png";

  private final FaceCache cache;
  private final FaceSummaries summaries;
  private final Pictures pictures;
  private final AccessCounts accesses;
  private final CurrentCaller current;

  FaceResource(
      FaceCache cache,
      FaceSummaries summaries,
      Pictures pictures,
      AccessCounts accesses,
      CurrentCaller current) {
    this.cache = cache;
    this.summaries = summaries;
    this.pictures = pictures;
    this.accesses = accesses;
    this.current = current;
  }

  /** JSON, unless the binary entry is what the client likes best. */
  @GET
  @Produces({MediaType.APPLICATION_JSON, FaceCodec.MEDIA_TYPE})
  @Operation(summary = "The registered face: as JSON, or as the binary entry with all of it")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = FaceView.class)),
        @Content(mediaType = FaceCodec.MEDIA_TYPE)
      })
  public Uni<Response> face(
      @PathParam("avatarId") String avatarId,
      @Context Request request,
      @Context HttpHeaders headers) {
    boolean binary = prefersEntry(headers.getAcceptableMediaTypes());
    return find(avatarId)
        .chain(
            face -> {
              String tag = binary ? face.entrySha256() : face.entrySha256() + "-json";
              Response.ResponseBuilder unchanged =
                  request.evaluatePreconditions(new EntityTag(tag));
              if (unchanged != null) {
                return Uni.createFrom().item(finish(unchanged, tag));
              }
              count(face, request);
              return binary
                  ? Uni.createFrom().item(finish(Response.ok(face.bytes(), ENTRY), tag))
                  : summaries
                      .of(face)
                      .map(json -> finish(Response.ok(json, MediaType.APPLICATION_JSON), tag));
            });
  }

  /** A read is what hands the face out: no HEAD, no answer that nothing changed. */
  private void count(CachedFace face, Request request) {
    if (request.getMethod().equals(HttpMethod.GET)) {
      accesses.count(face.avatarId(), Instant.now());
    }
  }

  /** The first that fits decides; a wildcard fits JSON. */
  private static boolean prefersEntry(List<MediaType> accepted) {
    for (MediaType type : accepted) {
      if (MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
        return false;
      }
      if (ENTRY.isCompatible(type)) {
        return true;
      }
    }
    return false;
  }

  @GET
  @Path("crop.png")
  @Produces(PNG)
  @Operation(summary = "The aligned 96×96 crop of the face")
  @APIResponse(responseCode = "200")
  public Uni<Response> crop(
      @PathParam("avatarId") String avatarId,
      @Context Request request,
      @Context RoutingContext routing) {
    return find(avatarId)
        .chain(
            face ->
                picture(face, face.header().cropSha256(), request, routing)
                    .invoke(answer -> countCrop(face, answer, request)));
  }

  private void countCrop(CachedFace face, Response answer, Request request) {
    if (answer.getStatus() == Response.Status.OK.getStatusCode()) {
      count(face, request);
    }
  }

  @GET
  @Path("overlay.png")
  @Produces(PNG)
  @Operation(summary = "The photo with box, landmarks and mask drawn on it")
  @APIResponse(responseCode = "200")
  public Uni<Response> overlay(
      @PathParam("avatarId") String avatarId,
      @Context Request request,
      @Context RoutingContext routing) {
    return find(avatarId)
        .chain(face -> picture(face, face.header().overlaySha256(), request, routing));
  }

  private Uni<CachedFace> find(String text) {
    Caller caller = current.get();
    caller.require(Permission.READ);
    AvatarId avatarId = parse(text);
    return cache
        .find(avatarId)
        .invoke(face -> caller.requireAccess(avatarId, face.header().ownerId()));
  }

  private static AvatarId parse(String text) {
    try {
      return AvatarId.of(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "That is not the id of an avatar.");
    }
  }

  private Uni<Response> picture(
      CachedFace face, String sha256, Request request, RoutingContext routing) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(new EntityTag(sha256));
    if (unchanged != null) {
      return Uni.createFrom().item(finish(unchanged, sha256));
    }
    BlobKey key = new BlobKey(BlobKind.ARTIFACTS, face.header().avatarId(), sha256);
    return pictures.copy(key, routing).map(file -> finish(Response.ok(file, PNG), sha256));
  }

  private static Response finish(Response.ResponseBuilder response, String tag) {
    return response
        .tag(new EntityTag(tag))
        .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
        .header(HttpHeaders.VARY, VARY)
        .build();
  }
}
