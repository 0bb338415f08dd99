package org.avatarengine.animation.live;

import java.util.Objects;
import org.avatarengine.animation.compositor.CoArticulation;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.animation.live.SessionSnapshot.KnownViewer;
import org.avatarengine.animation.stream.TargetMapper;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;

/**
 * One live face: sources in, compositor, levels, viewers out. Belongs to one thread for life; every
 * time is microseconds since the session began and comes from the caller; one that is less than the
 * latest counts as the latest.
 *
 * <p>Frames are numbered by beats, whatever the level: the first beat is frame 0.
 */
public final class LiveSession {

  /** By how much numbers jump when another instance goes on: over a minute at 60 fps. */
  public static final int RESUME_JUMP = 4_096;

  /** So long without viewer and input, and a session counts as idle. */
  private static final long IDLE_US = 1_000_000;

  /** Places beyond the viewers' for instances that pass the session on. */
  private static final int RELAY_PLACES = 16;

  private final LiveSettings settings;
  private final boolean relay;
  private final Face face;
  private final SessionSources sources;
  private final Audience audience;
  private final Admission admission = new Admission();
  private final ViewerMemory memory = new ViewerMemory();
  private final ViewerDesk desk;
  private final SessionDoctor doctor;
  private final SessionCounts counts = new SessionCounts();
  private final Pulse pulse;
  private long nowUs;
  private long lastWatchedUs;
  private boolean closed;

  /** With the channels for a rig and the default flight recorder. */
  public LiveSession(LiveSettings settings) {
    this(settings, null, FlightSettings.DEFAULT);
  }

  /**
   * A fresh session.
   *
   * @param targets the rig of JSON and MessagePack frames, for this session alone; null for none
   */
  public LiveSession(LiveSettings settings, TargetMapper targets, FlightSettings flight) {
    this(settings, targets, flight, fresh(settings), 0, 0, false);
  }

  private LiveSession(
      LiveSettings settings,
      TargetMapper targets,
      FlightSettings flight,
      Compositor compositor,
      long startUs,
      long nextSequence,
      boolean relay) {
    this.relay = relay;
    this.settings = Objects.requireNonNull(settings, "settings");
    this.nowUs = startUs;
    this.lastWatchedUs = startUs;
    this.pulse = new Pulse(nextSequence);
    this.face = new Face(compositor, new FlightRecorder(flight, settings), startUs, nextSequence);
    this.sources = new SessionSources(face, startUs);
    this.audience = new Audience(settings, targets);
    this.desk = new ViewerDesk(settings, new Door(), face, sources, audience);
    this.doctor = new SessionDoctor(settings);
  }

  /** With the channels themselves for a rig and the default flight recorder. */
  public static LiveSession resume(SessionSnapshot snapshot) {
    return resume(snapshot, null, FlightSettings.DEFAULT);
  }

  /**
   * Goes on where a snapshot was taken: same id, seed, calibrations, emotion and gaze. Its time
   * starts at {@link SessionSnapshot#mediaTimeUs}, its sequence numbers {@link #RESUME_JUMP} later,
   * so that none is used twice; all viewers are away and may come back.
   *
   * @param targets the rig of JSON and MessagePack frames, for this session alone; null for none
   * @throws IllegalArgumentException when the compositor's state is none
   */
  public static LiveSession resume(
      SessionSnapshot snapshot, TargetMapper targets, FlightSettings flight) {
    LiveSession session =
        new LiveSession(
            snapshot.settings(),
            targets,
            flight,
            Compositor.restore(snapshot.compositor(), snapshot.state()),
            snapshot.mediaTimeUs(),
            (snapshot.nextSequence() + RESUME_JUMP) & Pulse.MASK,
            false);
    session.sources.restore(snapshot.sources(), snapshot.mediaTimeUs());
    for (KnownViewer viewer : snapshot.viewers()) {
      session.memory.remember(viewer);
    }
    return session;
  }

