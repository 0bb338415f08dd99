package org.avatarengine.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.time.Duration;
import java.util.Arrays;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.image.Refusal;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * When each frame of a clip is shown, from a first reading of its packets: what the file holds, not
 * what its header promises. Reading without decoding takes milliseconds.
 */
final class FrameTable {

  private final long[] shown;
  private final boolean distinct;
  private final long micros;
  private final boolean whole;

  private FrameTable(long[] shown, long micros, boolean whole) {
    this.shown = shown;
    this.micros = micros;
    this.whole = whole;
    boolean rising = true;
    for (int i = 1; i < shown.length; i++) {
      rising &= shown[i] > shown[i - 1];
    }
    this.distinct = rising;
  }

  static FrameTable read(Demuxer clip, AVPacket packet, FrameLimits limits)
      throws FfmpegException, ClipRefusedException {
    long most = limits.maxDuration().toNanos() / 1000;
    checkDuration(clip.statedMicros(), most, limits.maxDuration());
    long[] shown = new long[Math.min(1024, limits.maxSourceFrames())];
    int count = 0;
    long last = 0;
    boolean whole = true;
    while (clip.read(packet)) {
      whole &= !Demuxer.isCutOff(packet);
      // Packets before the edit list's start are decoded, but not shown.
      if ((packet.flags() & AV_PKT_FLAG_DISCARD) != 0) {
        continue;
      }
      if (count == limits.maxSourceFrames()) {
        throw new ClipRefusedException(
            Refusal.TOO_MANY_FRAMES,
            "The clip has more than %,d frames.".formatted(limits.maxSourceFrames()));
      }
      if (count == shown.length) {
        shown = Arrays.copyOf(shown, Math.min(count * 2, limits.maxSourceFrames()));
      }
      long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
      shown[count++] = time == AV_NOPTS_VALUE ? count : time;
      last = Math.max(0, packet.duration());
    }
    if (count == 0) {
      return new FrameTable(new long[0], 0, false);
    }
    shown = Arrays.copyOf(shown, count);
    Arrays.sort(shown);
    long micros = clip.micros(saturatedSpan(shown) + last);
    if (micros < 0) {
      throw new ClipRefusedException(Refusal.UNREADABLE, "The clip's times make no sense.");
    }
    checkDuration(micros, most, limits.maxDuration());
    return new FrameTable(shown, micros, whole);
  }

  private static long saturatedSpan(long[] shown) {
    long span = shown[shown.length - 1] - shown[0];
    return span < 0 || span > Long.MAX_VALUE / 2 ? Long.MAX_VALUE / 2 : span;
  }

  private static void checkDuration(long micros, long most, Duration limit)
      throws ClipRefusedException {
    if (micros > most) {
      throw new ClipRefusedException(
          Refusal.TOO_LONG,
          "The clip plays %,d s; at most %,d s are accepted."
              .formatted((micros + 999_999) / 1_000_000, limit.toSeconds()));
    }
  }

  int frames() {
    return shown.length;
  }

  long micros() {
    return micros;
  }

  /** Whether every packet was there to its last byte. */
  boolean whole() {
    return whole;
  }

  /**
   * The place of a decoded frame in the clip.
   *
   * @param time as the decoder gives it
   * @param decoded frames that came before it, which counts where times do not tell frames apart
   */
  int index(long time, int decoded) {
    if (!distinct || time == AV_NOPTS_VALUE) {
      return Math.min(decoded, shown.length - 1);
    }
    int at = Arrays.binarySearch(shown, time);
    return Math.min(at >= 0 ? at : -at - 1, shown.length - 1);
  }

  /** When the frame is shown, microseconds from the clip's first. */
  long micros(int index, Demuxer clip) {
    return Math.clamp(clip.micros(shown[index] - shown[0]), 0, micros);
  }
}
