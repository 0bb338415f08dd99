package org.avatarengine.live.api;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.DoctorReport;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.live.access.Credential;
import org.avatarengine.live.access.SessionDoor;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.takeover.SessionTakeover;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Live sessions: {@code /api/v1/sessions}. Someone else's session does not exist. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "live")
public class SessionResource {

  private final SessionDesk desk;
  private final SessionOrders orders;
  private final LiveSessions sessions;
  private final SessionTakeover takeover;
  private final UdpIngest ingest;
  private final SessionDoor door;
  private final CurrentCaller current;

  SessionResource(
      SessionDesk desk,
      SessionOrders orders,
      LiveSessions sessions,
      SessionTakeover takeover,
      UdpIngest ingest,
      SessionDoor door,
      CurrentCaller current) {
    this.desk = desk;
    this.orders = orders;
    this.sessions = sessions;
    this.takeover = takeover;
    this.ingest = ingest;
    this.door = door;
    this.current = current;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "Begins a live session",
      description = "The tokens are told here and never again; all fields may be absent.")
  @APIResponse(responseCode = "201", description = "It lives")
  @APIResponse(responseCode = "409", description = "The subject is taken, or too many sessions")
  @APIResponse(responseCode = "503", description = "The instance is full")
  public RestResponse<SessionView> create(SessionRequest request) {
    Caller caller = current.get();
    caller.require(Permission.WRITE);
    HeldSession session =
        sessions.create(
            caller.userId(),
            orders.check(
                caller,
                request == null
                    ? new SessionRequest(null, null, null, null, null, null, null)
                    : request));
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.CREATED,
            desk.view(session.facts(), desk.freshTokens(session.facts())))
        .location(URI.create("/api/v1/sessions/" + session.facts().id()))
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Operation(summary = "One's own sessions, on all instances")
  public Uni<List<SessionView>> list() {
    Caller caller = current.get();
    caller.require(Permission.READ);
    List<SessionView> here = new ArrayList<>();
    for (HeldSession session : sessions.ofOwner(caller.userId())) {
      if (new Credential.User(caller, Instant.MAX).owns(session.facts())) {
        here.add(desk.view(session.facts(), null));
      }
    }
    return SessionDesk.uni(takeover.elsewhere(caller.userId()))
        .map(
            others -> {
              others.stream()
                  .filter(facts -> facts.ownerId().equals(caller.userId()))
                  .forEach(facts -> here.add(SessionView.of(facts, null, List.of())));
              return here;
            });
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "A session",
      description = "Also with a token of the session; 421 when it lives on another instance.")
  public Uni<SessionView> get(@PathParam("id") String id) {
    return SessionDesk.uni(desk.visit(door.of(current), id))
        .map(visit -> desk.view(visit.session().facts(), null));
  }

  @DELETE
  @Path("/{id}")
  @ResponseStatus(204)
  @Operation(summary = "Ends a session, for all who take part")
  public Uni<Void> delete(@PathParam("id") String id) {
    return SessionDesk.uni(
        desk.visit(writer(), id)
            .map(
                visit -> {
                  visit.owner().session().close(CloseReason.SESSION_CLOSED);
                  return null;
                }));
  }

  @POST
  @Path("/{id}/tokens")
  @ResponseStatus(201)
  @Operation(summary = "A further token of the session, for its owner to hand on")
  public Uni<TokenView> token(@PathParam("id") String id, TokenRequest request) {
    return SessionDesk.uni(
        desk.visit(writer(), id)
            .map(
                visit ->
                    desk.token(
                        visit.owner().session().facts(),
                        request == null ? new TokenRequest(null, null) : request)));
  }

  @POST
  @Path("/{id}/emotion")
  @ResponseStatus(202)
  @Operation(summary = "Shows an emotion", description = "Also with a performer's session token.")
  public Uni<Void> emotion(@PathParam("id") String id, EmotionRequest request) {
    return desk.show(door.of(current), id, Bodies.require(request));
  }

  @POST
  @Path("/{id}/calibrate")
  @ResponseStatus(202)
  @Operation(summary = "Takes what each source shows now as its neutral face")
  public Uni<CalibrationView> calibrate(@PathParam("id") String id) {
    return SessionDesk.uni(
        desk.visit(door.of(current), id)
            .compose(
                visit ->
                    visit
                        .performer()
                        .session()
                        .ask(
                            live -> new CalibrationView(live.calibrate(visit.session().nowUs())))));
  }

  @POST
  @Path("/{id}/rtc/offer")
  @Operation(summary = "Answers the offer of a WebRTC peer")
  public Uni<AnswerView> offer(@PathParam("id") String id, OfferRequest request) {
    return desk.answer(door.of(current), id, Bodies.require(request));
  }

  @GET
  @Path("/{id}/doctor")
  @Operation(
      summary = "How the session fares, with one sentence of advice",
      description = "Also with a performer's session token.")
  public Uni<DoctorReport> doctor(@PathParam("id") String id) {
    return SessionDesk.uni(
        desk.visit(door.of(current), id)
            .compose(
                visit -> {
                  HeldSession session = visit.performer().session();
                  return session.ask(live -> live.doctor(session.nowUs(), ingest.view(session)));
                }));
  }

  @GET
  @Path("/{id}/recording")
  @Produces({MediaType.APPLICATION_OCTET_STREAM, "application/problem+json"})
  @Operation(summary = "The flight recording: ./avatar replay shows it again, bit for bit")
  public Uni<Response> recording(@PathParam("id") String id) {
    Credential reader = new Credential.User(caller(Permission.READ), Instant.MAX);
    return SessionDesk.uni(
        desk.visit(reader, id)
            .compose(
                visit -> visit.owner().session().ask(LiveSession::recording).map(Bodies::file)));
  }

  private Credential writer() {
    return new Credential.User(caller(Permission.WRITE), Instant.MAX);
  }

  private Caller caller(Permission permission) {
    Caller caller = current.get();
    caller.require(permission);
    return caller;
  }
}