  /**
   * A session that another instance owns, shown to viewers here: beats do nothing, what it shows
   * comes by {@link #show}. Its viewers have their own levels, bases and ids.
   *
   * @param targets the rig of JSON and MessagePack frames, for this session alone; null for none
   * @param startUs the owner's media time now
   */
  public static LiveSession relay(LiveSettings settings, TargetMapper targets, long startUs) {
    return new LiveSession(
        settings, targets, FlightSettings.OFF, fresh(settings), startUs, 0, true);
  }

  /** Whether another instance composes it. */
  public boolean isRelay() {
    return relay;
  }

  public LiveSettings settings() {
    return settings;
  }

  public SessionId id() {
    return settings.id();
  }

  /**
   * Opens a source of packets. After a takeover one of the same dialect and name as before goes on
   * with the number, the settings and the calibration that it had.
   *
   * @return its number
   * @throws IllegalStateException when there are as many as there may be
   */
  public int openSource(DialectReader reader, SourceSettings source, long callerUs) {
    return sources.open(reader, source, clock(callerUs));
  }

  public void closeSource(int source, long callerUs) {
    sources.close(source, clock(callerUs));
  }

  /** A packet of that source came. */
  public void packet(int source, byte[] bytes, int offset, int length, long callerUs) {
    sources.packet(source, bytes, offset, length, clock(callerUs));
  }

  public void emotion(EmotionCue cue, long callerUs) {
    face.emotion(cue, clock(callerUs));
  }

  /**
   * Turns the gaze.
   *
   * @param yaw −1..1 radians to the subject's left
   * @param pitch −1..1 radians upwards
   * @param holdMs for how long; −1 until told otherwise; 0 lets go
   */
  public void gaze(float yaw, float pitch, int holdMs, long callerUs) {
    face.gaze(yaw, pitch, holdMs, clock(callerUs));
  }

  /**
   * Takes what each source shows now as its neutral face.
   *
   * @return how many sources showed a face
   */
  public int calibrate(long callerUs) {
    return sources.calibrate(clock(callerUs));
  }

  /**
   * Sets what speech puts into the mouth; null for none. What it does is not in the flight
   * recording: a replay of a session that spoke differs from the first word on.
   */
  public void coArticulation(CoArticulation hook) {
    face.compositor().coArticulation(hook);
  }

  /** Whether a viewer of that id is here or was lately, so that it may resume. */
  public boolean knows(String viewerId) {
    return audience.find(viewerId) != null || memory.knows(viewerId, nowUs);
  }

  /** How many viewers are here now, performers among them. */
  public int viewers() {
    return audience.size();
  }

  /** Whether there is a place for somebody who asks like that. */
  public boolean hasRoom(ViewerRequest request) {
    int most = settings.maxViewers() + (request.relay() ? RELAY_PLACES : 0);
    return audience.size() < most
        || (request.viewerId() != null && audience.find(request.viewerId()) != null);
  }

  /** Since when there is neither viewer nor input; −1 while there is one. */
  public long idleSinceUs() {
    long last = Math.max(lastWatchedUs, sources.lastInputUs());
    return audience.size() > 0 || nowUs - last < IDLE_US ? -1 : last;
  }

  /**
   * Lets somebody in; the first text to the port is the welcome. Who comes back by an id that is
   * known goes on as the same viewer with the level it had, and gets a key frame at once; if it is
   * still here, its old connection ends with {@link CloseReason#REPLACED}.
   *
   * @return null when the session is full or closed
   */
  public Viewer join(ViewerRequest request, ViewerPort port, long callerUs) {
    clock(callerUs);
    if (closed) {
      return null;
    }
    KnownViewer known = recall(request.viewerId());
    if (!hasRoom(request)) {
      counts.refused++;
      if (known != null) {
        memory.remember(known);
      }
      return null;
    }
    SessionViewer viewer = admission.admit(request, known, port, desk, nowUs);
    String subject = request.subject() == null ? id().value() : request.subject();
    if (!audience.form(viewer, subject.length() > 64 ? subject.substring(0, 64) : subject)) {
      counts.refused++;
      return null;
    }
    counts.joined++;
    counts.resumed += known == null ? 0 : 1;
    audience.add(viewer);
    port.text(ControlReply.welcome(settings, viewer, nowUs));
    if (viewer.here) {
      audience.catchUp(viewer, nowUs);
    }
    return viewer;
  }

