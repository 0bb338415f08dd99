package org.avatarengine.animation.stream;

import java.util.Arrays;

/**
 * Picks the at most four frames that this beat's frame is encoded against, so that the viewers
 * together get the fewest bits. A viewer can use a base only if it acknowledged that very frame;
 * who can use none gets a key frame.
 *
 * <p>With at most four different newest acknowledgements each is a base. With more, bases are taken
 * one by one, each the one that saves the most (greedy facility location).
 */
final class BaseChooser {

  /** How many bases live at most. */
  static final int MAX_BASES = 4;

  private static final long MASK = 0xFFFF_FFFFL;

  /** How many different acknowledgements are considered, the newest ones. */
  private static final int MAX_CANDIDATES = 64;

  /** What a key frame costs, in bits. */
  private static final int KEY_BITS = 440;

  /**
   * About what a frame costs by the age of its base: the figures of the codec at ages 1, 2 and 4 go
   * up by 40 bits with each doubling.
   */
  private static final int[] BITS = new int[AckWindow.SIZE];

  static {
    for (int age = 1; age < BITS.length; age++) {
      int log = 31 - Integer.numberOfLeadingZeros(age);
      int part = ((age - (1 << log)) << 5) >> log;
      BITS[age] = Math.min(KEY_BITS - 1, 110 + 40 * log + 40 * part / 32);
    }
  }

  private final int[] votes = new int[AckWindow.SIZE];
  private final int[] candidates = new int[MAX_CANDIDATES];
  private int[] best = new int[8];

  /**
   * Chooses.
   *
   * @param viewers the first {@code count} of them take part
   * @param sequence the frame to be encoded
   * @param bases filled with the bases' numbers, four of room
   * @return how many there are
   */
  int choose(AckWindow[] viewers, int count, long sequence, long[] bases) {
    int found = candidates(viewers, count, sequence);
    if (found <= MAX_BASES) {
      for (int i = 0; i < found; i++) {
        bases[i] = (sequence - candidates[i]) & MASK;
      }
      return found;
    }
    if (best.length < count) {
      best = new int[count + count / 2];
    }
    Arrays.fill(best, 0, count, KEY_BITS);
    for (int round = 0; round < MAX_BASES; round++) {
      int winner = mostSaving(viewers, count, sequence, found);
      if (winner < 0) {
        return round;
      }
      bases[round] = (sequence - winner) & MASK;
      for (int v = 0; v < count; v++) {
        if (best[v] > BITS[winner] && viewers[v].hasAcknowledged(bases[round])) {
          best[v] = BITS[winner];
        }
      }
    }
    return MAX_BASES;
  }

  /** The ages of the viewers' newest acknowledgements, each once, the newest first. */
  private int candidates(AckWindow[] viewers, int count, long sequence) {
    Arrays.fill(votes, 0);
    for (int v = 0; v < count; v++) {
      long newest = viewers[v].newestAcknowledged();
      long age = (sequence - newest) & MASK;
      if (newest >= 0 && age > 0 && age < AckWindow.SIZE) {
        votes[(int) age]++;
      }
    }
    int found = 0;
    for (int age = 1; age < votes.length && found < MAX_CANDIDATES; age++) {
      if (votes[age] > 0) {
        candidates[found++] = age;
      }
    }
    return found;
  }

  private int mostSaving(AckWindow[] viewers, int count, long sequence, int found) {
    long most = 0;
    int winner = -1;
    for (int c = 0; c < found; c++) {
      int age = candidates[c];
      long base = (sequence - age) & MASK;
      long saved = 0;
      for (int v = 0; v < count; v++) {
        int gain = best[v] - BITS[age];
        if (gain > 0 && viewers[v].hasAcknowledged(base)) {
          saved += gain;
        }
      }
      if (saved > most) {
        most = saved;
        winner = age;
      }
    }
    return winner;
  }
}
