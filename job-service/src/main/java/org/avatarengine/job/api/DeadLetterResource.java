package org.avatarengine.job.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Collectors;
import org.avatarengine.job.board.Outcome;
import org.avatarengine.job.queue.JobQueue;
import org.avatarengine.job.queue.JobStore;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Dead jobs by the lot, for administrators: {@code /api/v1/jobs/dead-letters}. */
@Path("/api/v1/jobs/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class DeadLetterResource {

  private static final Logger LOG = Logger.getLogger(DeadLetterResource.class);

  private final JobQueue queue;
  private final JobStore store;
  private final CurrentCaller caller;

  DeadLetterResource(JobQueue queue, JobStore store, CurrentCaller caller) {
    this.queue = queue;
    this.store = store;
    this.caller = caller;
  }

  @POST
  @Path("/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Retries dead jobs, those that died first before the others",
      description =
          "For administrators. Each starts a fresh series of attempts, as its own retry would. A"
              + " body without fields means the 100 oldest of every kind.")
  @APIResponse(responseCode = "200", description = "How many went out again")
  @APIResponse(responseCode = "403", description = "Not an administrator")
  public Uni<Replayed> replay(ReplayRequest request) {
    Caller who = caller.get();
    who.requireAdmin();
    who.require(Permission.WRITE);
    ReplayRequest.Parsed wanted =
        (request == null ? new ReplayRequest(null, null, null) : request).parse();
    return store
        .dead(wanted.kind(), wanted.since(), wanted.limit())
        .chain(
            ids ->
                // One after the other: each is a transaction of this request's own session.
                Multi.createFrom()
                    .iterable(ids)
                    .onItem()
                    .transformToUniAndConcatenate(queue::replay)
                    .collect()
                    .with(
                        Collectors.reducing(
                            Replayed.NOTHING,
                            outcome -> Replayed.of(outcome instanceof Outcome.Changed),
                            Replayed::plus)))
        .invoke(
            done ->
                LOG.infof(
                    "dead jobs replayed userId=%s replayed=%d skipped=%d",
                    who.userId(), done.replayed(), done.skipped()));
  }
}
