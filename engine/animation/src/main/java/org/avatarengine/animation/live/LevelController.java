package org.avatarengine.animation.live;

import org.avatarengine.contract.frame.DetailLevel;

/**
 * Chooses one viewer's level from what it reports and from how often its transport could take no
 * frame.
 *
 * <table>
 * <caption>A level needs all of its row</caption>
 * <tr><th>level</th><th>round trip</th><th>loss</th><th>viewer draws</th><th>height</th></tr>
 * <tr><td>FULL</td><td>≤ 150 ms</td><td>≤ 5 %</td><td>≥ 45 fps</td><td>≥ 360 px</td></tr>
 * <tr><td>REDUCED</td><td>≤ 300 ms</td><td>≤ 15 %</td><td>≥ 22 fps</td><td>≥ 160 px</td></tr>
 * <tr><td>LOW</td><td>≤ 600 ms</td><td>≤ 30 %</td><td>≥ 11 fps</td><td>≥ 64 px</td></tr>
 * <tr><td>MINIMAL</td><td colspan="4">always</td></tr>
 * </table>
 *
 * <p>Down: after two reports in a row that do not bear the level, straight to the one they bear, at
 * the earliest two seconds after the last change; or one step after two seconds in a row in each of
 * which more than a quarter of the frames, and at least two, could not leave. Up: one step after
 * three reports in a row that bear the next level with a fifth to spare, no frame held up for three
 * seconds, at the earliest five seconds after the last change. A rise that had to be taken back
 * within 15 seconds doubles that time, up to a minute; a minute without a fall makes it five
 * seconds again.
 */
final class LevelController {

  /** The most or least that a level bears. */
  private record Threshold(
      DetailLevel level, double rttMs, double lossPercent, double renderFps, int screenHeight) {

    /** Why a report does not bear the level; null if it does. */
    String objection(Report report, double margin) {
      if (report.rttMs() > rttMs / margin) {
        return "rtt";
      }
      if (report.lossPercent() > lossPercent / margin) {
        return "loss";
      }
      if (report.renderFps() >= 0 && report.renderFps() < Math.min(60, renderFps * margin)) {
        return "render-fps";
      }
      if (report.screenHeight() >= 0 && report.screenHeight() < screenHeight * margin) {
        return "screen-height";
      }
      return null;
    }
  }

  private static final Threshold[] TABLE = {
    new Threshold(DetailLevel.FULL, 150, 5, 45, 360),
    new Threshold(DetailLevel.REDUCED, 300, 15, 22, 160),
    new Threshold(DetailLevel.LOW, 600, 30, 11, 64),
  };

  private static final DetailLevel[] LEVELS = DetailLevel.values();
  private static final double MARGIN = 1.2;
  private static final int BAD_REPORTS = 2;
  private static final int GOOD_REPORTS = 3;
  private static final long SECOND_US = 1_000_000;
  private static final long DOWN_DWELL_US = 2 * SECOND_US;
  private static final long UP_DWELL_US = 5 * SECOND_US;
  private static final long MAX_UP_DWELL_US = 60 * SECOND_US;
  private static final long REGRET_US = 15 * SECOND_US;
  private static final long CLEAR_US = 3 * SECOND_US;

  private DetailLevel level;
  private String reason = "start";
  private int bad;
  private int good;
  private long changedUs;
  private long raisedUs = Long.MIN_VALUE / 2;
  private long loweredUs = Long.MIN_VALUE / 2;
  private long upDwellUs = UP_DWELL_US;
  private long windowUs;
  private int frames;
  private int blocked;
  private int congestedWindows;
  private long blockedUs = Long.MIN_VALUE / 2;

  LevelController(DetailLevel level, long nowUs) {
    this.level = level;
    this.changedUs = nowUs;
    this.windowUs = nowUs;
  }

  /**
   * What a viewer says of itself; −1 for what it does not say.
   *
   * @param screenHeight of the picture in pixels; 0 when it is not seen
   */
  record Report(double rttMs, double lossPercent, double renderFps, int screenHeight) {}

  DetailLevel level() {
    return level;
  }

  /** Why it is the level that it is. */
  String reason() {
    return reason;
  }

  /** A report came; true if the level changed. */
  boolean report(Report report, long nowUs) {
    DetailLevel borne = DetailLevel.MINIMAL;
    String objection = null;
    for (Threshold threshold : TABLE) {
      String why = threshold.objection(report, 1);
      if (why == null) {
        borne = threshold.level();
        break;
      }
      if (threshold.level().ordinal() >= level.ordinal() && objection == null) {
        objection = why;
      }
    }
    if (borne.ordinal() > level.ordinal()) {
      good = 0;
      bad++;
      if (bad >= BAD_REPORTS && nowUs - changedUs >= DOWN_DWELL_US) {
        lower(borne, objection, nowUs);
        return true;
      }
      return false;
    }
    bad = 0;
    if (level == DetailLevel.FULL || TABLE[level.ordinal() - 1].objection(report, MARGIN) != null) {
      good = 0;
      return false;
    }
    good++;
    if (nowUs - loweredUs >= MAX_UP_DWELL_US) {
      upDwellUs = UP_DWELL_US;
    }
    if (good >= GOOD_REPORTS && nowUs - changedUs >= upDwellUs && nowUs - blockedUs >= CLEAR_US) {
      level = LEVELS[level.ordinal() - 1];
      reason = "better";
      changedUs = nowUs;
      raisedUs = nowUs;
      good = 0;
      return true;
    }
    return false;
  }

  /** A frame was due and left, or could not; true if the level changed. */
  boolean frame(boolean left, long nowUs) {
    frames++;
    if (!left) {
      blocked++;
      blockedUs = nowUs;
    }
    if (nowUs - windowUs < SECOND_US) {
      return false;
    }
    boolean congested = blocked >= 2 && blocked * 4 > frames;
    congestedWindows = congested ? congestedWindows + 1 : 0;
    windowUs = nowUs;
    frames = 0;
    blocked = 0;
    if (congestedWindows >= 2 && level != DetailLevel.MINIMAL) {
      congestedWindows = 0;
      lower(LEVELS[level.ordinal() + 1], "backlog", nowUs);
      return true;
    }
    return false;
  }

  /** The viewer or a snapshot says so. */
  void force(DetailLevel wanted, String why, long nowUs) {
    level = wanted;
    reason = why;
    changedUs = nowUs;
    bad = 0;
    good = 0;
    congestedWindows = 0;
  }

  private void lower(DetailLevel to, String why, long nowUs) {
    if (nowUs - raisedUs < REGRET_US) {
      upDwellUs = Math.min(MAX_UP_DWELL_US, upDwellUs * 2);
    }
    level = to;
    reason = why;
    changedUs = nowUs;
    loweredUs = nowUs;
    bad = 0;
    good = 0;
  }
}
