package org.avatarengine.live.stats;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.avatarengine.live.ingest.IngestStats;
import org.avatarengine.webrtc.peer.PeerServerStats;

/**
 * An instance in figures. Counters since its start.
 *
 * @param sessions now
 * @param viewers now, performers and those of relayed sessions among them
 * @param relays sessions of other instances that are passed on here now
 * @param relayedViewers viewers that watch one of those
 * @param framesPerSecond composed by all sessions, over about the last second
 * @param levels one for each level, the highest first
 * @param viewerRttMs mean of the viewers' reports, −1 when there are none
 * @param viewerLossPercent mean of the viewers' reports, −1 when there are none
 */
@RegisterForReflection
public record LiveStatsView(
    String instance,
    int sessions,
    int viewers,
    int performers,
    int sources,
    int relays,
    int relayedViewers,
    double framesPerSecond,
    double bytesPerSecond,
    long frames,
    long framesSent,
    long bytesSent,
    long keyFrames,
    long encodings,
    long notWritable,
    long resumed,
    long takenOver,
    long faults,
    double viewerRttMs,
    double viewerLossPercent,
    double viewerRenderFps,
    Beats beats,
    List<Level> levels,
    Packets packets,
    IngestStats ingest,
    PeerServerStats peers) {

  /**
   * How the beats of the last second or so went, microseconds.
   *
   * @param lateP99Us how late their turn began
   * @param skipped turns left out since the start
   */
  @RegisterForReflection
  public record Beats(
      double p50Us, double p99Us, double maxUs, double lateP50Us, double lateP99Us, long skipped) {}

  /** One detail level. */
  @RegisterForReflection
  public record Level(int level, int fps, int channels, int viewers, long framesSent) {}

  /** Packets that reached sessions. */
  @RegisterForReflection
  public record Packets(long packets, long malformed, long samples, long late, long duplicates) {}
}
