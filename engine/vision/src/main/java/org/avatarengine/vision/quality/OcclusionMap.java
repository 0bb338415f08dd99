package org.avatarengine.vision.quality;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Which pixels of an aligned face something stands before, judged against the face's own skin.
 *
 * <ol>
 *   <li>A skin pixel is strange when its colour is not that of the skin under more, less or
 *       glossier light, or when it is far darker than the light there explains.
 *   <li>Strange pixels on the lower face that are textured and neither brightly nor cold coloured
 *       are taken for a beard.
 *   <li>What is thinner than an eighth of the eye distance is dropped: rims of glasses, wrinkles,
 *       lashes, strands of hair.
 *   <li>What is left grows into eyes, brows and mouth, whose own colours say little, where they
 *       have its colour; and an eye or a mouth of which nearly all the surround is hidden counts as
 *       hidden.
 * </ol>
 *
 * <p>It cannot see what has the colour of the skin: a bare hand, most of all.
 */
final class OcclusionMap {

  /** Added to light before its logarithm is taken, so that black stays finite. */
  static final double DARKEST = 0.002;

  private static final double MUCH_CHROMA = 0.8;
  private static final double OFF_HUE = 0.1;
  private static final double FAR_DARKER = -1.9;
  private static final double FAR_BRIGHTER = 0.9;
  private static final double TEXTURE = 0.12;
  private static final double HIDDEN_SURROUND = 0.7;
  private static final int SUBNASAL = 2;

  private final AlignedFace face;
  private final FaceColours colours;
  private final boolean[] hidden;

  private OcclusionMap(AlignedFace face, FaceColours colours, boolean[] hidden) {
    this.face = face;
    this.colours = colours;
    this.hidden = hidden;
  }

  /** Empty where hardly any skin is seen that the rest could be compared with. */
  static Optional<OcclusionMap> of(AlignedFace face) {
    var colours = FaceColours.of(face.raster());
    return SkinModel.of(face, colours).map(skin -> of(face, colours, skin));
  }

  private static OcclusionMap of(AlignedFace face, FaceColours colours, SkinModel skin) {
    var map = new OcclusionMap(face, colours, new boolean[face.pixels()]);
    map.markStrange(skin);
    map.open(Math.max(1, (int) Math.round(face.eyePixels() / 16)));
    map.grow();
    map.close(FaceZone.LEFT_EYE);
    map.close(FaceZone.RIGHT_EYE);
    map.close(FaceZone.MOUTH);
    return map;
  }

  /** Where nothing is known of what covers a face, nothing counts as hidden. */
  static boolean isHidden(Optional<OcclusionMap> occlusion, int at) {
    return occlusion.isPresent() && occlusion.get().isHidden(at);
  }

  boolean isHidden(int at) {
    return hidden[at];
  }

  /** Share of the whole face, 0 to 1. */
  double faceShare() {
    int all = 0;
    int covered = 0;
    for (int at = 0; at < hidden.length; at++) {
      if (face.isFace(at)) {
        all++;
        covered += hidden[at] ? 1 : 0;
      }
    }
    return all == 0 ? 1 : covered / (double) all;
  }

  /** Share of one zone, 0 to 1. */
  double share(FaceZone zone) {
    int all = 0;
    int covered = 0;
    for (int at = 0; at < hidden.length; at++) {
      if (face.zone(at) == zone) {
        all++;
        covered += hidden[at] ? 1 : 0;
      }
    }
    return all == 0 ? 1 : covered / (double) all;
  }

  private void markStrange(SkinModel skin) {
    int width = face.width();
    double noseEnd = face.point(SUBNASAL).y();
    for (int at = 0; at < hidden.length; at++) {
      if (face.isSkin(at)) {
        hidden[at] =
            isStrange(skin, at % width, at / width, at)
                && !(at / width > noseEnd && isBeard(skin, at));
      }
    }
  }

  private boolean isStrange(SkinModel skin, int x, int y, int at) {
    double light = Math.log(colours.light()[at] + DARKEST) - skin.expectedLight(x, y);
    if (light < FAR_DARKER) {
      return true;
    }
    if (colours.burnt()[at] > 0) {
      // White over all channels is strange where skin would be far from it.
      return colours.burnt()[at] == 3 && light > FAR_BRIGHTER;
    }
    double along = along(skin, at);
    double least = light > 0.35 ? 0.3 : 0.45;
    double most = Math.max(light < -0.7 ? 2.6 : 1.9, MUCH_CHROMA / skin.chroma());
    return along < least || along > most || Math.abs(across(skin, at)) > OFF_HUE;
  }

  /** 1 for the skin's own colour, 0 for grey; gloss mixes white in. */
  private double along(SkinModel skin, int at) {
    return (colours.red()[at] * skin.red() + colours.yellow()[at] * skin.yellow())
        / (skin.chroma() * skin.chroma());
  }

