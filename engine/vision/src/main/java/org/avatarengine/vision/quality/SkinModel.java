package org.avatarengine.vision.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.avatarengine.vision.geometry.Point;

/**
 * The skin of one face: its colour, learned from that face alone, and how much light falls where.
 *
 * <p>Patches on forehead, nose, cheeks and chin vote: the skin is the largest group of patches of
 * one colour, among those whose colour any skin may have, which is more red and more yellow than
 * grey. Through the light of that group a plane is laid, so that light from one side is not taken
 * for something before the face.
 */
final class SkinModel {

  /** How far patches of one skin may differ in colour. */
  private static final double SAME_COLOUR = 0.08;

  /** How far patches of one skin may differ in the logarithm of light: a factor of five. */
  private static final double SAME_LIGHT = 1.6;

  /** How much darker than bright skin a patch may be, in the logarithm of light: a ninth. */
  private static final double DEEPEST_SHADE = 2.2;

  /** More colour than skin has under any usual light. */
  private static final double MOST_CHROMA = 0.95;

  private static final double PATCH_RADIUS = 0.08;
  private static final int[] PATCHES = {
    151, 108, 337, 69, 299, 9, 195, 5, 50, 280, 205, 425, 117, 346, 187, 411, 199, 101, 330
  };

  private final double red;
  private final double yellow;
  // ln light = level + slopeX (x - middleX) + slopeY (y - middleY)
  private final double level;
  private final double slopeX;
  private final double slopeY;
  private final double middleX;
  private final double middleY;

  private record Patch(double x, double y, double light, double red, double yellow) {

    boolean isSkinLike() {
      return red > 0.03
          && yellow > 0.02
          && yellow < 4 * red
          && red < 2 * yellow
          && Math.hypot(red, yellow) < MOST_CHROMA;
    }

    boolean isLike(Patch other) {
      return Math.hypot(red - other.red, yellow - other.yellow) < SAME_COLOUR
          && Math.abs(light - other.light) < SAME_LIGHT;
    }
  }

  private SkinModel(List<Patch> skin) {
    this.red = skin.stream().mapToDouble(Patch::red).average().orElseThrow();
    this.yellow = skin.stream().mapToDouble(Patch::yellow).average().orElseThrow();
    this.middleX = skin.stream().mapToDouble(Patch::x).average().orElseThrow();
    this.middleY = skin.stream().mapToDouble(Patch::y).average().orElseThrow();
    this.level = skin.stream().mapToDouble(Patch::light).average().orElseThrow();
    double xx = 1;
    double yy = 1;
    double xy = 0;
    double xl = 0;
    double yl = 0;
    for (Patch p : skin) {
      double dx = p.x - middleX;
      double dy = p.y - middleY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
      xl += dx * (p.light - level);
      yl += dy * (p.light - level);
    }
    double determinant = xx * yy - xy * xy;
    this.slopeX = (xl * yy - yl * xy) / determinant;
    this.slopeY = (yl * xx - xl * xy) / determinant;
  }

  /** Empty where fewer than two patches may be skin: covered, or a picture without colour. */
  static Optional<SkinModel> of(AlignedFace face, FaceColours colours) {
    List<Patch> candidates =
        patches(face, colours).stream()
            .filter(Patch::isSkinLike)
            .sorted(Comparator.comparingDouble(Patch::light).reversed())
            .toList();
    if (candidates.size() < 2) {
      return Optional.empty();
    }
    // Dark hair has the hue of skin; the second brightest, because the brightest may be gloss.
    double least = candidates.get(1).light - DEEPEST_SHADE;
    List<Patch> skin =
        largestGroup(candidates.stream().filter(patch -> patch.light > least).toList());
    return skin.size() < 2 ? Optional.empty() : Optional.of(new SkinModel(skin));
  }

  private static List<Patch> largestGroup(List<Patch> patches) {
    List<Patch> best = List.of();
    for (Patch centre : patches) {
      List<Patch> group = patches.stream().filter(centre::isLike).toList();
      if (group.size() > best.size()) {
        best = group;
      }
    }
    return best;
  }

  private static List<Patch> patches(AlignedFace face, FaceColours colours) {
    var patches = new ArrayList<Patch>(PATCHES.length);
    int radius = Math.max(1, (int) Math.round(PATCH_RADIUS * face.eyePixels()));
    for (int index : PATCHES) {
      Point centre = face.point(index);
      int x = Math.clamp((int) centre.x(), radius, face.width() - 1 - radius);
      int y = Math.clamp((int) centre.y(), radius, face.height() - 1 - radius);
      int side = 2 * radius + 1;
      int burnt = 0;
      double[] light = new double[side * side];
      double[] red = new double[side * side];
      double[] yellow = new double[side * side];
      for (int i = 0; i < light.length; i++) {
        int at = (y - radius + i / side) * face.width() + x - radius + i % side;
        light[i] = Math.log(colours.light()[at] + OcclusionMap.DARKEST);
        red[i] = colours.red()[at];
        yellow[i] = colours.yellow()[at];
        burnt += colours.burnt()[at] > 0 ? 1 : 0;
      }
      // Half burnt out, a patch has lost its colour.
      if (2 * burnt < light.length) {
        patches.add(new Patch(x, y, median(light), median(red), median(yellow)));
      }
    }
    return patches;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** a / (L + 16) of this skin. */
  double red() {
    return red;
  }

  /** b / (L + 16) of this skin. */
  double yellow() {
    return yellow;
  }

  /** How far from grey this skin is. */
  double chroma() {
    return Math.hypot(red, yellow);
  }

  /** ln of the luminance that skin would have there. */
  double expectedLight(int x, int y) {
    double gradient = slopeX * (x - middleX) + slopeY * (y - middleY);
    // Beyond the patches the plane is a guess: a factor of three and a half at most.
    return level + Math.clamp(gradient, -1.25, 1.25);
  }
}
