package org.avatarengine.animation.live;

import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SampleOutcome;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;

/** The compositor with the flight recorder beside it: nothing moves the face past the recorder. */
final class Face {

  private final Compositor compositor;
  private final FlightRecorder recorder;

  /** From that moment on. */
  Face(Compositor compositor, FlightRecorder recorder, long nowUs, long nextSequence) {
    this.compositor = compositor;
    this.recorder = recorder;
    if (recorder.wantsSegment(nowUs)) {
      recorder.segment(nowUs, nextSequence, compositor.save());
    }
  }

  int open(SourceSettings settings, long nowUs) {
    int source = compositor.addSource(settings);
    recorder.open(source, settings, nowUs);
    return source;
  }

  void close(int source, long nowUs) {
    compositor.removeSource(source);
    recorder.close(source, nowUs);
  }

  SampleOutcome offer(int source, FaceSample sample, long nowUs) {
    SampleOutcome outcome = compositor.offer(source, sample, nowUs);
    recorder.sample(source, sample, nowUs);
    return outcome;
  }

  boolean neutral(int source, long nowUs) {
    boolean shown = compositor.calibrate(source, nowUs);
    recorder.neutral(source, nowUs);
    return shown;
  }

  void emotion(EmotionCue cue, long nowUs) {
    compositor.emotion(cue, nowUs);
    recorder.emotion(cue, nowUs);
  }

  void gaze(float yaw, float pitch, int holdMs, long nowUs) {
    compositor.gaze(yaw, pitch, holdMs, nowUs);
    recorder.gaze(yaw, pitch, holdMs, nowUs);
  }

  /**
   * Composes the next frame.
   *
   * @param nextSequence of the frame after this one
   */
  void compose(long nowUs, long nextSequence, float[] out) {
    compositor.compose(nowUs, out);
    recorder.beat(nowUs, FlightRecorder.hash(out));
    if (recorder.wantsSegment(nowUs)) {
      recorder.segment(nowUs, nextSequence, compositor.save());
    }
  }

  void malformed(int source, String complaint, byte[] packet, int offset, int length, long nowUs) {
    recorder.malformed(source, complaint, packet, offset, length, nowUs);
  }

  Compositor compositor() {
    return compositor;
  }

  FlightRecorder recorder() {
    return recorder;
  }
}
