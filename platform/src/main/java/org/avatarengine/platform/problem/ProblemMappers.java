package org.avatarengine.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where JAX-RS failures become problems. */
public class ProblemMappers {

  @ServerExceptionMapper
  public Response known(ProblemException failure) {
    return ProblemResponses.toResponse(failure);
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException failure) {
    return ProblemResponses.toResponse(failure);
  }

  @ServerExceptionMapper
  public Response status(WebApplicationException failure) {
    return ProblemResponses.toResponse(failure);
  }

  @ServerExceptionMapper
  public Response surprise(Throwable failure) {
    return ProblemResponses.toResponse(failure);
  }
}
