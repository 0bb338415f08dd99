package org.avatarengine.animation.live;

import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.id.SessionId;

/**
 * One live face: sources in, compositor, levels, viewers out. Belongs to one thread for life; every
 * time is microseconds since the session began and comes from the caller.
 */
public final class LiveSession {

  public LiveSession(LiveSettings settings) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Goes on where a snapshot was taken: same id, seed, sequence numbers, calibrations, emotion. */
  public static LiveSession resume(SessionSnapshot snapshot) {
    throw new UnsupportedOperationException("not written yet");
  }

  public SessionId id() {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Opens a source of packets.
   *
   * @return its number
   * @throws IllegalStateException when there are as many as there may be
   */
  public int openSource(DialectReader reader, SourceSettings settings, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  public void closeSource(int source, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** A packet of that source came. */
  public void packet(int source, byte[] bytes, int offset, int length, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  public void emotion(EmotionCue cue, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /**
   * Lets somebody in; the first text to the port is the welcome.
   *
   * @return null when the session is full
   */
  public Viewer join(ViewerRequest request, ViewerPort port, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** One frame: to be called {@code fps} times a second. */
  public void beat(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** What another instance needs to go on. */
  public SessionSnapshot snapshot(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** What is well and what is not, with one sentence of advice. */
  public DoctorReport doctor(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  public SessionStats stats() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The flight recording so far, a file for {@code ./avatar replay}. */
  public byte[] recording() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Ends it for all. */
  public void close(CloseReason reason) {
    throw new UnsupportedOperationException("not written yet");
  }
}
