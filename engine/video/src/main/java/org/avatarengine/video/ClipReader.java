package org.avatarengine.video;

import static org.avatarengine.video.FfmpegException.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.image.Refusal;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * One clip from its path to the chosen frames: a first reading that counts, a second that decodes
 * every picture and converts those that were asked for. Runs inside the child only.
 */
final class ClipReader {

  /** Where the clip goes. */
  interface Sink {
    void clip(ClipHeader header) throws IOException;

    /**
     * @param pixels rows of R, G, B, the header's raster; valid during the call
     */
    void frame(int index, long micros, ByteBuffer pixels) throws IOException;

    void end(boolean whole) throws IOException;
  }

  private final ClipRequest request;
  private final FrameLimits limits;
  private final Sink sink;

  ClipReader(ClipRequest request, Sink sink) {
    this.request = request;
    this.limits = request.limits();
    this.sink = sink;
  }

  void read() throws IOException, FfmpegException, ClipRefusedException {
    TopLevelBoxes boxes = TopLevelBoxes.read(request.file());
    AVPacket packet = allocated("packet", av_packet_alloc());
    try {
      read(packet, boxes);
    } catch (FfmpegException e) {
      if (e.isMemory()) {
        throw e;
      }
      throw unreadable(boxes);
    } finally {
      av_packet_free(packet);
    }
  }

  private void read(AVPacket packet, TopLevelBoxes boxes)
      throws IOException, FfmpegException, ClipRefusedException {
    FrameTable table;
    try (Demuxer clip = Demuxer.open(request.file())) {
      checkPixels(clip.parameters().width(), clip.parameters().height());
      table = FrameTable.read(clip, packet, limits);
    }
    if (table.frames() == 0) {
      throw unreadable(boxes);
    }
    try (Demuxer clip = Demuxer.open(request.file());
        FrameDecoder decoder =
            FrameDecoder.open(clip, packet, request.threads(), limits.maxPixels())) {
      AVFrame first = decoder.next();
      if (first == null) {
        throw unreadable(boxes);
      }
      boolean undamaged = deliver(clip, decoder, first, header(clip, first, table), table);
      sink.end(boxes.whole() && table.whole() && undamaged && !decoder.damaged());
    }
  }

  /** Returns whether every frame that was decoded could be given. */
  private boolean deliver(
      Demuxer clip, FrameDecoder decoder, AVFrame first, ClipHeader header, FrameTable table)
      throws IOException, FfmpegException {
    int[] chosen = limits.spread(table.frames());
    boolean reduced = header.rasterWidth() < first.width();
    try (RgbConverter converter =
        RgbConverter.create(
            header.rasterWidth(), header.rasterHeight(), reduced, request.threads())) {
      // The first is always among the chosen, and a clip that fails here was never begun.
      int index = table.index(first.best_effort_timestamp(), 0);
      ByteBuffer pixels = converter.convert(first);
      sink.clip(header);
      sink.frame(index, table.micros(index, clip), pixels);
      return deliverRest(clip, decoder, converter, table, chosen, index);
    }
  }

  private boolean deliverRest(
      Demuxer clip,
      FrameDecoder decoder,
      RgbConverter converter,
      FrameTable table,
      int[] chosen,
      int first)
      throws IOException, FfmpegException {
    boolean all = true;
    int last = first;
    int next = after(chosen, 0, last);
    for (int decoded = 1; next < chosen.length; decoded++) {
      AVFrame frame = decoder.next();
      if (frame == null) {
        break;
      }
      int index = table.index(frame.best_effort_timestamp(), decoded);
      if (index < chosen[next] || index <= last) {
        continue;
      }
      ByteBuffer pixels = converter.tryConvert(frame);
      all &= pixels != null;
      if (pixels != null) {
        sink.frame(index, table.micros(index, clip), pixels);
        last = index;
        next = after(chosen, next, last);
      }
    }
    return all;
  }

  private static int after(int[] chosen, int from, int index) {
    int next = from;
    while (next < chosen.length && chosen[next] <= index) {
      next++;
    }
    return next;
  }

  /** Non-square pixels are stretched, never shrunk; then large frames are reduced. */
  private ClipHeader header(Demuxer clip, AVFrame first, FrameTable table)
      throws ClipRefusedException {
    double aspect = clip.pixelAspect(first);
    long width = Math.round(first.width() * Math.max(1, aspect));
    long height = Math.round(first.height() / Math.min(1, aspect));
    checkPixels(width, height);
    int reduction = 1;
    while (ceil(width, reduction) * ceil(height, reduction) > request.workingPixels()) {
      reduction++;
    }
    return new ClipHeader(
        (int) width,
        (int) height,
        (int) ceil(width, reduction),
        (int) ceil(height, reduction),
        clip.turn(),
        table.frames(),
        table.micros());
  }

  private static long ceil(long value, int divisor) {
    return (value + divisor - 1) / divisor;
  }

  private void checkPixels(long width, long height) throws ClipRefusedException {
    if (width * height > limits.maxPixels()) {
      throw new ClipRefusedException(
          Refusal.TOO_LARGE,
          "The clip is %d x %d pixels; at most %.1f megapixels are accepted."
              .formatted(width, height, limits.maxPixels() / 1e6));
    }
  }

  private static ClipRefusedException unreadable(TopLevelBoxes boxes) {
    if (boxes.media() && !boxes.whole()) {
      return new ClipRefusedException(
          Refusal.TRUNCATED, "The clip breaks off before its first picture or its table.");
    }
    return new ClipRefusedException(
        Refusal.UNREADABLE, "The file is not a clip that can be played.");
  }
}
