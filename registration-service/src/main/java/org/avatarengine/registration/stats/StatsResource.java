package org.avatarengine.registration.stats;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/avatars/stats}. */
@Path("/api/v1/avatars/stats")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "avatars")
public class StatsResource {

  private final StageTimes times;
  private final CurrentCaller current;

  StatsResource(StageTimes times, CurrentCaller current) {
    this.times = times;
    this.current = current;
  }

  @GET
  @NonBlocking
  @Operation(
      operationId = "registrationStats",
      summary =
          "How long each stage of a registration takes, in this instance; for administrators.")
  @APIResponse(
      responseCode = "200",
      description = "By stage: average, p95, p99 in seconds, and the count.")
  @APIResponse(responseCode = "403", description = "Not an administrator.")
  public Map<String, StageSummary> stats() {
    Caller caller = current.get();
    caller.require(Permission.READ);
    caller.requireAdmin();
    return times.summary();
  }
}
