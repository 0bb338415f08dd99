package org.avatarengine.vision.face;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.avatarengine.vision.detect.Detection;
import org.avatarengine.vision.detect.DetectionSettings;
import org.avatarengine.vision.detect.FaceDetector;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.geometry.Box;
import org.avatarengine.vision.hint.Hint;
import org.avatarengine.vision.hint.ReplayCues;
import org.avatarengine.vision.image.ImagePyramid;
import org.avatarengine.vision.landmark.DetectedFace;
import org.avatarengine.vision.landmark.FaceMeshModel;
import org.avatarengine.vision.quality.FrameQuality;

/**
 * Looks at one frame after the other and keeps what is small of each, and the pictures of a few.
 *
 * <p>A frame that shows no face is searched again, less strictly, while it is at hand; what that
 * finds counts only if at the end fewer than half of the frames show a face.
 */
final class FrameWalk {

  /**
   * Score from which a detection without landmarks still counts as a face, one turned away or
   * covered. Backs of heads, cups and hills score less.
   */
  private static final float UNSEEN_FACE_SCORE = 0.75f;

  /** Faces of a clip's frame whose landmarks are sought: the most confident. */
  private static final int CLIP_FACES = 8;

  /** Faces of a clip's frame that are kept as ones that may turn out the primary. */
  private static final int CLIP_CANDIDATES = 3;

  /** Frames of a clip from one to the next that is searched whole, for faces that came in. */
  private static final int WHOLE_FRAME_EVERY = 10;

  private static final int TILES_AT_FIRST = 3;
  private static final int TILES_EVERY = 5;

  private final FaceDetector detector;
  private final FaceMeshModel meshModel;
  private final AnalysisSettings settings;
  private final Stages stages;
  private final boolean clip;
  private final Tracker tracker = new Tracker();
  private final KeptFrames kept;
  private final ReplayCues cues = new ReplayCues();
  private Duration watched;
  private List<Box> lastBoxes = List.of();
  private List<DetectedFace> withoutLandmarks = List.of();
  private int looks;
  private int looksWithFace;
  private int looksWithout;
  private int mostFaces;
  private int mostFacesRelaxed;

  /**
   * @param clip whether there may be more frames than one
   */
  FrameWalk(
      FaceDetector detector,
      FaceMeshModel meshModel,
      AnalysisSettings settings,
      Stages stages,
      boolean clip) {
    this.detector = detector;
    this.meshModel = meshModel;
    this.settings = settings;
    this.stages = stages;
    this.clip = clip;
    this.kept = new KeptFrames(settings.bestFrames());
  }

  void look(Frame frame) {
    var picture = new ImagePyramid(frame.image());
    List<DetectedFace> faces = clip ? next(picture) : first(picture, settings.detection());
    boolean relaxed = faces.isEmpty();
    if (relaxed) {
      looksWithout++;
      faces = first(picture, settings.relaxed());
      mostFacesRelaxed = Math.max(mostFacesRelaxed, faces.size());
    } else {
      looksWithout = 0;
      looksWithFace++;
      mostFaces = Math.max(mostFaces, faces.size());
    }
    if (!faces.isEmpty()) {
      lastBoxes = faces.stream().map(DetectedFace::box).toList();
      follow(frame, picture, faces, relaxed);
    }
    looks++;
  }

  private List<DetectedFace> first(ImagePyramid picture, DetectionSettings how) {
    return located(picture, () -> detector.detect(picture, how));
  }

  private List<DetectedFace> next(ImagePyramid picture) {
    DetectionSettings how = whileLost();
    if (looks % WHOLE_FRAME_EVERY == 0) {
      return first(picture, how);
    }
    List<DetectedFace> faces = located(picture, () -> detector.track(picture, how, lastBoxes));
    return faces.isEmpty() && looksWithout == 0 ? first(picture, how) : faces;
  }

  /** Tiles cost most of all: where nobody is seen for a while, not every frame gets them. */
  private DetectionSettings whileLost() {
    DetectionSettings how = settings.detection();
    boolean tiles = looksWithout < TILES_AT_FIRST || looksWithout % TILES_EVERY == 0;
    return tiles ? how : new DetectionSettings(how.size(), false, how.threshold());
  }

  private List<DetectedFace> located(ImagePyramid picture, Supplier<List<Detection>> search) {
    List<Detection> detections = stages.run(Stage.DETECT, search);
    return stages.run(Stage.LANDMARKS, () -> locate(picture, detections));
  }

