package org.avatarengine.benchmarks.vision;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.avatarengine.vision.face.Stage;
import org.avatarengine.vision.face.StageListener;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Processor time beside the wall time that JMH takes: sums over an iteration, in nanoseconds, to be
 * divided by {@link #operations}. Models run on the calling thread, so its processor time is all of
 * theirs; garbage collection and compilation run elsewhere and show in {@link #processCpu}.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ThreadCost implements StageListener {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  public long operations;
  public long threadCpu;
  public long processCpu;
  public long detectCpu;
  public long detectWall;
  public long landmarksCpu;
  public long landmarksWall;
  public long cropCpu;
  public long cropWall;
  public long maskCpu;
  public long maskWall;
  public long qualityCpu;
  public long qualityWall;
  public long overlayCpu;
  public long overlayWall;

  private long operationStart;
  private long stageStart;
  private long processMark;

  /** The process' clock ticks coarsely; differences of successive readings lose nothing. */
  @Setup(Level.Iteration)
  public void mark() {
    processMark = SYSTEM.getProcessCpuTime();
  }

  void begin() {
    operationStart = THREADS.getCurrentThreadCpuTime();
  }

  void end() {
    threadCpu += THREADS.getCurrentThreadCpuTime() - operationStart;
    long now = SYSTEM.getProcessCpuTime();
    processCpu += now - processMark;
    processMark = now;
    operations++;
  }

  @Override
  public void started(Stage stage) {
    stageStart = THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public void finished(Stage stage, Duration took) {
    long cpu = THREADS.getCurrentThreadCpuTime() - stageStart;
    long wall = took.toNanos();
    switch (stage) {
      case DETECT -> {
        detectCpu += cpu;
        detectWall += wall;
      }
      case LANDMARKS -> {
        landmarksCpu += cpu;
        landmarksWall += wall;
      }
      case CROP -> {
        cropCpu += cpu;
        cropWall += wall;
      }
      case MASK -> {
        maskCpu += cpu;
        maskWall += wall;
      }
      case QUALITY -> {
        qualityCpu += cpu;
        qualityWall += wall;
      }
      case OVERLAY -> {
        overlayCpu += cpu;
        overlayWall += wall;
      }
      case DECODE -> throw new IllegalStateException("the analysis does not decode");
    }
  }
}
