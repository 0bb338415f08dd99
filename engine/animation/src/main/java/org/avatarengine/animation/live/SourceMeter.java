package org.avatarengine.animation.live;

import org.avatarengine.animation.compositor.SampleOutcome;
import org.avatarengine.animation.signal.FaceSample;

/** Counts and times what comes from one source, for the doctor. Allocates nothing on the way. */
final class SourceMeter {

  /** A frame number that jumps by more than this began anew. */
  private static final long MAX_GAP = 600;

  final RateWindow packetRate = new RateWindow();
  final RateWindow sampleRate = new RateWindow();
  final ClockDrift drift = new ClockDrift();
  private final RateWindow numbered = new RateWindow();
  private final RateWindow lost = new RateWindow();

  long packets;
  long samples;
  long partial;
  long malformed;
  long faceless;
  long late;
  long duplicates;
  String complaint;
  String subject;
  long lastSeenUs = -1;

  private boolean numbers;
  private long lastNumber = -1;
  private long lastSourceUs = -1;
  private long lastSampleUs = -1;
  private double meanGapUs;
  private double jitterUs;

  void packet(long nowUs) {
    packets++;
    packetRate.add(1, nowUs);
    lastSeenUs = nowUs;
  }

  void malformed(String why) {
    malformed++;
    complaint = why;
  }

  /** A sample and what the compositor made of it. */
  void sample(FaceSample sample, SampleOutcome outcome, long nowUs) {
    sampleRate.add(1, nowUs);
    if (!sample.subject().isEmpty()) {
      subject = sample.subject();
    }
    if (sample.frameNumber() >= 0) {
      number(sample.frameNumber(), nowUs);
    }
    switch (outcome) {
      case TAKEN -> {
        samples++;
        time(sample.sourceTimeUs(), nowUs);
      }
      case LATE -> late++;
      case DUPLICATE -> duplicates++;
      case FACELESS -> {
        faceless++;
        time(sample.sourceTimeUs(), nowUs);
      }
    }
  }

  double jitterMs() {
    return jitterUs / 1_000;
  }

  /** Frames that never came, of the last seconds; null when the source numbers nothing. */
  Double lossPercent(long nowUs) {
    if (!numbers) {
      return null;
    }
    long missing = Math.max(0, lost.total(nowUs));
    long all = missing + numbered.total(nowUs);
    return all == 0 ? 0 : missing * 100.0 / all;
  }

  private void number(long number, long nowUs) {
    numbers = true;
    long step = number - lastNumber;
    if (lastNumber < 0 || step > MAX_GAP || step < -MAX_GAP) {
      lastNumber = number;
      numbered.add(1, nowUs);
    } else if (step > 0) {
      lost.add(step - 1, nowUs);
      numbered.add(1, nowUs);
      lastNumber = number;
    } else if (step < 0) {
      lost.add(-1, nowUs);
      numbered.add(1, nowUs);
    }
  }

  /** The interarrival jitter of RFC 3550, section 6.4.1; without source times, of the gaps. */
  private void time(long sourceUs, long nowUs) {
    if (lastSampleUs >= 0) {
      double gap = nowUs - lastSampleUs;
      double off;
      if (sourceUs >= 0 && lastSourceUs >= 0) {
        off = gap - (sourceUs - lastSourceUs);
      } else {
        meanGapUs += (gap - meanGapUs) / (meanGapUs == 0 ? 1 : 16);
        off = gap - meanGapUs;
      }
      if (Math.abs(off) < 5_000_000) {
        jitterUs += (Math.abs(off) - jitterUs) / 16;
      }
    }
    if (sourceUs >= 0) {
      drift.add(sourceUs, nowUs);
    }
    lastSourceUs = sourceUs;
    lastSampleUs = nowUs;
  }
}
