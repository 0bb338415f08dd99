package org.avatarengine.facecache.face;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.facecache.report.AccessCounts;
import org.avatarengine.facecache.report.DamagedFaces;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.facecache.tier.TierReads;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The cache in numbers, for administrators and services: {@code /api/v1/faces/stats}. */
@Path("/api/v1/faces/stats")
@Tag(name = "face")
public class FaceStatsResource {

  private final Lookups lookups;
  private final TierReads reads;
  private final MemoryTier memory;
  private final DamagedFaces damaged;
  private final AccessCounts accesses;
  private final CurrentCaller current;

  FaceStatsResource(
      Lookups lookups,
      TierReads reads,
      MemoryTier memory,
      DamagedFaces damaged,
      AccessCounts accesses,
      CurrentCaller current) {
    this.lookups = lookups;
    this.reads = reads;
    this.memory = memory;
    this.damaged = damaged;
    this.accesses = accesses;
    this.current = current;
  }

  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The face cache in numbers",
      description =
          "For administrators: hit rates and latencies of each tier, what lies in memory, what was"
              + " damaged. Of the instance that answers, since its start.")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public FaceStats stats() {
    Caller caller = current.get();
    if (!caller.isSystem()) {
      caller.requireAdmin();
      caller.require(Permission.READ);
    }
    return FaceStats.of(
        lookups, reads, memory.use(), damaged.rebuildsRequested(), accesses.standing());
  }
}
