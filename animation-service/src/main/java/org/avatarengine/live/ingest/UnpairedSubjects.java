package org.avatarengine.live.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.avatarengine.live.session.PairingCode;

/** Names that packets came with and that no session has: the latest ones. Any thread. */
final class UnpairedSubjects {

  private static final int KEPT = 64;
  private static final int MAX_NAME = 64;
  private static final int NEAR = 2;

  private final Map<String, Long> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KEPT;
        }
      };
  private String last;

  synchronized void add(String subject) {
    String name = subject.length() > MAX_NAME ? subject.substring(0, MAX_NAME) : subject;
    counts.merge(name, 1L, Long::sum);
    last = name;
  }

  /** The last one, or null. */
  synchronized String last() {
    return last;
  }

  /** One that looks like a session's code: at most two edits away; or null. */
  synchronized String near(String code) {
    String wanted = PairingCode.normal(code);
    String found = null;
    for (String name : counts.keySet()) {
      if (distance(PairingCode.normal(name), wanted) <= NEAR) {
        found = name;
      }
    }
    return found;
  }

  /** The edit distance (Levenshtein) of two short texts. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
