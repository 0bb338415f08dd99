package org.avatarengine.animation.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.live.SessionSnapshot.KnownViewer;

/** Who went lately and may come back as the same one. Bounded; the longest gone are forgotten. */
final class ViewerMemory {

  /** How long somebody is remembered. */
  static final long KEEP_US = 60_000_000;

  private static final int MAX = 1_000;

  private final Map<String, KnownViewer> away = new LinkedHashMap<>();

  void remember(KnownViewer viewer) {
    away.remove(viewer.viewerId());
    if (away.size() == MAX) {
      Iterator<String> ids = away.keySet().iterator();
      ids.next();
      ids.remove();
    }
    away.put(viewer.viewerId(), viewer);
  }

  /** Remembers somebody who is going now. */
  void remember(SessionViewer viewer, long nowUs) {
    remember(known(viewer, nowUs));
  }

  /** Who comes back is not away any more; null when not known. */
  KnownViewer recall(String id, long nowUs) {
    KnownViewer known = away.remove(id);
    return known == null || known.validUntilUs() < nowUs ? null : known;
  }

  void forget(String id) {
    away.remove(id);
  }

  boolean knows(String id, long nowUs) {
    KnownViewer known = away.get(id);
    return known != null && known.validUntilUs() >= nowUs;
  }

  /** Those who are here and those who went lately, at most {@link SessionSnapshot#MAX_VIEWERS}. */
  List<KnownViewer> snapshot(List<SessionViewer> here, long nowUs) {
    List<KnownViewer> all = new ArrayList<>();
    away.values().removeIf(known -> known.validUntilUs() < nowUs);
    all.addAll(away.values());
    for (SessionViewer viewer : here) {
      if (viewer.isBinary() || viewer.isText()) {
        all.add(known(viewer, nowUs));
      }
    }
    int surplus = Math.max(0, all.size() - SessionSnapshot.MAX_VIEWERS);
    return all.subList(surplus, all.size());
  }

  private static KnownViewer known(SessionViewer viewer, long nowUs) {
    return new KnownViewer(
        viewer.id(), viewer.role, viewer.format, viewer.level(), viewer.automatic, nowUs + KEEP_US);
  }
}
