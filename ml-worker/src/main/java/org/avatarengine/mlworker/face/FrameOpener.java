package org.avatarengine.mlworker.face;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.GifFrames;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.image.Decoded;
import org.avatarengine.vision.image.ImageDecoder;
import org.avatarengine.vision.image.ImageLimits;

/** Opens an original as frames: pictures and GIFs in this process, clips in the decoder's. */
@ApplicationScoped
class FrameOpener {

  private static final int HEAD = 12;

  /** What a QuickTime file may begin with that is older than the file-type box. */
  private static final Set<String> OLD_QUICKTIME = Set.of("moov", "mdat", "wide", "pnot", "free");

  private final WorkerConfig config;
  private final ClipDecoder clips;

  FrameOpener(WorkerConfig config, ClipDecoder clips) {
    this.config = config;
    this.clips = clips;
  }

  /**
   * Opens the file by what it holds, whatever it is called.
   *
   * @throws org.avatarengine.vision.frame.FrameSourceException if the decoder of clips breaks
   */
  Opened open(Path original, int maxFrames) {
    String head = head(original);
    FrameLimits limits =
        new FrameLimits(
            maxFrames,
            config.clip().maxFrames(),
            config.clip().maxDuration(),
            config.clip().maxPixels());
    if (head.startsWith("GIF8")) {
      return GifFrames.open(original, ImageLimits.defaults(), limits);
    }
    if (head.length() >= 8) {
      String box = head.substring(4, 8);
      if (box.equals("ftyp")) {
        return clips.open(original, head.startsWith("qt  ", 8) ? "mov" : "mp4", limits);
      }
      if (OLD_QUICKTIME.contains(box)) {
        return clips.open(original, "mov", limits);
      }
    }
    return switch (ImageDecoder.decode(original, ImageLimits.defaults())) {
      case Decoded.Refused refused -> new Opened.Refused(refused.code(), refused.message());
      case Decoded.Image image ->
          new Opened.Source(
              FrameSource.of(image.image()), image.format().name().toLowerCase(Locale.ROOT));
    };
  }

  private static String head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
