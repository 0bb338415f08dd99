package org.avatarengine.live.session;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.animation.compositor.Calibration;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.FlightSettings;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.animation.live.SessionSnapshot;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/** The sessions of this instance. Any thread. */
@Singleton
public class LiveSessions {

  private static final long LONGEST_OUTAGE_US = 600_000_000L;
  private static final Logger LOG = Logger.getLogger(LiveSessions.class);
  private static final int CODE_TRIES = 100;

  private final SessionConfig config;
  private final SessionLoops loops;
  private final InstanceName instance;
  private final PresetShelf presets;
  private final RigShelf rigs;
  private final Instance<SessionWatcher> watchers;
  private final Clock clock = Clock.systemUTC();
  private final ConcurrentMap<SessionId, HeldSession> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, SessionId> subjects = new ConcurrentHashMap<>();
  private final AtomicLong created = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private volatile boolean stopping;

  LiveSessions(
      SessionConfig config,
      SessionLoops loops,
      InstanceName instance,
      PresetShelf presets,
      RigShelf rigs,
      @Any Instance<SessionWatcher> watchers) {
    this.config = config;
    this.loops = loops;
    this.instance = instance;
    this.presets = presets;
    this.rigs = rigs;
    this.watchers = watchers;
  }

  /**
   * Begins a session.
   *
   * @throws ProblemException 409 when the subject is taken or the user has too many, 503 when the
   *     instance has
   */
  public HeldSession create(UserId owner, SessionOrder order) {
    if (stopping || sessions.size() >= config.max()) {
      throw ProblemException.of(
              ProblemType.BUSY,
              new Reason("sessions-full", "This instance takes no further session now."))
          .retryAfter(config.idleTimeout().dividedBy(20));
    }
    if (ofOwner(owner).size() >= config.maxPerUser()) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          new Reason(
              "too-many-sessions",
              "You have " + config.maxPerUser() + " sessions already; close one of them."));
    }
    SessionId id = SessionId.create(instance.value());
    String subject = reserve(order.liveLinkSubject(), id);
    try {
      SessionFacts facts =
          new SessionFacts(
              id,
              owner,
              order.avatarId(),
              order.rig(),
              order.fps(),
              order.profile(),
              order.preset().name(),
              subject,
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      LiveSettings settings =
          new LiveSettings(
              id,
              order.rig(),
              order.fps(),
              order.profile(),
              order.preset().compositor(),
              order.seed(),
              config.maxViewers());
      HeldSession session =
          hold(facts, new LiveSession(settings, rigs.mapper(order.rig()), flight()), 0);
      created.incrementAndGet();
      LOG.infof("session began sessionId=%s userId=%s", id, owner);
      return session;
    } catch (RuntimeException failure) {
      subjects.remove(PairingCode.normal(subject), id);
      throw failure;
    }
  }

  /** Goes on with a session of another instance, from its snapshot. */
  public HeldSession restore(SessionFacts facts, SessionSnapshot snapshot) {
    HeldSession here = sessions.get(facts.id());
    if (here != null) {
      return here;
    }
    LiveSession live = LiveSession.resume(snapshot, rigs.mapper(facts.rig()), flight());
    if (subjects.putIfAbsent(PairingCode.normal(facts.subject()), facts.id()) != null) {
      LOG.warnf("the pairing code is taken here, sources cannot pair sessionId=%s", facts.id());
    }
    HeldSession session = hold(facts, live, timeNow(facts, snapshot));
    LOG.infof("session goes on here sessionId=%s", facts.id());
    return session;
  }

  /**
   * What time it is in a session that another instance had: since it began, by the clocks of both,
   * so that time does not go back by the age of the snapshot. A clock that is wrong by more than
   * the longest outage counts for nothing.
   */
  private long timeNow(SessionFacts facts, SessionSnapshot snapshot) {
    long sinceUs = facts.createdAt().until(clock.instant(), ChronoUnit.MICROS);
    long saved = snapshot.mediaTimeUs();
    return sinceUs > saved && sinceUs - saved < LONGEST_OUTAGE_US ? sinceUs : saved;
  }

  /**
   * Shows a session of another instance here. It is none of this instance's sessions: not found by
   * its id, not driven, not written to Redis; whoever asks for it keeps it.
   *
   * @param mediaUs the owner's media time now
   * @throws IllegalArgumentException when its rig is not known here
   */
  public HeldSession relay(SessionFacts facts, long mediaUs) {
    LiveSettings settings =
        new LiveSettings(
            facts.id(),
            facts.rig(),
            facts.fps(),
            facts.profile(),
            CompositorSettings.raw(),
            0,
            config.maxViewers());
    SessionLoop home = loops.inTurn();
    HeldSession session =
        new HeldSession(
            facts,
            LiveSession.relay(settings, rigs.mapper(facts.rig()), mediaUs),
            this,
            home,
            mediaUs);
    home.execute(() -> home.add(session));
    return session;
  }

  private HeldSession hold(SessionFacts facts, LiveSession live, long mediaUs) {
    SessionLoop home = loops.inTurn();
    HeldSession session = new HeldSession(facts, live, this, home, mediaUs);
    sessions.put(facts.id(), session);
    home.execute(() -> home.add(session));
    watchers.forEach(watcher -> watcher.opened(session));
    return session;
  }

  private String reserve(String wanted, SessionId id) {
    if (wanted != null) {
      if (subjects.putIfAbsent(PairingCode.normal(wanted), id) != null) {
        throw ProblemException.of(
            ProblemType.CONFLICT,
            new Reason(
                "subject-taken", "Another session has that liveLinkSubject; choose another."));
      }
      return wanted.strip();
    }
    for (int i = 0; i < CODE_TRIES; i++) {
      String code = PairingCode.create();
      if (subjects.putIfAbsent(PairingCode.normal(code), id) == null) {
        return code;
      }
    }
    throw ProblemException.of(ProblemType.BUSY, "No pairing code is free.");
  }

  private FlightSettings flight() {
    return new FlightSettings(
        (int) config.recordingTime().toSeconds(), (int) config.recordingSize().asLongValue());
  }

  /** The session of that id, when it is here. */
  public Optional<HeldSession> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** The session that sources of that name drive, when it is here. */
  public Optional<HeldSession> ofSubject(String subject) {
    SessionId id = subjects.get(PairingCode.normal(subject));
    return id == null ? Optional.empty() : find(id);
  }

  /** The sessions here of one user, the oldest first. */
  public List<HeldSession> ofOwner(UserId owner) {
    return sessions.values().stream()
        .filter(session -> session.facts().ownerId().equals(owner))
        .sorted(Comparator.comparing(session -> session.facts().createdAt()))
        .toList();
  }

  /** How many there are. */
  public int count() {
    return sessions.size();
  }

  /** All sessions here. */
  public Collection<HeldSession> all() {
    return List.copyOf(sessions.values());
  }

  /** What an uncalibrated source of the session starts with. */
  public Calibration calibration(HeldSession session) {
    return presets
        .named(session.facts().preset())
        .map(preset -> preset.calibration().toCalibration())
        .orElseGet(Calibration::none);
  }

  /** No further session begins here: the process ends. */
  public void stopTaking() {
    stopping = true;
  }

  /** How many sessions were begun here. */
  public long created() {
    return created.get();
  }

  /** How many sessions broke by a fault of ours. */
  public long faults() {
    return faults.get();
  }

  void countFault() {
    faults.incrementAndGet();
  }

  void left(HeldSession session, CloseReason reason) {
    SessionFacts facts = session.facts();
    if (sessions.remove(facts.id(), session)) {
      subjects.remove(PairingCode.normal(facts.subject()), facts.id());
      watchers.forEach(watcher -> watcher.closed(session, reason));
      LOG.infof("session ended here sessionId=%s reason=%s", facts.id(), reason.tag());
    }
  }
}
