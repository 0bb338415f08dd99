package org.avatarengine.live.ice;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.CurrentCaller;
import org.avatarengine.platform.identity.Permission;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The ICE servers for whoever has a token, a live session's too. */
@Path("/api/v1/ice-servers")
@Tag(name = "live")
public class IceServersResource {

  private final IceBroker broker;
  private final CurrentCaller current;

  IceServersResource(IceBroker broker, CurrentCaller current) {
    this.broker = broker;
    this.current = current;
  }

  /** Fresh credentials at every call; no cache may keep them. */
  @GET
  @NonBlocking
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "STUN and TURN servers with credentials that expire")
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  public IceServers servers() {
    if (current.grant().isPresent()) {
      return broker.issue(current.grant().get().sessionId().value());
    }
    Caller caller = current.get();
    caller.require(Permission.READ);
    return broker.issue(caller.userId().toString());
  }
}