  private List<DetectedFace> locate(ImagePyramid picture, List<Detection> detections) {
    var byConfidence = Comparator.comparing(DetectedFace::confidence).reversed();
    return detections.stream()
        .limit(clip ? CLIP_FACES : Integer.MAX_VALUE)
        .map(detection -> meshModel.locate(picture, detection))
        .filter(face -> face.mesh().isPresent() || face.confidence() >= UNSEEN_FACE_SCORE)
        .sorted(
            Comparator.comparing((DetectedFace face) -> face.mesh().isEmpty())
                .thenComparing(byConfidence))
        .toList();
  }

  private void follow(
      Frame frame, ImagePyramid picture, List<DetectedFace> faces, boolean relaxed) {
    var leader = tracker.leader();
    List<Track> tracks = tracker.link(looks, faces.stream().map(DetectedFace::box).toList());
    if (faces.getFirst().mesh().isEmpty()) {
      rememberUnseen(faces);
      return;
    }
    for (int i : candidates(faces, tracks, leader)) {
      tracks.get(i).add(sighting(frame, picture, faces.get(i), relaxed, i == 0));
    }
    if (clip) {
      watch(frame, picture);
    }
    kept.offer(new KeptFrames.Kept(looks, picture, faces), tracker.leader().orElseThrow());
  }

  /** A clip of a broken clock has frames that do not rise in time. */
  private void watch(Frame frame, ImagePyramid picture) {
    var seen = tracker.leader().flatMap(track -> track.at(looks));
    if (seen.isPresent() && (watched == null || frame.time().compareTo(watched) > 0)) {
      watched = frame.time();
      cues.see(picture, seen.get().face().face().mesh().orElseThrow(), watched);
    }
  }

  private void rememberUnseen(List<DetectedFace> faces) {
    if (withoutLandmarks.isEmpty()
        || withoutLandmarks.getFirst().confidence() < faces.getFirst().confidence()) {
      withoutLandmarks = faces;
    }
  }

  /** The leading face and the most confident ones: indices into faces. */
  private int[] candidates(List<DetectedFace> faces, List<Track> tracks, Optional<Track> leader) {
    int most = clip ? CLIP_CANDIDATES : 1;
    var chosen = new ArrayList<Integer>(List.of(0));
    leader.map(tracks::indexOf).filter(i -> i > 0).ifPresent(chosen::add);
    IntStream.range(1, faces.size()).filter(i -> !chosen.contains(i)).forEach(chosen::add);
    return chosen.stream()
        .filter(i -> faces.get(i).mesh().isPresent())
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Track.Sighting sighting(
      Frame frame, ImagePyramid picture, DetectedFace face, boolean relaxed, boolean won) {
    var mesh = face.mesh().orElseThrow();
    var points = FivePoints.of(mesh);
    var crop = stages.run(Stage.CROP, () -> FaceCrop.of(picture, points));
    var mask = stages.run(Stage.MASK, () -> FaceMask.of(frame.image(), mesh));
    var quality = stages.run(Stage.QUALITY, () -> FrameQuality.of(picture, face));
    var tracked = new TrackedFace(frame.index(), frame.time(), face, points, crop, mask);
    return new Track.Sighting(looks, relaxed, won, tracked, quality);
  }

  /** What was noticed of the clip as a whole. */
  List<Hint> hints() {
    return cues.cues();
  }

  /** Frames that were looked at. */
  int looks() {
    return looks;
  }

  /** Whether what the less strict search found counts. */
  boolean countsRelaxed() {
    return 2 * looksWithFace < looks;
  }

  /** The most faces that one frame shows. */
  int mostFaces() {
    return countsRelaxed() ? Math.max(mostFaces, mostFacesRelaxed) : mostFaces;
  }

  /** Faces without landmarks of the frame that shows them best; empty if there are none. */
  List<DetectedFace> withoutLandmarks() {
    return withoutLandmarks;
  }

  /** The track of which a picture is at hand and that ranks first. */
  Optional<Track> primary() {
    boolean withRelaxed = countsRelaxed();
    return tracker.tracks().stream()
        .filter(track -> !pictures(track).isEmpty())
        .max(Track.byRank(withRelaxed));
  }

  /** The kept pictures that show the face. */
  List<KeptFrames.Kept> pictures(Track track) {
    boolean withRelaxed = countsRelaxed();
    return kept.all().stream()
        .filter(k -> track.at(k.look()).filter(s -> withRelaxed || !s.relaxed()).isPresent())
        .toList();
  }
}
