package org.avatarengine.video;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The bounds of video decoding.
 *
 * @param folder where FFmpeg's libraries are unpacked once and then only read; kept between starts,
 *     and writable by this service's user alone, since its children run what lies there
 * @param processes clips decoded at a time; one more child waits for the next
 * @param slotWait how long opening waits for one of them
 * @param cpu processor time of one child, its own start of about 0.3 s included; whole seconds
 * @param wall time from opening a clip to its last frame, the reader's own work included
 * @param memory address space of one child, bytes; its JVM and the libraries take about 0.5 GB of
 *     it
 * @param threads that decode one clip
 * @param workingPixels frames with more pixels are given as a whole-number reduction
 */
public record VideoSettings(
    Path folder,
    int processes,
    Duration slotWait,
    Duration cpu,
    Duration wall,
    long memory,
    int threads,
    long workingPixels) {

  private static final long LEAST_MEMORY = 640L << 20;

  public VideoSettings {
    Objects.requireNonNull(folder, "folder");
    if (processes < 1 || threads < 1 || workingPixels < 1) {
      throw new IllegalArgumentException("processes, threads and workingPixels start at 1");
    }
    if (cpu.compareTo(Duration.ofSeconds(1)) < 0 || !wall.isPositive() || slotWait.isNegative()) {
      throw new IllegalArgumentException("a decoder needs a second of time");
    }
    if (memory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "a decoder needs %,d MB of address space".formatted(LEAST_MEMORY >> 20));
    }
  }

  /** Two clips at a time, 20 s of processor, 60 s of wall, 1.5 GB, 2 threads, 16 megapixels. */
  public static VideoSettings defaults(Path folder) {
    return new VideoSettings(
        folder,
        2,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        1536L << 20,
        2,
        16_000_000L);
  }

  long cpuSeconds() {
    return cpu.plusNanos(999_999_999).toSeconds();
  }
}
