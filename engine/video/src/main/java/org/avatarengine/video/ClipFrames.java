package org.avatarengine.video;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.image.RgbRaster;
import org.avatarengine.vision.image.UprightImage;

/**
 * The frames that a child sends. The child read a stranger's file and is believed nothing: every
 * number is held against what was asked for.
 */
final class ClipFrames implements FrameSource {

  private final DecoderChild child;
  private final Runnable onClose;
  private final FrameLimits limits;
  private final ClipHeader header;
  private final ClipInfo info;
  private final AtomicBoolean closed = new AtomicBoolean();

  private int given;
  private int lastIndex = -1;
  private long lastMicros;
  private boolean ended;
  private boolean complete;

  /**
   * @param onClose ends the child and gives its place back
   * @throws org.avatarengine.vision.frame.FrameSourceException where the header cannot be
   */
  ClipFrames(DecoderChild child, ClipRequest request, byte[] clip, Runnable onClose) {
    this.child = child;
    this.onClose = onClose;
    this.limits = request.limits();
    try {
      this.header = ClipHeader.decode(clip);
    } catch (IllegalArgumentException e) {
      throw child.nonsense("a clip's header", e);
    }
    boolean fits =
        (long) header.width() * header.height() <= limits.maxPixels()
            && (long) header.rasterWidth() * header.rasterHeight() <= request.workingPixels()
            && header.frameBytes() <= Integer.MAX_VALUE - Wire.FRAME_PREFIX
            && header.frames() <= limits.maxSourceFrames()
            && header.micros() <= limits.maxDuration().toNanos() / 1000;
    if (!fits) {
      throw child.nonsense("a clip beyond what was asked for", null);
    }
    this.info = info(header);
  }

  private static ClipInfo info(ClipHeader header) {
    boolean swap = header.turn().swapsSides();
    double rate = header.micros() == 0 ? 0 : header.frames() * 1e6 / header.micros();
    return new ClipInfo(
        swap ? header.height() : header.width(),
        swap ? header.width() : header.height(),
        micros(header.micros()),
        rate,
        header.frames());
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(Math.multiplyExact(micros, 1000L));
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public Optional<Frame> next() {
    if (ended) {
      return Optional.empty();
    }
    DataInputStream in = child.in();
    try {
      byte type = in.readByte();
      int length = in.readInt();
      return switch (type) {
        case Wire.FRAME -> Optional.of(frame(length));
        case Wire.END -> end(length);
        case Wire.MEMORY -> throw child.outOfMemory();
        default -> throw child.nonsense("a message of type %d".formatted(type), null);
      };
    } catch (IOException e) {
      throw child.died(e);
    }
  }

  private Frame frame(int length) throws IOException {
    if (length != Wire.FRAME_PREFIX + header.frameBytes()) {
      throw child.nonsense("a frame of %d bytes".formatted(length), null);
    }
    int index = child.in().readInt();
    long micros = child.in().readLong();
    boolean next = index > lastIndex && index < header.frames() && given < limits.maxFrames();
    if (!next || micros < lastMicros || micros > header.micros()) {
      throw child.nonsense("frame %d".formatted(index), null);
    }
    byte[] rgb = new byte[(int) header.frameBytes()];
    child.in().readFully(rgb);
    lastIndex = index;
    lastMicros = micros;
    given++;
    var decoded = new RgbRaster(header.rasterWidth(), header.rasterHeight(), rgb);
    var upright = new UprightImage(info.width(), info.height(), header.turn().apply(decoded));
    return new Frame(upright, index, micros(micros));
  }

  private Optional<Frame> end(int length) throws IOException {
    if (length != 1) {
      throw child.nonsense("an end of %d bytes".formatted(length), null);
    }
    complete = child.in().readByte() == 1;
    ended = true;
    close();
    return Optional.empty();
  }

  @Override
  public boolean complete() {
    return complete;
  }

  /** Ends the child at once, whatever it does. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
    }
  }
}
