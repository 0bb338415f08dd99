package org.avatarengine.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.mutiny.Uni;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.gateway.proxy.Backend;
import org.avatarengine.gateway.proxy.Upstreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The API of the whole engine as one OpenAPI document. */
@Path("/api/v1/openapi")
public class OpenApiResource {

  private static final long TIMEOUT_MS = 2_000;
  private static final Duration KEEP = Duration.ofSeconds(60);
  private static final Duration KEEP_INCOMPLETE = Duration.ofSeconds(5);

  private record Kept(String document, long until) {}

  private final Upstreams upstreams;
  private final OpenApiDocumentService own;
  private final ObjectMapper json;
  private final String version;
  private volatile Kept kept;

  OpenApiResource(
      Upstreams upstreams,
      OpenApiDocumentService own,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.upstreams = upstreams;
    this.own = own;
    this.json = json;
    this.version = version;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<String> document() {
    Kept last = kept;
    if (last != null && System.nanoTime() - last.until() < 0) {
      return Uni.createFrom().item(last.document());
    }
    return Uni.createFrom().completionStage(() -> merged().toCompletionStage());
  }

  private Future<String> merged() {
    Map<Backend, Future<JsonNode>> fetched = new EnumMap<>(Backend.class);
    for (Backend backend : Backend.values()) {
      fetched.put(backend, fetch(backend));
    }
    return Future.join(List.copyOf(fetched.values()))
        .transform(
            done -> {
              try {
                return Future.succeededFuture(merge(fetched));
              } catch (IOException e) {
                return Future.failedFuture(e);
              }
            });
  }

  private Future<JsonNode> fetch(Backend backend) {
    RequestOptions options =
        upstreams
            .options(backend, HttpMethod.GET, "/openapi?format=json")
            .setTimeout(TIMEOUT_MS)
            .putHeader("Accept", "application/json");
    return upstreams
        .requests()
        .request(options)
        .compose(request -> request.send())
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? answer.body()
                    : Future.failedFuture("status " + answer.statusCode()))
        .map(
            body -> {
              try {
                return json.readTree(body.getBytes());
              } catch (IOException e) {
                throw new IllegalArgumentException("not JSON", e);
              }
            });
  }

  private String merge(Map<Backend, Future<JsonNode>> fetched) throws IOException {
    OpenApiMerge merge = new OpenApiMerge("Avatar Engine", version);
    merge.add("gateway", json.readTree(own.getDocument("<default>", Format.JSON)));
    boolean complete = true;
    for (Backend backend : Backend.values()) {
      Future<JsonNode> document = fetched.get(backend);
      if (document.succeeded()) {
        merge.add(backend.title(), document.result());
      } else {
        merge.missing(backend.title());
        complete = false;
      }
    }
    String whole = json.writeValueAsString(merge.whole());
    long keep = TimeUnit.NANOSECONDS.convert(complete ? KEEP : KEEP_INCOMPLETE);
    kept = new Kept(whole, System.nanoTime() + keep);
    return whole;
  }
}
