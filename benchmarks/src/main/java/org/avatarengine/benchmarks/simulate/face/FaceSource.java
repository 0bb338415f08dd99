package org.avatarengine.benchmarks.simulate.face;

/** A face that moves. The same time gives the same values, whatever was asked before. */
public interface FaceSource {

  /**
   * How it looks.
   *
   * @param timeUs from 0
   * @param out becomes 61 values: blend shapes 0..1, rotations −1..1
   */
  void at(long timeUs, float[] out);

  /** What it is, for the report. */
  String description();
}
