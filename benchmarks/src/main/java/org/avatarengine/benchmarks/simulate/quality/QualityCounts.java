package org.avatarengine.benchmarks.simulate.quality;

/** Sums over viewers. */
final class QualityCounts {
  long viewers;
  double seconds;
  long shown;
  long late;
  long missed;
  long keyFrames;
  long undecodable;
  long damaged;
  long compared;
  long differing;
  long stalls;
  long payloadBytes;
  long wireBytes;
  long acknowledgementBytes;
  long levelChanges;
  long reconnects;
}
