package org.avatarengine.vision.frame;

import java.time.Duration;
import java.util.Optional;
import org.avatarengine.vision.image.UprightImage;

/** A picture as a source of one frame. */
final class PhotoSource implements FrameSource {

  private final ClipInfo info;
  private final boolean whole;
  private Optional<Frame> frame;

  /**
   * @param whole whether the file held nothing more that could not be read
   */
  PhotoSource(UprightImage image, boolean whole) {
    this.info = ClipInfo.photo(image.width(), image.height());
    this.frame = Optional.of(new Frame(image, 0, Duration.ZERO));
    this.whole = whole;
  }

  @Override
  public ClipInfo info() {
    return info;
  }

  @Override
  public Optional<Frame> next() {
    var only = frame;
    frame = Optional.empty();
    return only;
  }

  @Override
  public boolean complete() {
    return whole;
  }

  @Override
  public void close() {
    frame = Optional.empty();
  }
}
