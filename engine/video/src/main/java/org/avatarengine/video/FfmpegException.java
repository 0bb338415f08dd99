package org.avatarengine.video;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg answered with an error code. Stays inside the child. */
final class FfmpegException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;

  FfmpegException(String what, int code) {
    super("%s: %s".formatted(what, text(code)));
    this.code = code;
  }

  boolean isMemory() {
    return code == AVERROR_ENOMEM();
  }

  /** Turns FFmpeg's sign convention into an exception. */
  static int check(String what, int result) throws FfmpegException {
    if (result < 0) {
      throw new FfmpegException(what, result);
    }
    return result;
  }

  /** Where FFmpeg says "no memory" with null. */
  static <T> T allocated(String what, T pointer) throws FfmpegException {
    if (pointer == null) {
      throw new FfmpegException(what, AVERROR_ENOMEM());
    }
    return pointer;
  }

  private static String text(int code) {
    byte[] text = new byte[128];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.US_ASCII);
  }
}
