package org.avatarengine.live.ingest;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.LiveSessions;

/**
 * Finds the session of Live Link packets: by their subject, then bound to the address that the
 * first one came from. On the ingest thread.
 */
final class Pairing {

  private final LiveSessions sessions;
  private final Function<HeldSession, SourceSettings> settings;
  private final IngestConfig config;
  private final RateLimit unpairedLimit;
  private final DialectReader scout = Dialects.reader(Dialect.LIVE_LINK);
  private final FaceSample sample = new FaceSample();
  private final Map<InetSocketAddress, Binding> byAddress = new HashMap<>();
  private final Map<SessionId, Binding> bySession = new HashMap<>();
  private final UnpairedSubjects subjects = new UnpairedSubjects();
  private final LongAdder unpaired = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder foreign = new LongAdder();
  private final LongAdder limited = new LongAdder();

  Pairing(
      LiveSessions sessions, Function<HeldSession, SourceSettings> settings, IngestConfig config) {
    this.sessions = sessions;
    this.settings = settings;
    this.config = config;
    this.unpairedLimit = new RateLimit(config.unpairedRate());
  }

  /** A packet came; true when it is a session's. */
  boolean packet(byte[] packet, int length, InetSocketAddress from, long nowNanos) {
    Binding bound = byAddress.get(from);
    if (bound != null) {
      if (bound.session().isClosed()) {
        byAddress.remove(from);
      } else if (bound.isNamed(packet, length)) {
        bound.packet(packet, length, nowNanos);
        return true;
      }
    }
    if (!unpairedLimit.has(from.getAddress(), nowNanos)) {
      limited.increment();
      return false;
    }
    sample.clear();
    if (scout.read(packet, 0, length, sample) == DialectReader.Outcome.MALFORMED) {
      unpairedLimit.take(from.getAddress(), nowNanos);
      malformed.increment();
      return false;
    }
    String subject = sample.subject();
    HeldSession session = subject.isEmpty() ? null : sessions.ofSubject(subject).orElse(null);
    if (session == null) {
      unpairedLimit.take(from.getAddress(), nowNanos);
      unpaired.increment();
      subjects.add(subject);
      return false;
    }
    return pair(session, subject, packet, length, from, nowNanos);
  }

  private boolean pair(
      HeldSession session,
      String subject,
      byte[] packet,
      int length,
      InetSocketAddress from,
      long nowNanos) {
    Binding binding = bySession.get(session.facts().id());
    if (binding != null && binding.session() == session) {
      boolean elsewhere = !from.equals(binding.from());
      if (elsewhere && nowNanos - binding.heardAt() < config.rebindAfter().toNanos()) {
        foreign.increment();
        return false;
      }
      byAddress.remove((InetSocketAddress) binding.from(), binding);
      binding.packet(packet, length, nowNanos);
    } else {
      binding = new Binding(session, Dialect.LIVE_LINK);
      bySession.put(session.facts().id(), binding);
      byte[] first = Arrays.copyOf(packet, length);
      binding.open(settings.apply(session), config.maxWaiting(), first, length);
    }
    binding.bind(from, nowNanos);
    binding.learnName(subject.getBytes(StandardCharsets.UTF_8), packet, length);
    byAddress.put(from, binding);
    return true;
  }

  /** Forgets what belongs to sessions that ended. */
  void sweep() {
    Iterator<Binding> all = bySession.values().iterator();
    while (all.hasNext()) {
      Binding binding = all.next();
      if (binding.session().isClosed()) {
        all.remove();
        byAddress.values().removeIf(other -> other == binding);
      }
    }
  }

  long dropped() {
    return bySession.values().stream().mapToLong(Binding::dropped).sum();
  }

  /** The names that no session has. Any thread. */
  UnpairedSubjects subjects() {
    return subjects;
  }

  long unpaired() {
    return unpaired.sum();
  }

  long malformed() {
    return malformed.sum();
  }

  long foreign() {
    return foreign.sum();
  }

  long limited() {
    return limited.sum();
  }
}
