package org.avatarengine.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.vision.image.RgbRaster;

/** Looks at what a source gives. */
final class GifView {

  private GifView() {}

  static FrameSource source(Opened opened) {
    assertThat(opened).isInstanceOf(Opened.Source.class);
    return ((Opened.Source) opened).frames();
  }

  static List<RgbRaster> read(FrameSource source) {
    var frames = new ArrayList<RgbRaster>();
    for (var frame = source.next(); frame.isPresent(); frame = source.next()) {
      frames.add(frame.get().image().raster());
    }
    return frames;
  }

  static String letters(RgbRaster raster) {
    var text = new StringBuilder();
    for (int y = 0; y < raster.height(); y++) {
      text.append(y == 0 ? "" : "/");
      for (int x = 0; x < raster.width(); x++) {
        boolean r = raster.channel(x, y, 0) > 127;
        boolean g = raster.channel(x, y, 1) > 127;
        boolean b = raster.channel(x, y, 2) > 127;
        text.append(r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : 'K');
      }
    }
    return text.toString();
  }
}
