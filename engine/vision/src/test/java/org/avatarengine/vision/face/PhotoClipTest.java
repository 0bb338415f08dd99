package org.avatarengine.vision.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.avatarengine.modelzoo.ModelCatalogue;
import org.avatarengine.vision.detect.DetectorSlot;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.GifFrames;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.image.ImageLimits;
import org.avatarengine.vision.inference.Accelerator;
import org.avatarengine.vision.quality.Verdict;
import org.avatarengine.vision.quality.Warning;
import org.avatarengine.vision.testing.DrawnPortrait;
import org.avatarengine.vision.testing.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clips made of photographs, where the folder of them is at hand, and GIFs from file to verdict.
 */
class PhotoClipTest {

  private static FaceAnalyzer analyzer;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    analyzer =
        FaceAnalyzer.open(ModelCatalogue.bundled(), new DetectorSlot.BlazeFace(), Accelerator.CPU);
  }

  @AfterAll
  static void close() {
    analyzer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cory-booker.jpg", "mazie-hirono.jpg", "bernard-sanders.jpg"})
  void shouldFollowTheFaceWhenACameraPansOverAPortrait(String name) throws IOException {
    // Given
    var photo = photo("faces/" + name);
    var clip = new DrawnClip(15, i -> DrawnClip.window(photo, 12 * i, 60 + 4 * i, 820, 860));

    // When
    var analysis = analyzer.analyze(clip, AnalysisSettings.quality(), StageListener.none());

    // Then
    assertThat(analysis.verdict()).isEqualTo(new Verdict.Accepted(List.of()));
    assertThat(analysis.primary().orElseThrow().frames()).hasSize(15);
    assertThat(analysis.primary().orElseThrow().consistency()).isGreaterThan(0.97);
    var first = analysis.primary().orElseThrow().frames().getFirst().fivePoints().nose();
    var last = analysis.primary().orElseThrow().frames().getLast().fivePoints().nose();
    assertThat(first.x() - last.x()).isBetween(160f, 176f);
    assertThat(first.y() - last.y()).isBetween(40f, 70f);
  }

  @Test
  void shouldKeepToOneOfThreeWhenACameraShakes() throws IOException {
    // Given
    var photo = photo("multiface/three_people.jpg");
    var clip = new DrawnClip(12, i -> DrawnClip.window(photo, 9 * (i % 3), 7 * (i % 2), 1030, 850));

    // When
    var analysis = analyzer.analyze(clip, AnalysisSettings.quality(), StageListener.none());

    // Then
    var track = analysis.primary().orElseThrow();
    assertThat(analysis.faces()).hasSize(3);
    assertThat(track.frames()).hasSize(12);
    float place = track.frames().getFirst().face().box().centre().x();
    assertThat(track.frames().stream().map(seen -> seen.face().box().centre().x()))
        .allMatch(x -> Math.abs(x - place) < 40);
    assertThat(track.consistency()).isGreaterThan(0.95);
    assertThat(analysis.verdict())
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings().stream().map(Warning::code))
                    .containsExactly(Warning.Code.SEVERAL_FACES));
  }

  @Test
  void shouldAcceptWhenAGifShowsAPerson() throws IOException {
    // Given
    var frames = new ArrayList<BufferedImage>();
    for (int i = 0; i < 6; i++) {
      frames.add(DrawnPortrait.draw(Style.standard().withSize(400, 400).withAngle(2 * i)));
    }
    Path file = gif(frames);
    var limits = new FrameLimits(5, 100, Duration.ofSeconds(60), 8_000_000);

    // When
    var opened = GifFrames.open(file, ImageLimits.defaults(), limits);

    // Then
    assertThat(opened).isInstanceOf(Opened.Source.class);
    try (var source = ((Opened.Source) opened).frames()) {
      var analysis = analyzer.analyze(source, AnalysisSettings.fast(), StageListener.none());
      assertThat(analysis.verdict()).isInstanceOf(Verdict.Accepted.class);
      assertThat(analysis.framesSeen()).isEqualTo(5);
      assertThat(analysis.primary().orElseThrow().frames().stream().map(TrackedFace::frame))
          .containsExactly(0, 1, 2, 3, 5);
    }
  }

  private Path gif(List<BufferedImage> frames) throws IOException {
    Path file = folder.resolve("person.gif");
    var writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var stream = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return file;
  }

  private static BufferedImage photo(String name) throws IOException {
    var file = Path.of(System.getProperty("avatar.testdata", "testdata-is-not-here")).resolve(name);
    assumeThat(file).exists();
    return ImageIO.read(file.toFile());
  }
}
