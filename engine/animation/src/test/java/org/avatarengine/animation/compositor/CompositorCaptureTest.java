package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

/** A person's whole range of motion, tracked by ARKit, through the settings of a usual session. */
class CompositorCaptureTest {

  private static final long FRAME_US = 16_667;

  private static List<float[]> capture() throws IOException {
    Path file =
        Path.of(System.getProperty("avatar.testdata", "none"), "animation", "alex_rom_3.csv");
    assumeTrue(Files.exists(file), "no capture here");
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",");
    List<float[]> faces = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      if (cells.length != names.length) {
        continue;
      }
      float[] face = new float[Channel.COUNT];
      for (int i = 2; i < cells.length; i++) {
        face[Channel.named(names[i].strip()).ordinal()] = Float.parseFloat(cells[i]);
      }
      faces.add(face);
    }
    return faces;
  }

  private static List<float[]> composed(List<float[]> faces) {
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 1);
    int source = compositor.addSource(SourceSettings.named("phone"));
    FaceSample sample = new FaceSample();
    List<float[]> out = new ArrayList<>();
    for (int frame = 0; frame < faces.size(); frame++) {
      for (int i = 0; i < Channel.COUNT; i++) {
        sample.set(i, faces.get(frame)[i]);
      }
      sample.setSourceTimeUs(frame * FRAME_US);
      compositor.offer(source, sample, frame * FRAME_US);
      float[] face = new float[Channel.COUNT];
      compositor.compose(frame * FRAME_US, face);
      out.add(face);
    }
    return out;
  }

  /** Mean difference when the composed face is held against the tracked one of earlier frames. */
  private static double apart(List<float[]> in, List<float[]> out, int channel, int lag) {
    double sum = 0;
    int count = 0;
    for (int frame = 60; frame < in.size(); frame++) {
      sum += Math.abs(out.get(frame)[channel] - in.get(frame - lag)[channel]);
      count++;
    }
    return sum / count;
  }

  @Test
  void shouldFollowARealFaceWithinAFrame() throws IOException {
    // Given
    List<float[]> in = capture();
    // When
    List<float[]> out = composed(in);
    // Then
    assertThat(in).hasSizeGreaterThan(4_000);
    for (Channel channel : Channel.ALL) {
      if (ChannelGroup.of(channel) == ChannelGroup.HEAD) {
        // Not tracked in this capture: all zero, so that life moves it.
        continue;
      }
      int i = channel.ordinal();
      double now = apart(in, out, i, 0);
      assertThat(now).as("mean change of %s", channel.key()).isLessThan(0.009);
      for (int lag = 2; lag < 6; lag++) {
        assertThat(apart(in, out, i, lag))
            .as("%s held against %s frames before", channel.key(), lag)
            .isGreaterThan(apart(in, out, i, 1));
      }
    }
  }
}
