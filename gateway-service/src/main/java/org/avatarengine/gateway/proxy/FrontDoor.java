package org.avatarengine.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.gateway.limit.Bucket;
import org.avatarengine.gateway.limit.RateLimit;
import org.avatarengine.gateway.limit.Verdict;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.platform.observe.TraceContext;
import org.avatarengine.platform.problem.ProblemException;

/**
 * Every request passes here first: it gets its ids, is led to its target, shows its token, is
 * counted against its limits, and goes on, to a service or to the gateway's own resources.
 */
@ApplicationScoped
class FrontDoor {

  /** After Quarkus's CORS and before its size limit, which is meant for the gateway's own API. */
  private static final int ORDER = -100;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Entrance entrance;
  private final RateLimit limits;
  private final Exchange.Setting setting;
  private final MeterRegistry metrics;

  FrontDoor(
      Entrance entrance,
      RateLimit limits,
      Upstreams upstreams,
      ProxyConfig config,
      InFlight inFlight,
      MeterRegistry metrics) {
    this.entrance = entrance;
    this.limits = limits;
    this.setting = new Exchange.Setting(upstreams, config, new Refusal(config), inFlight);
    this.metrics = metrics;
  }

  void open(@Observes Router router) {
    router.route().order(ORDER).handler(this::receive);
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    TraceIds ids =
        TraceIds.of(
            request.getHeader("X-Request-Id"),
            request.getHeader("traceparent"),
            TraceContext.traceparent());
    context.response().putHeader("X-Request-Id", ids.requestId());
    context.response().putHeader("X-Trace-Id", ids.traceId());
    try {
      switch (Target.of(request.path())) {
        case Target.Outside outside -> context.next();
        case Target.Nowhere nowhere -> {
          count(context, "none");
          throw ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at this path.");
        }
        case Target.Own own when own.open() -> {
          count(context, own.route());
          context.next();
        }
        case Target.Own own -> {
          count(context, own.route());
          admit(context, own, entrant -> toOwn(context, entrant));
        }
        case Target.Service service -> {
          count(context, service.route());
          admit(context, service, entrant -> toService(context, service, entrant, ids));
        }
      }
    } catch (RuntimeException e) {
      setting.refusal().send(context, e);
    }
  }

  private interface Next {
    void go(Entrance.Entrant entrant);
  }

  private void admit(RoutingContext context, Target target, Next next) {
    HttpServerRequest request = context.request();
    request.pause();
    Context loop = Vertx.currentContext();
    Bucket bucket = Bucket.of(request.method().name(), request.path());
    Uni<Entrance.Entrant> admitted =
        entrance
            .admit(request, target)
            .call(
                entrant ->
                    limits
                        .take(entrant.caller(), bucket)
                        .invoke(verdict -> apply(verdict, context.response())));
    admitted
        .emitOn(task -> loop.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            entrant -> {
              try {
                next.go(entrant);
              } catch (RuntimeException e) {
                setting.refusal().send(context, e);
              }
            },
            failure -> setting.refusal().send(context, failure));
  }

  private static void apply(Verdict verdict, HttpServerResponse response) {
    switch (verdict) {
      case Verdict.Uncounted uncounted -> {}
      case Verdict.Allowed allowed -> {
        response.putHeader("X-RateLimit-Limit", Integer.toString(allowed.limit()));
        response.putHeader("X-RateLimit-Remaining", Integer.toString(allowed.remaining()));
        response.putHeader("X-RateLimit-Reset", Long.toString(Verdict.seconds(allowed.reset())));
      }
      case Verdict.Refused refused -> {
        response.putHeader("X-RateLimit-Limit", Integer.toString(refused.limit()));
        response.putHeader("X-RateLimit-Remaining", "0");
        response.putHeader("X-RateLimit-Reset", Long.toString(Verdict.seconds(refused.reset())));
        throw refused.toProblem();
      }
    }
  }

  private static void toOwn(RoutingContext context, Entrance.Entrant entrant) {
    context.request().headers().set("Authorization", "Bearer " + entrant.token());
    context.request().resume();
    context.next();
  }

  private void toService(
      RoutingContext context, Target.Service target, Entrance.Entrant entrant, TraceIds ids) {
    HttpServerRequest request = context.request();
    Destination way = setting.upstreams().way(target);
    if (Tunnel.isAsked(request)) {
      new Tunnel(setting, context, way, entrant.token(), ids).start();
      return;
    }
    Exchange.requireFitting(request, setting.config().maxBody().asLongValue());
    new Exchange(setting, context, way, entrant.token(), ids).start();
  }

  private void count(RoutingContext context, String route) {
    String method = context.request().method().name();
    context.addEndHandler(
        ended ->
            metrics
                .counter(
                    MetricNames.API_REQUESTS,
                    "route",
                    route,
                    "method",
                    METHODS.contains(method) ? method : "other",
                    "status",
                    Integer.toString(context.response().getStatusCode()))
                .increment());
  }
}
