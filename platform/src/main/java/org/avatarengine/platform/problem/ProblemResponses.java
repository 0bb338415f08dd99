package org.avatarengine.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.avatarengine.contract.problem.Problem;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.observe.TraceContext;
import org.jboss.logging.Logger;

/** Turns any failure into a problem, for JAX-RS and for raw Vert.x routes alike. */
public final class ProblemResponses {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<Integer, ProblemType> BY_STATUS =
      Map.of(
          400, ProblemType.INVALID_REQUEST,
          401, ProblemType.UNAUTHENTICATED,
          403, ProblemType.FORBIDDEN,
          404, ProblemType.NOT_FOUND,
          405, ProblemType.METHOD_NOT_ALLOWED,
          406, ProblemType.NOT_ACCEPTABLE,
          413, ProblemType.FILE_TOO_LARGE,
          415, ProblemType.UNSUPPORTED_MEDIA_TYPE,
          503, ProblemType.UNAVAILABLE);

  private ProblemResponses() {}

  /** Answers a raw route; does nothing when an answer has already begun. */
  public static void send(RoutingContext context, Throwable failure) {
    send(context.response(), failure);
  }

  /** Answers a raw response; does nothing when an answer has already begun. */
  public static void send(HttpServerResponse response, Throwable failure) {
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    Problem problem = toProblem(failure);
    response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    retryAfter(failure).ifPresent(seconds -> response.putHeader("Retry-After", seconds));
    headers(failure).forEach(response::putHeader);
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.end(Buffer.buffer(bytes(problem)));
  }

  /** What the failure says to the outside; a surprise is logged here, once, and says nothing. */
  public static Problem toProblem(Throwable failure) {
    String traceId = TraceContext.traceId();
    return switch (unwrap(failure)) {
      case ProblemException known ->
          Problem.of(known.type(), known.detail(), traceId, known.reasons());
      case JsonProcessingException json ->
          Problem.of(
              ProblemType.INVALID_REQUEST,
              "The body is not the JSON that is expected here.",
              traceId,
              List.of(new Reason("invalid-json", json.getOriginalMessage())));
      case WebApplicationException web -> ofStatus(web, traceId);
      case Throwable surprise -> {
        LOG.error("request failed", surprise);
        yield Problem.of(ProblemType.INTERNAL, null, traceId, List.of());
      }
    };
  }

  static Response toResponse(Throwable failure) {
    Problem problem = toProblem(failure);
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(MEDIA_TYPE).entity(bytes(problem));
    retryAfter(failure).ifPresent(seconds -> response.header("Retry-After", seconds));
    headers(failure).forEach(response::header);
    if (problem.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }

  private static Problem ofStatus(WebApplicationException web, String traceId) {
    if (web.getCause() instanceof JsonProcessingException json) {
      return toProblem(json);
    }
    int status = web.getResponse().getStatus();
    ProblemType type = BY_STATUS.get(status);
    if (type == null) {
      if (status < 500) {
        return new Problem(
            "about:blank",
            web.getResponse().getStatusInfo().getReasonPhrase(),
            status,
            null,
            traceId,
            List.of());
      }
      LOG.error("request failed", web);
      return Problem.of(ProblemType.INTERNAL, null, traceId, List.of());
    }
    return Problem.of(type, null, traceId, List.of());
  }

  private static Optional<String> retryAfter(Throwable failure) {
    if (unwrap(failure) instanceof ProblemException known) {
      return known
          .retryAfter()
          .map(Duration::toMillis)
          .map(millis -> Long.toString(Math.max(1, (millis + 999) / 1000)));
    }
    return Optional.empty();
  }

  private static Map<String, String> headers(Throwable failure) {
    return unwrap(failure) instanceof ProblemException known ? known.headers() : Map.of();
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static byte[] bytes(Problem problem) {
    try {
      return JSON.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is always JSON", e);
    }
  }
}
