package org.avatarengine.animation.live;

import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.stream.EncodedFrame;

/** A session's frames in another program's dialect: each written once for all who get it. */
final class DialectForm {

  private final DialectWriter writer;
  private final EncodedFrame frame = new EncodedFrame(DialectWriter.MAX_BYTES);
  private long written = -1;

  DialectForm(DialectWriter writer) {
    this.writer = writer;
  }

  EncodedFrame frame(float[] values, long sequence, long nowUs) {
    if (written != sequence) {
      written = sequence;
      int length = writer.write(values, sequence, nowUs, frame.bytes(), 0);
      frame.hold(length, sequence, true);
    }
    return frame;
  }
}
