package org.avatarengine.gateway.key;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys, for whoever wants to check our tokens. */
@Path("/.well-known/jwks.json")
@Tag(name = "tokens")
public class JwksResource {

  private final KeyRing keys;

  JwksResource(KeyRing keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The public keys that access tokens are signed with (JWKS)")
  public Response jwks() {
    CacheControl minute = new CacheControl();
    minute.setMaxAge(60);
    return Response.ok(keys.jwks()).cacheControl(minute).build();
  }
}
