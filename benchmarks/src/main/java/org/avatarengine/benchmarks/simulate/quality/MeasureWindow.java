package org.avatarengine.benchmarks.simulate.quality;

/** When meters count: not while clients are still connecting, nor when they leave. Any thread. */
public final class MeasureWindow {

  private volatile long fromUs = Long.MAX_VALUE;
  private volatile long toUs = Long.MAX_VALUE;

  /** One that is open for ever. */
  public static MeasureWindow always() {
    MeasureWindow window = new MeasureWindow();
    window.fromUs = Long.MIN_VALUE;
    return window;
  }

  /** Counting begins. */
  public void open(long nowUs) {
    fromUs = nowUs;
  }

  /** Counting ends. */
  public void close(long nowUs) {
    toUs = nowUs;
  }

  boolean covers(long nowUs) {
    return nowUs >= fromUs && nowUs < toUs;
  }
}
