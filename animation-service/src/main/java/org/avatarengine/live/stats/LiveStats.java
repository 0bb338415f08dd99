package org.avatarengine.live.stats;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.live.peer.PeerDoor;
import org.avatarengine.live.relay.Relays;
import org.avatarengine.live.session.BeatTimes;
import org.avatarengine.live.session.InstanceName;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.session.SessionCensus;
import org.avatarengine.live.session.SessionLoop;
import org.avatarengine.live.session.SessionLoops;
import org.avatarengine.live.session.StatsSum;
import org.avatarengine.live.takeover.SessionTakeover;

/** Gathers the figures; rates and quantiles are those of the last second or so. Any thread. */
@Singleton
public class LiveStats {

  private static final long EVERY_MS = 1_000;
  private static final double NANOS = 1_000_000_000;

  private final SessionCensus census;
  private final SessionLoops loops;
  private final LiveSessions sessions;
  private final SessionTakeover takeover;
  private final UdpIngest ingest;
  private final PeerDoor peers;
  private final Relays relays;
  private final InstanceName instance;
  private final Vertx vertx;
  private volatile Recent recent = new Recent(0, 0, 0, 0, 0, 0, 0);
  private Mark before;

  private record Mark(long atNanos, long frames, long bytes, long[] beats, long[] lateness) {}

  private record Recent(
      double framesPerSecond,
      double bytesPerSecond,
      double p50,
      double p99,
      double max,
      double lateP50,
      double lateP99) {}

  LiveStats(
      SessionCensus census,
      SessionLoops loops,
      LiveSessions sessions,
      SessionTakeover takeover,
      UdpIngest ingest,
      PeerDoor peers,
      Relays relays,
      InstanceName instance,
      Vertx vertx) {
    this.census = census;
    this.loops = loops;
    this.sessions = sessions;
    this.takeover = takeover;
    this.ingest = ingest;
    this.peers = peers;
    this.relays = relays;
    this.instance = instance;
    this.vertx = vertx;
  }

  void onStart(@Observes StartupEvent event) {
    before = mark();
    vertx.setPeriodic(EVERY_MS, timer -> look());
  }

  private Mark mark() {
    StatsSum sum = census.sum();
    return new Mark(
        System.nanoTime(),
        sum.frames(),
        sum.bytesSent(),
        all(SessionLoop::beats),
        all(SessionLoop::lateness));
  }

  private long[] all(Function<SessionLoop, BeatTimes> which) {
    long[] counts = null;
    for (SessionLoop loop : loops.all()) {
      long[] more = which.apply(loop).counts();
      if (counts == null) {
        counts = more;
      } else {
        for (int i = 0; i < counts.length; i++) {
          counts[i] += more[i];
        }
      }
    }
    return counts == null ? new long[0] : counts;
  }

  private void look() {
    Mark now = mark();
    double seconds = (now.atNanos() - before.atNanos()) / NANOS;
    long[] beats = minus(now.beats(), before.beats());
    long[] lateness = minus(now.lateness(), before.lateness());
    recent =
        new Recent(
            Math.max(0, now.frames() - before.frames()) / seconds,
            Math.max(0, now.bytes() - before.bytes()) / seconds,
            BeatTimes.quantileUs(beats, 0.5),
            BeatTimes.quantileUs(beats, 0.99),
            BeatTimes.quantileUs(beats, 1),
            BeatTimes.quantileUs(lateness, 0.5),
            BeatTimes.quantileUs(lateness, 0.99));
    before = now;
  }

  private static long[] minus(long[] now, long[] before) {
    long[] difference = new long[now.length];
    for (int i = 0; i < now.length; i++) {
      difference[i] = now[i] - before[i];
    }
    return difference;
  }

  /** The figures now. */
  public LiveStatsView now() {
    StatsSum sum = census.sum();
    Recent last = recent;
    List<LiveStatsView.Level> levels = new ArrayList<>();
    for (DetailLevel level : DetailLevel.values()) {
      levels.add(
          new LiveStatsView.Level(
              level.ordinal(),
              level.fps(),
              level.channels(),
              sum.viewers(level),
              sum.framesSent(level)));
    }
    return new LiveStatsView(
        instance.value(),
        sessions.count(),
        sum.viewers(),
        sum.performers(),
        sum.sources(),
        relays.count(),
        relays.viewers(),
        last.framesPerSecond(),
        last.bytesPerSecond(),
        sum.frames(),
        sum.framesSent(),
        sum.bytesSent(),
        sum.keyFrames(),
        sum.encodings(),
        sum.notWritable(),
        sum.resumed(),
        takeover.claimed(),
        sessions.faults(),
        sum.rttMs(),
        sum.lossPercent(),
        sum.renderFps(),
        new LiveStatsView.Beats(
            last.p50(), last.p99(), last.max(), last.lateP50(), last.lateP99(), skipped()),
        levels,
        new LiveStatsView.Packets(
            sum.packets(), sum.malformed(), sum.samples(), sum.late(), sum.duplicates()),
        ingest.stats(),
        peers.stats());
  }

  long skipped() {
    return loops.all().stream().mapToLong(SessionLoop::skippedSlots).sum();
  }
}
