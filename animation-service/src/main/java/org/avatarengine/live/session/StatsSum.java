package org.avatarengine.live.session;

import java.util.Arrays;
import org.avatarengine.animation.live.SessionStats;
import org.avatarengine.contract.frame.DetailLevel;

/** Counters of several sessions, added up. For one thread. */
public final class StatsSum {

  private static final int LEVELS = DetailLevel.values().length;

  private final long[] framesSent = new long[LEVELS];
  private final int[] viewersByLevel = new int[LEVELS];
  private int sessions;
  private int viewers;
  private int performers;
  private int sources;
  private long frames;
  private long bytesSent;
  private long keyFrames;
  private long encodings;
  private long notWritable;
  private long joined;
  private long resumed;
  private long refused;
  private long controlErrors;
  private long floods;
  private long packets;
  private long malformed;
  private long samples;
  private long late;
  private long duplicates;
  private int reporting;
  private double rttMs;
  private double lossPercent;
  private double renderFps;

  /** Adds what a session has done; who is there now does not count. */
  void add(SessionStats stats) {
    for (int i = 0; i < LEVELS; i++) {
      framesSent[i] += stats.framesSent().get(i);
    }
    frames += stats.frames();
    bytesSent += stats.bytesSent();
    keyFrames += stats.keyFrames();
    encodings += stats.encodings();
    notWritable += stats.notWritable();
    joined += stats.joined();
    resumed += stats.resumed();
    refused += stats.refused();
    controlErrors += stats.controlErrors();
    floods += stats.floods();
    packets += stats.packets();
    malformed += stats.malformed();
    samples += stats.samples();
    late += stats.late();
    duplicates += stats.duplicates();
  }

  /** Adds a session that is here now. */
  void addLiving(SessionStats stats, Vitals vitals) {
    add(stats);
    sessions++;
    viewers += stats.viewers();
    performers += stats.performers();
    sources += stats.sources();
    for (int i = 0; i < LEVELS; i++) {
      viewersByLevel[i] += stats.viewersByLevel().get(i);
    }
    reporting += vitals.reporting();
    rttMs += vitals.rttMs();
    lossPercent += vitals.lossPercent();
    renderFps += vitals.renderFps();
  }

  void add(StatsSum other) {
    for (int i = 0; i < LEVELS; i++) {
      framesSent[i] += other.framesSent[i];
      viewersByLevel[i] += other.viewersByLevel[i];
    }
    sessions += other.sessions;
    viewers += other.viewers;
    performers += other.performers;
    sources += other.sources;
    frames += other.frames;
    bytesSent += other.bytesSent;
    keyFrames += other.keyFrames;
    encodings += other.encodings;
    notWritable += other.notWritable;
    joined += other.joined;
    resumed += other.resumed;
    refused += other.refused;
    controlErrors += other.controlErrors;
    floods += other.floods;
    packets += other.packets;
    malformed += other.malformed;
    samples += other.samples;
    late += other.late;
    duplicates += other.duplicates;
    reporting += other.reporting;
    rttMs += other.rttMs;
    lossPercent += other.lossPercent;
    renderFps += other.renderFps;
  }

  /** Sessions here now. */
  public int sessions() {
    return sessions;
  }

  /** Viewers here now, performers among them. */
  public int viewers() {
    return viewers;
  }

  /** Viewers here now of one level. */
  public int viewers(DetailLevel level) {
    return viewersByLevel[level.ordinal()];
  }

  public int performers() {
    return performers;
  }

  public int sources() {
    return sources;
  }

  /** Frames composed. */
  public long frames() {
    return frames;
  }

  /** Frames that left at one level. */
  public long framesSent(DetailLevel level) {
    return framesSent[level.ordinal()];
  }

  /** Frames that left. */
  public long framesSent() {
    return Arrays.stream(framesSent).sum();
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long keyFrames() {
    return keyFrames;
  }

  public long encodings() {
    return encodings;
  }

  public long notWritable() {
    return notWritable;
  }

  public long joined() {
    return joined;
  }

  public long resumed() {
    return resumed;
  }

  public long refused() {
    return refused;
  }

  public long controlErrors() {
    return controlErrors;
  }

  public long floods() {
    return floods;
  }

  public long packets() {
    return packets;
  }

  public long malformed() {
    return malformed;
  }

  public long samples() {
    return samples;
  }

  public long late() {
    return late;
  }

  public long duplicates() {
    return duplicates;
  }

  /** The mean of the viewers' reports, −1 when nobody reported. */
  public double rttMs() {
    return mean(rttMs);
  }

  /** The mean of the viewers' reports, −1 when nobody reported. */
  public double lossPercent() {
    return mean(lossPercent);
  }

  /** The mean of the viewers' reports, −1 when nobody reported. */
  public double renderFps() {
    return mean(renderFps);
  }

  private double mean(double sum) {
    return reporting == 0 ? -1 : sum / reporting;
  }
}
