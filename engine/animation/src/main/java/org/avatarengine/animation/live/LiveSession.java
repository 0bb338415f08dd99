package org.avatarengine.animation.live;

import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.stream.TargetMapper;
import org.avatarengine.contract.id.SessionId;

/**
 * One live face: sources in, compositor, levels, viewers out. Belongs to one thread for life; every
 * time is microseconds since the session began and comes from the caller.
 */
public final class LiveSession {

  /** With the channels themselves for a rig and the default flight recorder. */
  public LiveSession(LiveSettings settings) {
    this(settings, null, FlightSettings.DEFAULT);
  }

  /**
   * A fresh session.
   *
   * @param targets the rig of JSON and MessagePack frames, for this session alone; null for none
   */
  public LiveSession(LiveSettings settings, TargetMapper targets, FlightSettings flight) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** With the channels themselves for a rig and the default flight recorder. */
  public static LiveSession resume(SessionSnapshot snapshot) {
    return resume(snapshot, null, FlightSettings.DEFAULT);
  }

  /**
   * Goes on where a snapshot was taken: same id, seed, calibrations, emotion and gaze. Its time
   * starts at {@link SessionSnapshot#mediaTimeUs}, its sequence numbers a jump later, so that none
   * is used twice; all viewers are away and may come back.
   *
   * @param targets the rig of JSON and MessagePack frames, for this session alone; null for none
   */
  public static LiveSession resume(
      SessionSnapshot snapshot, TargetMapper targets, FlightSettings flight) {
    throw new UnsupportedOperationException("not written yet");
  }

  public LiveSettings settings() {
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
   * Turns the gaze.
   *
   * @param yaw −1..1 radians to the subject's left
   * @param pitch −1..1 radians upwards
   * @param holdMs for how long; −1 until told otherwise; 0 lets go
   */
  public void gaze(float yaw, float pitch, int holdMs, long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Takes what each source shows now as its neutral face. */
  public void calibrate(long nowUs) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Whether a viewer of that id is here or was lately, so that it may resume. */
  public boolean knows(String viewerId) {
    throw new UnsupportedOperationException("not written yet");
  }

  /** How many viewers are here now, performers among them. */
  public int viewers() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Since when there is neither viewer nor input; −1 while there is one. */
  public long idleSinceUs() {
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

  /**
   * How long the last beat took, as its caller measured: for the stats.
   *
   * @param nanos 0 or more
   */
  public void beatTook(long nanos) {
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

  /**
   * The same with what the UDP ingest knows.
   *
   * @param ingest null for nothing
   */
  public DoctorReport doctor(long nowUs, IngestView ingest) {
    throw new UnsupportedOperationException("not written yet");
  }

  public SessionStats stats() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** The flight recording so far, a file for {@code ./avatar replay}. */
  public byte[] recording() {
    throw new UnsupportedOperationException("not written yet");
  }

  public boolean isClosed() {
    throw new UnsupportedOperationException("not written yet");
  }

  /** Ends it for all. */
  public void close(CloseReason reason) {
    throw new UnsupportedOperationException("not written yet");
  }
}
