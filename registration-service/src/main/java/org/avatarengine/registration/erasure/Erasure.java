package org.avatarengine.registration.erasure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;

/**
 * The erasure of one avatar; it stays for good, as the tombstone.
 *
 * <pre>requested ──every holder acknowledged──► completed ──signed──► recorded</pre>
 *
 * @param acks who has acknowledged, and when
 * @param completedAt when the last one did, or null
 * @param record the signed record, a compact JWS, or null
 * @param rounds how often the holders were asked
 */
public record Erasure(
    AvatarId avatarId,
    UserId ownerId,
    Instant requestedAt,
    Map<Holder, Instant> acks,
    Instant completedAt,
    String record,
    int rounds) {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  public Erasure {
    Objects.requireNonNull(avatarId, "avatarId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(requestedAt, "requestedAt");
    Map<Holder, Instant> copy = new EnumMap<>(Holder.class);
    copy.putAll(acks);
    acks = Collections.unmodifiableMap(copy);
  }

  static Erasure requested(AvatarId avatarId, UserId ownerId, Instant now) {
    return new Erasure(avatarId, ownerId, now, Map.of(), null, null, 1);
  }

  /** The erasure once a holder has acknowledged; a second acknowledgement changes nothing. */
  Erasure toAcknowledged(Holder holder, Instant now) {
    if (acks.containsKey(holder)) {
      return this;
    }
    Map<Holder, Instant> more = new EnumMap<>(Holder.class);
    more.putAll(acks);
    more.put(holder, now);
    Instant completed = more.size() == Holder.values().length ? now : null;
    return new Erasure(avatarId, ownerId, requestedAt, more, completed, record, rounds);
  }

  /** The erasure once its record is signed. */
  Erasure toRecorded(String signed) {
    if (completedAt == null) {
      throw new IllegalStateException("not complete: " + avatarId);
    }
    return new Erasure(avatarId, ownerId, requestedAt, acks, completedAt, signed, rounds);
  }

  Erasure toNextRound() {
    return new Erasure(avatarId, ownerId, requestedAt, acks, completedAt, record, rounds + 1);
  }

  Set<Holder> missing() {
    Set<Holder> missing = EnumSet.allOf(Holder.class);
    missing.removeAll(acks.keySet());
    return missing;
  }

  boolean isCompleted() {
    return completedAt != null;
  }

  /** How long to wait before asking again: doubling, up to five minutes. */
  Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(rounds - 1, 6));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  AvatarFact fact() {
    return new AvatarFact.Erased(avatarId, ownerId);
  }
}
