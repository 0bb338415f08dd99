package org.avatarengine.animation.compositor;

import java.util.List;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.signal.FaceSample;

/**
 * Sources to one face. All times are microseconds since the session began and never go back; the
 * same calls with the same seed give the same frames bit for bit, on every machine.
 */
public final class Compositor {

  /** How many sources a session has at most. */
  public static final int MAX_SOURCES = 8;

  public Compositor(CompositorSettings settings, long seed) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Adds a source.
   *
   * @return its index, 0..{@link #MAX_SOURCES} − 1
   * @throws IllegalStateException when there are as many as there may be
   */
  public int addSource(SourceSettings settings) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Forgets a source; its index may be given again. */
  public void removeSource(int source) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Takes a sample; its values are copied. Late and duplicate ones, by the source's clock, are not
   * taken.
   */
  public SampleOutcome offer(int source, FaceSample sample, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Takes what the source showed in the last moments as its neutral face.
   *
   * @return false, and nothing changed, if it showed no face in the last two seconds
   */
  public boolean calibrate(int source, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Replaces the calibration of a source. */
  public void calibrate(int source, Calibration calibration) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Starts an emotion; it replaces the one before, from where that one was. */
  public void emotion(EmotionCue cue, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Turns the gaze to a target.
   *
   * @param yaw −1..1 radians to the subject's left
   * @param pitch −1..1 radians upwards
   * @param holdMs for how long; −1 until told otherwise; 0 lets go
   */
  public void gaze(float yaw, float pitch, int holdMs, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Sets what speech puts into the mouth after emotion and before the constraints; null for none.
   */
  public void coArticulation(CoArticulation hook) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Composes the face for a moment.
   *
   * @param out 61 floats, written: blend shapes 0..1, rotations −1..1
   */
  public void compose(long nowUs, float[] out) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** What a source was added with, and its calibration as it is now; null when there is none. */
  public SourceSettings source(int source) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * How a source fares.
   *
   * @param stillMs channels that have not moved for so long are named as still
   */
  public SourceReport report(int source, int stillMs, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The stages in their order with their counts. */
  public List<StageReport> stages() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * All that another instance needs to go on bit for bit: seeds, sources with their calibrations
   * and last values, emotion, gaze, filters; not the settings and not the co-articulation hook.
   */
  public byte[] save() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Goes on where {@link #save} was called; session time goes on too.
   *
   * @param settings those of the saved one; stages that these have and those had not start anew
   * @throws IllegalArgumentException when the bytes are not of {@link #save}
   */
  public static Compositor restore(CompositorSettings settings, byte[] saved) {
    throw new UnsupportedOperationException("not written yet");
  }
}