  /** One frame: to be called {@code fps} times a second. */
  public void beat(long callerUs) {
    clock(callerUs);
    if (closed || relay) {
      return;
    }
    if (audience.size() > 0) {
      lastWatchedUs = nowUs;
    }
    sources.retire(nowUs);
    pulse.beat(face, audience, nowUs);
  }

  /**
   * The owner's newest frame goes out here, under its number and time, unless it is an old one.
   *
   * @throws IllegalStateException when it is not a relay
   */
  public void show(QuantizedFrame frame, long callerUs) {
    if (!relay) {
      throw new IllegalStateException("composes its frames itself");
    }
    clock(callerUs);
    if (!closed) {
      pulse.show(frame, audience, nowUs);
    }
  }

  /**
   * How long the last beat took, as its caller measured: for the stats.
   *
   * @param nanos 0 or more
   */
  public void beatTook(long nanos) {
    counts.beatTook(nanos);
  }

  /** What another instance needs to go on. */
  public SessionSnapshot snapshot(long callerUs) {
    clock(callerUs);
    return new SessionSnapshot(
        SessionSnapshot.VERSION,
        settings.id(),
        settings.rig(),
        settings.fps(),
        settings.profile(),
        settings.compositor(),
        settings.seed(),
        settings.maxViewers(),
        pulse.nextSequence(),
        nowUs,
        face.compositor().save(),
        memory.snapshot(audience.all(), nowUs),
        sources.snapshot());
  }

  /** What is well and what is not, with one sentence of advice. */
  public DoctorReport doctor(long callerUs) {
    return doctor(callerUs, null);
  }

  /**
   * The same with what the UDP ingest knows.
   *
   * @param ingest null for nothing
   */
  public DoctorReport doctor(long callerUs, IngestView ingest) {
    clock(callerUs);
    return doctor.report(sources.all(), face.compositor(), audience.all(), ingest, nowUs);
  }

  public SessionStats stats() {
    return counts.stats(relay ? 0 : pulse.beats(), audience, desk, sources);
  }

  /** The flight recording so far, a file for {@code ./avatar replay}; empty when it is off. */
  public byte[] recording() {
    return face.recorder().recording();
  }

  public boolean isClosed() {
    return closed;
  }

  /** Ends it for all. */
  public void close(CloseReason reason) {
    closed = true;
    for (SessionViewer viewer : audience.all()) {
      end(viewer, reason);
    }
  }

  private static Compositor fresh(LiveSettings settings) {
    return new Compositor(settings.compositor(), settings.seed());
  }

  private long clock(long callerUs) {
    nowUs = Math.max(nowUs, callerUs);
    return nowUs;
  }

  /** Who comes back; one that is still here makes way for itself. */
  private KnownViewer recall(String viewerId) {
    if (viewerId == null) {
      return null;
    }
    SessionViewer old = audience.find(viewerId);
    if (old != null) {
      memory.remember(old, nowUs);
      end(old, CloseReason.REPLACED);
    }
    return memory.recall(viewerId, nowUs);
  }

  private void end(SessionViewer viewer, CloseReason reason) {
    audience.remove(viewer);
    if (viewer.role == SessionRole.PERFORMER) {
      sources.left(viewer.id(), nowUs);
    }
    viewer.ended(reason, nowUs);
    viewer.port.text(ControlReply.bye(reason));
    viewer.port.close(reason);
  }

  /** Where viewers go out. */
  private final class Door implements ViewerDesk.House {
    @Override
    public long clock(long callerUs) {
      return LiveSession.this.clock(callerUs);
    }

    @Override
    public void gone(SessionViewer viewer) {
      if (viewer.isBinary() || viewer.isText()) {
        memory.remember(viewer, nowUs);
      }
      audience.remove(viewer);
      if (viewer.role == SessionRole.PERFORMER) {
        sources.left(viewer.id(), nowUs);
      }
      viewer.ended(CloseReason.LEFT, nowUs);
      lastWatchedUs = nowUs;
    }

    @Override
    public void expel(SessionViewer viewer, CloseReason reason, long atUs) {
      memory.forget(viewer.id());
      end(viewer, reason);
    }
  }
}
