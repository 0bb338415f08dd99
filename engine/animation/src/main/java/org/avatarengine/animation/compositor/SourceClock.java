package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import org.avatarengine.animation.signal.FaceSample;

/** Tells new samples from late and repeated ones by the source's own clock or count. */
final class SourceClock {

  /** A clock that goes back by more has begun anew. */
  static final long RESTART_US = 2_000_000;

  /** The same for sources that only count frames. */
  static final long RESTART_FRAMES = 120;

  /** A clock that stands for so long is no clock: samples are taken all the same. */
  static final long STOPPED_US = 500_000;

  private long timeUs = -1;
  private long frame = -1;
  private long takenAtUs = -1;
  private long late;
  private long duplicate;
  private long restarts;

  /** TAKEN, LATE or DUPLICATE; one that is taken is the newest from now on. */
  SampleOutcome judge(FaceSample sample, long nowUs) {
    SampleOutcome outcome = outcome(sample, nowUs);
    if (outcome == SampleOutcome.TAKEN) {
      timeUs = sample.sourceTimeUs();
      frame = sample.frameNumber();
      takenAtUs = nowUs;
    }
    return outcome;
  }

  private SampleOutcome outcome(FaceSample sample, long nowUs) {
    long behind;
    long restart;
    if (sample.sourceTimeUs() >= 0 && timeUs >= 0) {
      behind = timeUs - sample.sourceTimeUs();
      restart = RESTART_US;
    } else if (sample.sourceTimeUs() < 0 && sample.frameNumber() >= 0 && frame >= 0) {
      behind = frame - sample.frameNumber();
      restart = RESTART_FRAMES;
    } else {
      return SampleOutcome.TAKEN;
    }
    if (behind < 0) {
      return SampleOutcome.TAKEN;
    }
    if (behind > restart) {
      restarts++;
      return SampleOutcome.TAKEN;
    }
    if (behind > 0) {
      late++;
      return SampleOutcome.LATE;
    }
    if (nowUs - takenAtUs > STOPPED_US) {
      return SampleOutcome.TAKEN;
    }
    duplicate++;
    return SampleOutcome.DUPLICATE;
  }

  long timeUs() {
    return timeUs;
  }

  long late() {
    return late;
  }

  long duplicate() {
    return duplicate;
  }

  long restarts() {
    return restarts;
  }

  void save(ByteBuffer out) {
    out.putLong(timeUs).putLong(frame).putLong(takenAtUs);
    out.putLong(late).putLong(duplicate).putLong(restarts);
  }

  void restore(ByteBuffer in) {
    timeUs = in.getLong();
    frame = in.getLong();
    takenAtUs = in.getLong();
    late = in.getLong();
    duplicate = in.getLong();
    restarts = in.getLong();
  }
}
