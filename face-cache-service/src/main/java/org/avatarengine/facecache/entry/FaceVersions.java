package org.avatarengine.facecache.entry;

import java.util.Comparator;
import org.avatarengine.contract.face.FaceHeader;

/**
 * Which of two entries of one avatar is the newer: of one job the higher attempt, then the later;
 * of two jobs the later, then the higher extractor version.
 */
public final class FaceVersions {

  private static final Comparator<FaceHeader> SAME_JOB =
      Comparator.comparingInt(FaceHeader::attempt).thenComparing(FaceHeader::createdAt);
  private static final Comparator<FaceHeader> OTHER_JOB =
      Comparator.comparing(FaceHeader::createdAt).thenComparingInt(FaceHeader::extractorVersion);

  private FaceVersions() {}

  /**
   * Negative, zero or positive as {@code left} is older than, as new as or newer than {@code
   * right}.
   */
  public static int compare(FaceHeader left, FaceHeader right) {
    return (left.jobId().equals(right.jobId()) ? SAME_JOB : OTHER_JOB).compare(left, right);
  }
}
