package org.avatarengine.job.board;

/**
 * Which try this is. The number keeps counting for the whole life of a job, so that it can fence
 * late results; how many tries are left is counted from the start of the series, which a manual
 * retry starts anew.
 *
 * @param number from 1
 * @param seriesStart number of the first attempt of the present series
 */
public record Attempt(int number, int seriesStart) {

  public Attempt {
    if (seriesStart < 1 || number < seriesStart) {
      throw new IllegalArgumentException(
          "attempt " + number + " cannot be in a series that starts at " + seriesStart);
    }
  }

  static Attempt first() {
    return new Attempt(1, 1);
  }

  /** The next try of the same series. */
  Attempt next() {
    return new Attempt(number + 1, seriesStart);
  }

  /** The next try, as the first of a fresh series. */
  Attempt newSeries() {
    return new Attempt(number + 1, number + 1);
  }

  /** Position within the series, from 1. */
  int inSeries() {
    return number - seriesStart + 1;
  }
}
