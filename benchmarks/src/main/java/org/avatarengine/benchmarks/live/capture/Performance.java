package org.avatarengine.benchmarks.live.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.dialect.LiveLinkCsv;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;

/**
 * A face that moves, frame by frame at 60 fps: a real recording where there is test data, otherwise
 * a made one.
 *
 * @param real whether a person was recorded
 * @param frames 61 values each: blend shapes 0..1, rotations −1..1
 */
public record Performance(boolean real, List<float[]> frames) {

  private static final String RECORDING = "animation/alex_rom_3.csv";
  private static final int MADE_FRAMES = 4_000;

  public Performance {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a performance has frames");
    }
    frames = List.copyOf(frames);
  }

  /**
   * The recording of the test data, or the made one.
   *
   * @param testdata the folder of the test data, which may be missing
   * @throws IOException when the recording is damaged
   */
  public static Performance load(Path testdata) throws IOException {
    Path file = testdata.resolve(RECORDING);
    return Files.isRegularFile(file) ? read(file) : made();
  }

  static Performance read(Path file) throws IOException {
    List<float[]> frames = new ArrayList<>();
    try (var recording = new LiveLinkCsv(Files.newInputStream(file))) {
      var sample = new FaceSample();
      while (recording.next(sample)) {
        if (sample.hasFace()) {
          frames.add(sample.values().clone());
        }
        sample.clear();
      }
    }
    return new Performance(true, frames);
  }

  /** Every channel swings at a pace of its own, so that all of them move a little in each frame. */
  public static Performance made() {
    List<float[]> frames = new ArrayList<>();
    for (int frame = 0; frame < MADE_FRAMES; frame++) {
      float[] values = new float[Channel.COUNT];
      for (int channel = 0; channel < Channel.COUNT; channel++) {
        double swing = StrictMath.sin(frame / 60.0 * (0.3 + channel * 0.031) + channel);
        values[channel] = (float) (channel < Channel.SHAPES ? 0.3 + 0.3 * swing : 0.3 * swing);
      }
      frames.add(values);
    }
    return new Performance(false, frames);
  }

  /** The frame of that number; after the last one comes the first. */
  public float[] frame(long number) {
    return frames.get((int) (number % frames.size()));
  }

  /** What the document says of it, after "driven by". */
  public String text() {
    return real
        ? "a real capture of %,d frames at 60 fps (Live Link Face, range of motion)"
            .formatted(frames.size())
        : "a made performance, for the real capture of the test data is not there";
  }
}
