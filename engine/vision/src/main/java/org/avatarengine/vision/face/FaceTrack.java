package org.avatarengine.vision.face;

import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.landmark.DetectedFace;

/** The face that is registered, through the frames that show it. */
public final class FaceTrack {

  /**
   * Overlap (intersection over union) of two neighbouring frames' boxes from which a face counts as
   * steady: a detector's own unrest, and a head that moves by a tenth of its width.
   */
  static final double STEADY = 0.8;

  private final List<TrackedFace> frames;
  private final int best;
  private final double averageConfidence;
  private final double consistency;
  private final Optional<byte[]> overlayPng;

  private FaceTrack(
      List<TrackedFace> frames,
      int best,
      double averageConfidence,
      double consistency,
      Optional<byte[]> overlayPng) {
    this.frames = List.copyOf(frames);
    this.best = best;
    this.averageConfidence = averageConfidence;
    this.consistency = consistency;
    this.overlayPng = overlayPng;
  }

  /**
   * @param best index into frames
   * @param framesSeen frames that were looked at, with the face or without
   */
  static FaceTrack of(List<TrackedFace> frames, int best, int framesSeen) {
    return new FaceTrack(
        frames,
        best,
        frames.stream()
            .map(TrackedFace::face)
            .mapToDouble(DetectedFace::confidence)
            .average()
            .orElseThrow(),
        consistency(frames.stream().map(frame -> frame.face().box()).toList(), framesSeen),
        Optional.empty());
  }

  FaceTrack withOverlay(byte[] png) {
    return new FaceTrack(frames, best, averageConfidence, consistency, Optional.of(png));
  }

  /** In the file's order, at least one; a frame without the face is not there. */
  public List<TrackedFace> frames() {
    return frames;
  }

  /** Which of {@link #frames} is the best: index into that list. */
  public int best() {
    return best;
  }

  /** The best frame's: that which crop and overlay show. */
  public TrackedFace bestFace() {
    return frames.get(best);
  }

  /** Mean of the detector's scores over the frames, 0 to 1. */
  public double averageConfidence() {
    return averageConfidence;
  }

  /**
   * How steadily the face is there, 0 to 1; 1 for a photo.
   *
   * <p>{@code n / N · mean of min(1, IoU(b(i), b(i+1)) / 0.8)} over the n − 1 neighbouring pairs of
   * the n boxes b, N being the frames looked at. The first factor falls when the face is missed in
   * frames or is taken for several that jump about, the second when its box leaps or pulses; a head
   * that turns or moves slowly keeps both. With one box the second factor is 1.
   */
  public double consistency() {
    return consistency;
  }

  /** The best frame with what was found drawn on it; only where accepted and wanted. */
  public Optional<byte[]> overlayPng() {
    return overlayPng.map(byte[]::clone);
  }

  static double consistency(List<Box> boxes, int framesSeen) {
    double sum = 0;
    for (int i = 1; i < boxes.size(); i++) {
      sum += Math.min(1, boxes.get(i - 1).iou(boxes.get(i)) / STEADY);
    }
    double steadiness = boxes.size() > 1 ? sum / (boxes.size() - 1) : 1;
    return steadiness * boxes.size() / framesSeen;
  }
}
