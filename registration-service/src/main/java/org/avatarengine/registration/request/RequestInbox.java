package org.avatarengine.registration.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.avatarengine.contract.event.Event;
import org.avatarengine.contract.event.JobRequestRefused;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.observe.TraceContext;
import org.avatarengine.platform.outbox.EventSender;
import org.avatarengine.registration.waiting.CallerContext;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads {@code avatar.job-requests}, several partitions at once and each in its order. A record is
 * acknowledged when it is taken or lies in the dead letters. While an engine is away it is tried
 * again in its place, up to the configured patience; a record that does not fit never waits.
 */
@ApplicationScoped
class RequestInbox {

  /** Counter, tags outcome ({@code taken, repeated, refused}) and reason (its code, or none). */
  static final String METRIC = "avatar.registration.requests";

  private static final Logger LOG = Logger.getLogger(RequestInbox.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final double JITTER = 0.5;

  private final Requests requests;
  private final EventSender sender;
  private final RequestsConfig config;
  private final MeterRegistry metrics;
  private final Clock clock;

  RequestInbox(
      Requests requests,
      EventSender sender,
      RequestsConfig config,
      MeterRegistry metrics,
      Clock clock) {
    this.requests = requests;
    this.sender = sender;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Incoming("job-requests")
  Uni<Void> take(ConsumerRecord<String, byte[]> record) {
    return outcome(record)
        .chain(
            outcome ->
                switch (outcome) {
                  case Outcome.Taken taken -> {
                    count(taken.before() ? "repeated" : "taken", "none");
                    LOG.infof(
                        "request taken avatarId=%s jobId=%s repeated=%s",
                        taken.avatarId(), taken.jobId(), taken.before());
                    yield Uni.createFrom().voidItem();
                  }
                  case Outcome.Refused(List<Reason> reasons) -> refuse(record, reasons);
                });
  }

  private Uni<Outcome> outcome(ConsumerRecord<String, byte[]> record) {
    return switch (RequestReader.read(record.value())) {
      case RequestReader.Read.Refused(List<Reason> reasons) ->
          Uni.createFrom().item(new Outcome.Refused(reasons));
      case RequestReader.Read.Request request -> {
        UUID token = UUID.randomUUID();
        yield patiently(Uni.createFrom().deferred(() -> requests.take(request, token)))
            .onFailure()
            .recoverWithUni(failure -> giveUp(record, request, token, failure));
      }
    };
  }

  private Uni<Outcome> giveUp(
      ConsumerRecord<String, byte[]> record,
      RequestReader.Read.Request request,
      UUID token,
      Throwable failure) {
    LOG.errorf(
        failure,
        "a request was given up partition=%d offset=%d",
        record.partition(),
        record.offset());
    return requests
        .giveUp(request, token)
        .onFailure()
        .recoverWithNull()
        .replaceWith(
            new Outcome.Refused(
                List.of(
                    new Reason(
                        "unavailable",
                        "A part of the engine was away for too long; send the request again."))));
  }

  private Uni<Void> refuse(ConsumerRecord<String, byte[]> record, List<Reason> reasons) {
    String code = reasons.getFirst().code();
    count("refused", code);
    LOG.warnf(
        "request refused partition=%d offset=%d reason=%s",
        record.partition(), record.offset(), code);
    Event<JobRequestRefused> event =
        Event.of(
            new JobRequestRefused(
                RequestReader.repeated(record.value()),
                reasons,
                record.partition(),
                record.offset()),
            clock.instant(),
            TraceContext.traceparent());
    return patiently(
            Uni.createFrom()
                .deferred(() -> sender.send(Topics.JOB_REQUESTS_DLQ, record.key(), event)))
        .onFailure()
        .invoke(
            failure ->
                LOG.errorf(
                    failure,
                    "a refusal could not be said partition=%d offset=%d",
                    record.partition(),
                    record.offset()))
        .onFailure()
        .recoverWithNull();
  }

  private <T> Uni<T> patiently(Uni<T> work) {
    return CallerContext.keep(work)
        .onFailure()
        .invoke(failure -> LOG.warnf("a request waits cause=%s", failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .withJitter(JITTER)
        .expireIn(config.patience().toMillis());
  }

  private void count(String outcome, String reason) {
    metrics.counter(METRIC, "outcome", outcome, "reason", reason).increment();
  }
}
