package org.avatarengine.live.stats;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.live.ingest.IngestStats;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.live.peer.PeerDoor;
import org.avatarengine.live.relay.Relays;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.session.SessionCensus;
import org.avatarengine.live.session.SessionConfig;
import org.avatarengine.live.session.StatsSum;
import org.avatarengine.live.takeover.SessionTakeover;
import org.avatarengine.platform.observe.MetricNames;
import org.avatarengine.webrtc.peer.PeerServerStats;

/** The figures as Prometheus takes them. */
@Singleton
class LiveMetrics {

  private final MeterRegistry registry;
  private final LiveStats stats;
  private final SessionCensus census;
  private final LiveSessions sessions;
  private final SessionConfig config;
  private final SessionTakeover takeover;
  private final UdpIngest ingest;
  private final PeerDoor peers;
  private final Relays relays;

  LiveMetrics(
      MeterRegistry registry,
      LiveStats stats,
      SessionCensus census,
      LiveSessions sessions,
      SessionConfig config,
      SessionTakeover takeover,
      UdpIngest ingest,
      PeerDoor peers,
      Relays relays) {
    this.registry = registry;
    this.stats = stats;
    this.census = census;
    this.sessions = sessions;
    this.config = config;
    this.takeover = takeover;
    this.ingest = ingest;
    this.peers = peers;
    this.relays = relays;
  }

  void onStart(@Observes StartupEvent event) {
    String prefix = MetricNames.ANIMATION;
    gauge(prefix + "sessions", "Live sessions", s -> sessions.count());
    gauge(prefix + "sessions.max", "Sessions that there may be", s -> config.max());
    gauge(prefix + "performers", "Performers connected", StatsSum::performers);
    gauge(prefix + "sources", "Sources open", StatsSum::sources);
    for (DetailLevel level : DetailLevel.values()) {
      String tag = level.name().toLowerCase(Locale.ROOT);
      Gauge.builder(prefix + "viewers", census, c -> c.sum().viewers(level))
          .description("Viewers connected")
          .tag("level", tag)
          .register(registry);
      FunctionCounter.builder(prefix + "frames.sent", census, c -> c.sum().framesSent(level))
          .description("Frames that left to viewers")
          .tag("level", tag)
          .register(registry);
    }
    gauge(prefix + "fps", "Frames composed a second", s -> stats.now().framesPerSecond());
    gauge(prefix + "beat.p50.us", "Beat, median", s -> stats.now().beats().p50Us());
    gauge(prefix + "beat.p99.us", "Beat, 99 %", s -> stats.now().beats().p99Us());
    gauge(prefix + "lateness.p99.us", "Lateness, 99 %", s -> stats.now().beats().lateP99Us());
    gauge(prefix + "viewer.rtt.ms", "Round trip by viewers' reports, mean", StatsSum::rttMs);
    gauge(prefix + "viewer.loss.percent", "Loss by viewers' reports", StatsSum::lossPercent);
    gauge(prefix + "viewer.render.fps", "Frame rate by viewers' reports", StatsSum::renderFps);
    counter(prefix + "frames", "Frames composed", StatsSum::frames);
    counter(prefix + "bytes.sent", "Bytes of frames", StatsSum::bytesSent);
    counter(prefix + "key.frames", "Key frames sent", StatsSum::keyFrames);
    counter(prefix + "encodings", "Frames encoded", StatsSum::encodings);
    counter(prefix + "not.writable", "Frames a transport could not take", StatsSum::notWritable);
    counter(prefix + "resumed", "Viewers that came back", StatsSum::resumed);
    error("session-fault", s -> sessions.faults());
    error("control", StatsSum::controlErrors);
    error("flood", StatsSum::floods);
    error("beat-skipped", s -> stats.skipped());
    FunctionCounter.builder(prefix + "takeovers", takeover, SessionTakeover::claimed)
        .description("Sessions of dead instances that go on here")
        .register(registry);
    Gauge.builder(prefix + "redis.up", takeover, t -> t.isReachable() ? 1 : 0)
        .description("Whether Redis answers")
        .register(registry);
    Gauge.builder(prefix + "relays", relays, Relays::count)
        .description("Sessions of other instances that are passed on here")
        .register(registry);
    Gauge.builder(prefix + "relayed.viewers", relays, Relays::viewers)
        .description("Viewers of those")
        .register(registry);
    packets("paired", IngestStats::paired);
    packets("unpaired", IngestStats::unpaired);
    packets("malformed", IngestStats::malformed);
    packets("foreign", IngestStats::foreign);
    packets("limited", IngestStats::limited);
    packets("dropped", IngestStats::dropped);
    samples("taken", StatsSum::samples);
    samples("late", StatsSum::late);
    samples("duplicate", StatsSum::duplicates);
    Gauge.builder(prefix + "peers", peers, p -> p.stats().peers())
        .description("WebRTC peers")
        .register(registry);
    peerCounter(prefix + "peers.accepted", "WebRTC offers answered", PeerServerStats::accepted);
    peerCounter(
        prefix + "peers.connected", "WebRTC peers that connected", PeerServerStats::connected);
    peerCounter(
        prefix + "peers.packets.dropped",
        "UDP packets of WebRTC dropped unanswered",
        PeerServerStats::dropped);
  }

  private void gauge(String name, String description, ToDoubleFunction<StatsSum> value) {
    Gauge.builder(name, census, c -> value.applyAsDouble(c.sum()))
        .description(description)
        .register(registry);
  }

  private <T> void counter(
      String name, String description, T from, ToDoubleFunction<T> value, String... tags) {
    FunctionCounter.builder(name, from, value)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void counter(String name, String description, ToDoubleFunction<StatsSum> value) {
    counter(name, description, census, c -> value.applyAsDouble(c.sum()));
  }

  private void peerCounter(
      String name, String description, ToDoubleFunction<PeerServerStats> value) {
    counter(name, description, peers, p -> value.applyAsDouble(p.stats()));
  }

  private void samples(String outcome, ToDoubleFunction<StatsSum> value) {
    counter(
        MetricNames.ANIMATION + "samples",
        "Faces that sources sent",
        census,
        c -> value.applyAsDouble(c.sum()),
        "outcome",
        outcome);
  }

  private void error(String type, ToDoubleFunction<StatsSum> value) {
    counter(
        MetricNames.ANIMATION + "errors",
        "What went wrong in sessions",
        census,
        c -> value.applyAsDouble(c.sum()),
        "type",
        type);
  }

  private void packets(String outcome, ToDoubleFunction<IngestStats> value) {
    counter(
        MetricNames.ANIMATION + "packets",
        "UDP packets of sources",
        ingest,
        i -> value.applyAsDouble(i.stats()),
        "outcome",
        outcome);
  }
}
