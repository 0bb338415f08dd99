package org.avatarengine.live.api;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.live.access.Credential;
import org.avatarengine.live.api.DeviceRequests.Numbered;
import org.avatarengine.live.api.DeviceRequests.OutputRequest;
import org.avatarengine.live.api.DeviceRequests.SourceRequest;
import org.avatarengine.live.device.AllowedDevices;
import org.avatarengine.live.device.UdpOutputs;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Machines outside that a session takes packets from or sends frames to, if they are allowed. */
@Path("/api/v1/sessions/{id}")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "live")
public class DeviceResource {

  private final SessionDesk desk;
  private final AllowedDevices allowed;
  private final UdpIngest ingest;
  private final UdpOutputs outputs;
  private final CurrentCaller current;

  DeviceResource(
      SessionDesk desk,
      AllowedDevices allowed,
      UdpIngest ingest,
      UdpOutputs outputs,
      CurrentCaller current) {
    this.desk = desk;
    this.allowed = allowed;
    this.ingest = ingest;
    this.outputs = outputs;
    this.current = current;
  }

  @POST
  @Path("/sources")
  @ResponseStatus(201)
  @Operation(
      summary = "Asks a device for packets, for as long as the session lives",
      description = "Only addresses in avatar.animation.devices.allowed.")
  public Uni<Numbered> ask(@PathParam("id") String id, SourceRequest request) {
    Credential owner = owner();
    Dialect dialect = Bodies.require(request).toDialect();
    InetSocketAddress device =
        allowed.require(request.host(), request.port(), UdpIngest.devicePort(dialect));
    return SessionDesk.uni(
        desk.visit(owner, id)
            .compose(visit -> ingest.ask(visit.owner().session(), dialect, device))
            .map(Numbered::new));
  }

  @DELETE
  @Path("/sources/{number}")
  @ResponseStatus(204)
  @Operation(summary = "Asks a device no more")
  public Uni<Void> release(@PathParam("id") String id, @PathParam("number") String number) {
    int source = number(number);
    return SessionDesk.uni(
        desk.visit(owner(), id).compose(visit -> ingest.release(visit.owner().session(), source)));
  }

  @POST
  @Path("/outputs")
  @ResponseStatus(201)
  @Operation(
      summary = "Sends the frames to a program, for as long as the session lives",
      description = "Only to addresses in avatar.animation.devices.allowed.")
  public Uni<Numbered> send(@PathParam("id") String id, OutputRequest request) {
    Credential owner = owner();
    WireFormat format = Bodies.require(request).toFormat();
    String subject = request.checkedSubject();
    InetSocketAddress to = allowed.require(request.host(), request.port(), request.defaultPort());
    return SessionDesk.uni(
        desk.visit(owner, id)
            .compose(visit -> outputs.open(visit.owner().session(), format, to, subject))
            .map(Numbered::new));
  }

  @DELETE
  @Path("/outputs/{number}")
  @ResponseStatus(204)
  @Operation(summary = "Sends frames to that program no more")
  public Uni<Void> end(@PathParam("id") String id, @PathParam("number") String number) {
    int output = number(number);
    return SessionDesk.uni(
        desk.visit(owner(), id).compose(visit -> outputs.close(visit.owner().session(), output)));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException none) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "There is nothing of number " + text + ".");
    }
  }

  private Credential owner() {
    Caller caller = current.get();
    caller.require(Permission.WRITE);
    return new Credential.User(caller, Instant.MAX);
  }
}
