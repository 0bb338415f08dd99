package org.avatarengine.facecache.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.contract.event.FaceFact;
import org.avatarengine.contract.id.AvatarId;

/**
 * Faces that were found damaged and are to be made anew. Each is told once in a while, for as long
 * as it is found so. Bounded: what does not fit is found again at its next read.
 */
@Singleton
public class DamagedFaces {

  private static final int BOUND = 10_000;

  private final ConcurrentHashMap<AvatarId, String> waiting = new ConcurrentHashMap<>();
  private final Cache<AvatarId, Boolean> told;
  private final LongAdder requested = new LongAdder();

  @Inject
  DamagedFaces(ReportConfig config) {
    this(config.damageAgainAfter(), Ticker.systemTicker());
  }

  /** Tells of one face at most once in {@code againAfter}. */
  public DamagedFaces(Duration againAfter, Ticker ticker) {
    this.told =
        Caffeine.newBuilder()
            .maximumSize(BOUND)
            .expireAfterWrite(againAfter)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Notes a face that does not verify.
   *
   * @param cause for operators
   */
  public void note(AvatarId avatarId, String cause) {
    if (waiting.mappingCount() < BOUND
        && told.asMap().putIfAbsent(avatarId, Boolean.TRUE) == null) {
      waiting.put(avatarId, cause);
    }
  }

  /** Takes out what is to be told. */
  List<FaceFact.Damaged> take() {
    List<FaceFact.Damaged> taken = new ArrayList<>();
    Iterator<AvatarId> ids = waiting.keySet().iterator();
    while (ids.hasNext()) {
      AvatarId avatarId = ids.next();
      String cause = waiting.remove(avatarId);
      if (cause != null) {
        taken.add(new FaceFact.Damaged(avatarId, cause));
      }
    }
    return taken;
  }

  /** It was told. */
  void isTold(FaceFact.Damaged damaged) {
    requested.increment();
  }

  /** It could not be told: the next read that finds it tries again. */
  void isUntold(FaceFact.Damaged damaged) {
    told.invalidate(damaged.avatarId());
  }

  /** How many faces registration was asked to make anew, since the start. */
  public long rebuildsRequested() {
    return requested.sum();
  }
}
