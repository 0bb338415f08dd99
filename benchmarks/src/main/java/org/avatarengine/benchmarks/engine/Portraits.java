package org.avatarengine.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.SkinTone;
import org.avatarengine.vision.testing.Style;

/** Drawn portraits of 1.5 megapixels as JPEG, each another picture, drawn before the measuring. */
public final class Portraits {

  public static final int WIDTH = 1200;
  public static final int HEIGHT = 1250;

  private Portraits() {}

  /** One portrait; the same number gives the same bytes. */
  public static byte[] jpeg(int number) {
    SkinTone[] tones = SkinTone.values();
    return DrawnPortrait.jpeg(
        Style.standard()
            .withSize(WIDTH, HEIGHT)
            .withSkin(tones[number % tones.length])
            .withSeed(number + 1L));
  }

  /** The first so many. */
  public static List<byte[]> jpegs(int count) {
    List<byte[]> pictures = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pictures.add(jpeg(i));
    }
    return pictures;
  }

  /** Writes the first so many as {@code 0.jpg}, {@code 1.jpg} … for another process. */
  public static void write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve(i + ".jpg"), jpeg(i));
    }
  }
}
