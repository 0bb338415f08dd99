package org.avatarengine.facecache.report;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;

/**
 * Reads since they were told last, an avatar each, without a write per read. Bounded: past the
 * bound the reads of further avatars are dropped, and counted as such.
 */
@Singleton
public class AccessCounts {

  private final int bound;
  private final ConcurrentHashMap<AvatarId, FaceFact.Access> waiting = new ConcurrentHashMap<>();
  private final LongAdder counted = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  @Inject
  AccessCounts(ReportConfig config) {
    this(config.maxAvatars());
  }

  /** Counts of at most {@code bound} avatars at a time. */
  public AccessCounts(int bound) {
    this.bound = bound;
  }

  /** Counts one read. */
  public void count(AvatarId avatarId, Instant at) {
    add(new FaceFact.Access(avatarId, 1, at));
  }

  /** Takes back what could not be told. */
  void putBack(List<FaceFact.Access> untold) {
    untold.forEach(this::add);
  }

  private void add(FaceFact.Access access) {
    if (waiting.mappingCount() >= bound && !waiting.containsKey(access.avatarId())) {
      dropped.add(access.count());
      return;
    }
    counted.add(access.count());
    waiting.merge(
        access.avatarId(),
        access,
        (one, other) ->
            new FaceFact.Access(
                one.avatarId(),
                one.count() + other.count(),
                one.last().isAfter(other.last()) ? one.last() : other.last()));
  }

  /** Whether it is time to tell, whatever the clock says. */
  boolean isNearlyFull() {
    return waiting.mappingCount() >= bound / 10L * 9;
  }

  /** Takes some out, at most so many; none is in two answers. */
  List<FaceFact.Access> take(int most) {
    List<FaceFact.Access> taken = new ArrayList<>();
    Iterator<AvatarId> ids = waiting.keySet().iterator();
    while (taken.size() < most && ids.hasNext()) {
      FaceFact.Access access = waiting.remove(ids.next());
      if (access != null) {
        taken.add(access);
      }
    }
    taken.forEach(access -> counted.add(-access.count()));
    return taken;
  }

  /** How it stands. */
  public Standing standing() {
    return new Standing(waiting.mappingCount(), counted.sum(), dropped.sum());
  }

  /**
   * How the counts stand.
   *
   * @param avatars of which reads wait to be told
   * @param waiting reads that wait to be told
   * @param dropped reads that were not counted, since the start
   */
  public record Standing(long avatars, long waiting, long dropped) {}
}
