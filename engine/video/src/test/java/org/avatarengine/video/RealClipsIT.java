package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assumptions;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.Opened;
import org.junit.jupiter.api.Test;

class RealClipsIT {

  @Test
  void shouldGiveEveryChosenFrameOfRealClips() throws IOException {
    // Given
    Path folder = Path.of(System.getProperty("avatar.testdata", "missing"), "video");
    Assumptions.assumeThat(folder).isDirectory();
    List<Path> clips;
    try (var files = Files.list(folder)) {
      clips = files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    }
    FrameLimits limits = new FrameLimits(20, 18_000, Duration.ofMinutes(5), 64_000_000);
    try (VideoDecoder decoder = VideoDecoder.start(Natives.settings())) {
      for (Path clip : clips) {

        // When
        var opened = (Opened.Source) decoder.open(clip, "mp4", limits);
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = opened.frames()) {
          for (Optional<Frame> n = source.next(); n.isPresent(); n = source.next()) {
            frames.add(n.get());
          }

          // Then
          assertThat(source.complete()).as("%s is whole", clip).isTrue();
          assertThat(frames).as("frames of %s", clip).hasSize(20);
          assertThat(frames.getLast().index()).isEqualTo(source.info().frames() - 1);
        }
        // A decoded picture of people is neither grey nor flat.
        byte[] pixels = frames.getFirst().image().raster().rgb();
        assertThat(spread(pixels)).as("contrast of %s", clip).isGreaterThan(100);
      }
    }
  }

  private static int spread(byte[] pixels) {
    int least = 255;
    int most = 0;
    for (byte pixel : pixels) {
      least = Math.min(least, pixel & 0xff);
      most = Math.max(most, pixel & 0xff);
    }
    return most - least;
  }
}
