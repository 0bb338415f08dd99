package org.avatarengine.job.api;

/**
 * What a replay of dead jobs did.
 *
 * @param replayed jobs whose next attempt is on its way
 * @param skipped jobs that somebody else retried or erased in the meantime
 */
public record Replayed(int replayed, int skipped) {

  static final Replayed NOTHING = new Replayed(0, 0);

  static Replayed of(boolean again) {
    return again ? new Replayed(1, 0) : new Replayed(0, 1);
  }

  Replayed plus(Replayed other) {
    return new Replayed(replayed + other.replayed, skipped + other.skipped);
  }
}
