package org.avatarengine.vision.frame;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.GifOutline;
import org.avatarengine.vision.image.GifPlayer;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.image.Refusal;

/**
 * The frames of a GIF. The file is read twice: once to count frames without decoding them, then
 * frame by frame, since each is drawn over those before it.
 */
public final class GifFrames implements FrameSource {

  /** Pixels of all frames together: some 13 s of one core, which decodes 75 million a second. */
  private static final long MOST_PIXELS = 1_000_000_000L;

  private final GifPlayer player;
  private final ClipInfo info;
  private final int[] chosen;
  private final boolean whole;
  private int given;
  private boolean broken;

  private GifFrames(GifPlayer player, ClipInfo info, int[] chosen, boolean whole) {
    this.player = player;
    this.info = info;
    this.chosen = chosen;
    this.whole = whole;
  }

  /**
   * Opens a GIF. One of a single frame is a photo.
   *
   * @return a source, or why there is none; any bytes have one of the two answers
   * @throws UncheckedIOException only if the file cannot be read
   */
  public static Opened open(Path file, ImageLimits images, FrameLimits limits) {
    var outline = GifOutline.of(file, images, limits.maxSourceFrames());
    if (outline.frames() < 2) {
      // A frame that broke off is no frame, unless it is all there is and can be shown.
      return photo(file, images, outline.frames() == 0 || outline.whole());
    }
    var refused = refusal(outline, limits);
    if (refused.isPresent()) {
      return refused.get();
    }
    var player = new GifPlayer(file, images);
    boolean shows = false;
    try {
      shows = player.advance();
    } finally {
      if (!shows) {
        player.close();
      }
    }
    if (!shows) {
      return photo(file, images, false);
    }
    double seconds = outline.duration().toMillis() / 1000.0;
    var info =
        new ClipInfo(
            outline.width(),
            outline.height(),
            outline.duration(),
            outline.frames() / seconds,
            outline.frames());
    return new Opened.Source(
        new GifFrames(player, info, limits.spread(outline.frames()), outline.whole()), "gif");
  }

  private static Opened photo(Path file, ImageLimits images, boolean whole) {
    return switch (ImageDecoder.decode(file, images)) {
      case Decoded.Image decoded ->
          new Opened.Source(
              new PhotoSource(decoded.image(), whole),
              decoded.format().name().toLowerCase(Locale.ROOT));
      case Decoded.Refused refused -> new Opened.Refused(refused.code(), refused.message());
    };
  }

  private static Optional<Opened.Refused> refusal(GifOutline outline, FrameLimits limits) {
    long pixels = (long) outline.width() * outline.height();
    if (pixels > limits.maxPixels()) {
      return refused(
          Refusal.TOO_LARGE,
          "The GIF is %d x %d pixels; a clip may have %.1f megapixels."
              .formatted(outline.width(), outline.height(), limits.maxPixels() / 1e6));
    }
    if (outline.frames() > limits.maxSourceFrames()) {
      return refused(
          Refusal.TOO_MANY_FRAMES,
          "The GIF has more than %,d frames; use a shorter one."
              .formatted(limits.maxSourceFrames()));
    }
    if (outline.duration().compareTo(limits.maxDuration()) > 0) {
      return refused(
          Refusal.TOO_LONG,
          "The GIF plays for %.1f seconds; at most %.1f are accepted."
              .formatted(
                  outline.duration().toMillis() / 1000.0,
                  limits.maxDuration().toMillis() / 1000.0));
    }
    if (outline.pixels() > MOST_PIXELS) {
      return refused(
          Refusal.TOO_LARGE,
          "The GIF's %,d frames have %,d megapixels together; at most %,d are accepted."
              .formatted(outline.frames(), outline.pixels() / 1_000_000, MOST_PIXELS / 1_000_000));
    }
    return Optional.empty();
  }

  private static Optional<Opened.Refused> refused(Refusal code, String message) {
    return Optional.of(new Opened.Refused(code, message));
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public Optional<Frame> next() {
    if (broken || given == chosen.length) {
      return Optional.empty();
    }
    try {
      while (player.index() < chosen[given]) {
        if (!player.advance()) {
          broken = true;
          return Optional.empty();
        }
      }
    } catch (UncheckedIOException e) {
      throw new FrameSourceException("the GIF can no longer be read", e);
    }
    given++;
    return Optional.of(new Frame(player.picture(), player.index(), player.time()));
  }

  @Override
  public boolean complete() {
    return whole && !broken;
  }

  @Override
  public void close() {
    player.close();
  }
}