  /** How far the hue is off, towards red above 0 and towards yellow below. */
  private double across(SkinModel skin, int at) {
    return (colours.red()[at] * skin.yellow() - colours.yellow()[at] * skin.red()) / skin.chroma();
  }

  // Hair is rough and has little colour of its own; a mask or a scarf is smooth or coloured.
  private boolean isBeard(SkinModel skin, int at) {
    return texture(at) > TEXTURE
        && Math.abs(across(skin, at)) < OFF_HUE
        && along(skin, at) > -0.2
        && along(skin, at) < 2.6;
  }

  /** Standard deviation of ln light in 5 x 5 pixels. */
  private double texture(int at) {
    int width = face.width();
    int x = Math.clamp(at % width, 2, width - 3);
    int y = Math.clamp(at / width, 2, face.height() - 3);
    double sum = 0;
    double squares = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        double value = Math.log(colours.light()[(y + dy) * width + x + dx] + DARKEST);
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / 25;
    return Math.sqrt(Math.max(0, squares / 25 - mean * mean));
  }

  /** Erodes and dilates by a square: what is thinner than the square is gone. */
  private void open(int radius) {
    // Beside the skin nothing is known: it neither keeps nor erodes what lies at its border.
    boolean[] known = new boolean[hidden.length];
    boolean[] clear = new boolean[hidden.length];
    for (int at = 0; at < hidden.length; at++) {
      known[at] = face.isSkin(at);
      clear[at] = known[at] && !hidden[at];
    }
    boolean[] core = spread(clear, radius);
    for (int at = 0; at < core.length; at++) {
      core[at] = known[at] && !core[at];
    }
    boolean[] kept = spread(core, radius);
    for (int at = 0; at < hidden.length; at++) {
      hidden[at] &= kept[at];
    }
  }

  private boolean[] spread(boolean[] in, int radius) {
    int width = face.width();
    int height = face.height();
    boolean[] rows = new boolean[in.length];
    boolean[] out = new boolean[in.length];
    for (int at = 0; at < in.length; at++) {
      if (in[at]) {
        int x = at % width;
        int from = at - Math.min(radius, x);
        int to = at + Math.min(radius, width - 1 - x);
        for (int i = from; i <= to; i++) {
          rows[i] = true;
        }
      }
    }
    for (int at = 0; at < in.length; at++) {
      if (rows[at]) {
        int y = at / width;
        int from = at - Math.min(radius, y) * width;
        int to = at + Math.min(radius, height - 1 - y) * width;
        for (int i = from; i <= to; i += width) {
          out[i] = true;
        }
      }
    }
    return out;
  }

  /** Spreads from hidden skin into eyes, brows and mouth as far as the colour stays the same. */
  private void grow() {
    int width = face.width();
    var border = new ArrayDeque<int[]>();
    for (int at = 0; at < hidden.length; at++) {
      if (hidden[at]) {
        border.add(new int[] {at, at});
      }
    }
    while (!border.isEmpty()) {
      int[] next = border.remove();
      int at = next[0];
      int x = at % width;
      tryGrow(border, x > 0 ? at - 1 : at, next[1]);
      tryGrow(border, x < width - 1 ? at + 1 : at, next[1]);
      tryGrow(border, at >= width ? at - width : at, next[1]);
      tryGrow(border, at < hidden.length - width ? at + width : at, next[1]);
    }
  }

  private void tryGrow(ArrayDeque<int[]> border, int at, int seed) {
    if (!hidden[at] && face.isFace(at) && !face.isSkin(at) && isSameColour(at, seed)) {
      hidden[at] = true;
      border.add(new int[] {at, seed});
    }
  }

  private boolean isSameColour(int a, int b) {
    double light = Math.log(colours.light()[a] + DARKEST) - Math.log(colours.light()[b] + DARKEST);
    double red = colours.red()[a] - colours.red()[b];
    double yellow = colours.yellow()[a] - colours.yellow()[b];
    return Math.abs(light) < 0.25 && Math.hypot(red, yellow) < 0.04;
  }

  /** Hides a zone whole where nearly all the skin around it is hidden. */
  private void close(FaceZone zone) {
    boolean[] inside = new boolean[hidden.length];
    for (int at = 0; at < hidden.length; at++) {
      inside[at] = face.zone(at) == zone;
    }
    boolean[] near = spread(inside, Math.max(2, (int) Math.round(0.08 * face.eyePixels())));
    int ring = 0;
    int covered = 0;
    for (int at = 0; at < hidden.length; at++) {
      if (near[at] && face.isSkin(at)) {
        ring++;
        covered += hidden[at] ? 1 : 0;
      }
    }
    if (ring > 0 && covered >= HIDDEN_SURROUND * ring) {
      for (int at = 0; at < hidden.length; at++) {
        hidden[at] |= inside[at];
      }
    }
  }
}
