package org.avatarengine.live.api;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;
import org.avatarengine.animation.preset.AnimationPreset;
import org.avatarengine.animation.rig.Rig;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.live.session.PresetShelf;
import org.avatarengine.live.session.RigShelf;
import org.avatarengine.live.stats.LiveStats;
import org.avatarengine.live.stats.LiveStatsView;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the instance offers and does: rigs, presets, figures. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "live")
public class CatalogueResource {

  private final RigShelf rigs;
  private final PresetShelf presets;
  private final LiveStats stats;
  private final CurrentCaller current;

  CatalogueResource(RigShelf rigs, PresetShelf presets, LiveStats stats, CurrentCaller current) {
    this.rigs = rigs;
    this.presets = presets;
    this.stats = stats;
    this.current = current;
  }

  @GET
  @Path("/rigs")
  @Operation(summary = "The rigs that a session may name")
  public List<RigView> rigs() {
    read();
    return rigs.all().stream().map(RigView::of).toList();
  }

  @GET
  @Path("/rigs/{name}")
  @Operation(summary = "A rig's table, as docs/api/rig.schema.json describes it")
  public byte[] rig(@PathParam("name") String name) {
    read();
    return rigs.named(name)
        .map(Rig::table)
        .orElseThrow(
            () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no rig " + name + "."));
  }

  @GET
  @Path("/presets")
  @Operation(summary = "The animation presets that a session may name")
  public Collection<AnimationPreset> presets() {
    read();
    return presets.all();
  }

  @GET
  @Path("/stats")
  @Operation(summary = "This instance in figures, at most about a second old")
  public LiveStatsView stats() {
    read();
    return stats.now();
  }

  private void read() {
    current.get().require(Permission.READ);
  }
}
