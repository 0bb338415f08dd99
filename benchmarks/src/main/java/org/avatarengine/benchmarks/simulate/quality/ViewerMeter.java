package org.avatarengine.benchmarks.simulate.quality;

import org.avatarengine.contract.frame.DetailLevel;

/**
 * What one viewer lived through, as it happens. Times are microseconds of the viewer's clock. For
 * one thread; read it when the viewer is gone.
 */
public final class ViewerMeter {

  /** An interval longer than that is a stall, unless the level is slower by itself. */
  public static final long STALL_US = 100_000;

  private static final long PRIME = 0x0000_0100_0000_01B3L;

  private final int sessionFps;
  private final MediaClock clock;
  private final MeasureWindow window;
  private final Buckets latency = new Buckets();
  private final Buckets jitter = new Buckets();
  private final Buckets intervals = new Buckets();
  private final Buckets resync = new Buckets();
  private long firstUs = -1;
  private long lastUs = -1;
  private long lastTimeMs;
  private long lastSequence = -1;
  private DetailLevel lastLevel = DetailLevel.FULL;
  private long shown;
  private long late;
  private long missed;
  private long keyFrames;
  private long undecodable;
  private long damaged;
  private long differing;
  private long compared;
  private long stalls;
  private long payloadBytes;
  private long wireBytes;
  private long acknowledgementBytes;
  private long undecodableSinceUs = -1;
  private long levelChanges;
  private long reconnects;
  private long fingerprint;

  /**
   * @param sessionFps of the session at full detail
   * @param clock to tell latency by
   * @param window what lies outside of it does not count
   */
  public ViewerMeter(int sessionFps, MediaClock clock, MeasureWindow window) {
    this.sessionFps = sessionFps;
    this.clock = clock;
    this.window = window;
  }

  /** Bytes of a frame came, whatever became of it. */
  public void received(int payload, int wire, long nowUs) {
    if (!window.covers(nowUs)) {
      return;
    }
    payloadBytes += payload;
    wireBytes += wire;
  }

  /** An acknowledgement went. */
  public void acknowledged(int wire, long nowUs) {
    if (!window.covers(nowUs)) {
      return;
    }
    acknowledgementBytes += wire;
  }

  /** A frame was shown, newer than all before. */
  public void shown(long sequence, long timeMs, DetailLevel level, boolean key, long nowUs) {
    if (!window.covers(nowUs)) {
      return;
    }
    shown++;
    keyFrames += key ? 1 : 0;
    fingerprint = ((fingerprint * PRIME ^ sequence) * PRIME ^ nowUs) * PRIME ^ level.ordinal();
    if (clock.isKnown()) {
      latency.add(nowUs - clock.clientUs(timeMs));
    }
    if (lastUs >= 0) {
      interval(sequence, timeMs, level, nowUs);
    } else {
      firstUs = nowUs;
    }
    if (undecodableSinceUs >= 0) {
      resync.add(nowUs - undecodableSinceUs);
      undecodableSinceUs = -1;
    }
    lastUs = nowUs;
    lastTimeMs = timeMs;
    lastSequence = sequence;
    lastLevel = level;
  }

  private void interval(long sequence, long timeMs, DetailLevel level, long nowUs) {
    long interval = nowUs - lastUs;
    intervals.add(interval);
    jitter.add(Math.abs(interval - (timeMs - lastTimeMs) * 1_000));
    if (level != lastLevel) {
      levelChanges++;
      return;
    }
    int fps = Math.min(sessionFps, level.fps());
    long nominalUs = 1_000_000 / fps;
    if (interval > Math.max(STALL_US, 2 * nominalUs)) {
      stalls++;
    }
    long step = ((long) sessionFps + fps - 1) / fps;
    long gap = sequence - lastSequence;
    if (gap > step) {
      missed += (gap - 1) / step;
      resync.add(Math.max(0, interval - nominalUs));
    }
  }

  /** A frame came too late to be shown, or twice. */
  public void late() {
    late++;
  }

  /** A frame came whose base is not known. */
  public void undecodable(long nowUs) {
    undecodable++;
    if (undecodableSinceUs < 0) {
      undecodableSinceUs = nowUs;
    }
  }

  /** Bytes came that are no frame. */
  public void damaged() {
    damaged++;
  }

  /** A frame was compared with what others show. */
  public void compared(Agreement.Outcome outcome) {
    compared += outcome == Agreement.Outcome.FIRST ? 0 : 1;
    differing += outcome == Agreement.Outcome.DIFFERENT ? 1 : 0;
  }

  /** The connection was lost and had again: what lies between is no interval. */
  public void reconnected() {
    reconnects++;
    lastUs = -1;
    lastSequence = -1;
    undecodableSinceUs = -1;
  }

  /** In percent of the frames that should have come, over the whole life so far. */
  public double lossPercent() {
    long due = shown + missed;
    return due == 0 ? 0 : 100.0 * missed / due;
  }

  public long framesShown() {
    return shown;
  }

  public long framesMissed() {
    return missed;
  }

  /** Over which frames were shown and when: the same life, the same number. */
  public long fingerprint() {
    return fingerprint;
  }

  /** When the newest frame was shown; −1 before the first. */
  public long lastUs() {
    return lastUs;
  }

  /** Seconds from the first frame shown to the last. */
  double seconds() {
    return firstUs < 0 || lastUs <= firstUs ? 0 : (lastUs - firstUs) / 1e6;
  }

  Buckets latency() {
    return latency;
  }

  Buckets jitter() {
    return jitter;
  }

  Buckets intervals() {
    return intervals;
  }

  Buckets resync() {
    return resync;
  }

  /** Adds the plain counts to a sum. */
  void addTo(QualityCounts sum) {
    sum.shown += shown;
    sum.late += late;
    sum.missed += missed;
    sum.keyFrames += keyFrames;
    sum.undecodable += undecodable;
    sum.damaged += damaged;
    sum.compared += compared;
    sum.differing += differing;
    sum.stalls += stalls;
    sum.payloadBytes += payloadBytes;
    sum.wireBytes += wireBytes;
    sum.acknowledgementBytes += acknowledgementBytes;
    sum.levelChanges += levelChanges;
    sum.reconnects += reconnects;
    sum.seconds += seconds();
    sum.viewers++;
  }
}
