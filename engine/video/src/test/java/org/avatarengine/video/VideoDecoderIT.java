package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.video.testing.ClipWriter;
import org.avatarengine.vision.frame.ClipInfo;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.image.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoDecoderIT {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 18_000, Duration.ofMinutes(5), 64_000_000);

  @TempDir static Path folder;
  private static VideoDecoder decoder;

  @BeforeAll
  static void start() {
    decoder = VideoDecoder.start(Natives.settings());
  }

  @AfterAll
  static void stop() {
    decoder.close();
  }

  record Read(ClipInfo info, List<Frame> frames, boolean complete) {
    List<Integer> numbers() {
      return frames.stream().map(frame -> Bars.read(frame.image().raster())).toList();
    }

    List<Integer> indices() {
      return frames.stream().map(Frame::index).toList();
    }
  }

  static Read read(Path file, FrameLimits limits) {
    Opened opened = decoder.open(file, file.toString().endsWith(".mov") ? "mov" : "mp4", limits);
    assertThat(opened).isInstanceOf(Opened.Source.class);
    try (FrameSource source = ((Opened.Source) opened).frames()) {
      List<Frame> frames = new ArrayList<>();
      for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
        frames.add(next.get());
      }
      return new Read(source.info(), frames, source.complete());
    }
  }

  private static Opened.Refused refused(Path file, FrameLimits limits) {
    Opened opened = decoder.open(file, "mp4", limits);
    assertThat(opened).isInstanceOf(Opened.Refused.class);
    return (Opened.Refused) opened;
  }

  @ParameterizedTest
  @CsvSource({
    "libopenh264, mp4, 1280, 720, 300",
    "mpeg4, mov, 320, 240, 100",
    "mpeg4, mp4, 320, 240, 7",
    "mjpeg, mov, 320, 240, 40",
    "libvpx-vp9, mp4, 320, 240, 40",
    "libaom-av1, mp4, 160, 120, 20",
    "prores_ks, mov, 320, 240, 10"
  })
  void shouldGiveFramesSpreadOverTheClipWhenOpened(
      String encoder, String container, int width, int height, int frames) {
    // Given
    ClipWriter writer = ClipWriter.of(width, height).frames(frames).encoder(encoder);
    if (encoder.equals("prores_ks")) {
      writer.layout(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P10LE, 10, 1, 0);
    } else if (encoder.equals("mjpeg")) {
      writer.layout(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P, 8, 1, 1);
    } else if (encoder.equals("libaom-av1")) {
      writer.encoding(Map.of("cpu-used", "8", "usage", "realtime"));
    } else if (encoder.equals("libvpx-vp9")) {
      writer.encoding(Map.of("cpu-used", "8", "deadline", "realtime"));
    }
    Path file = writer.write(folder.resolve(encoder + frames + "." + container), Bars::paint);

    // When
    Read read = read(file, LIMITS);

    // Then
    List<Integer> expected = java.util.Arrays.stream(LIMITS.spread(frames)).boxed().toList();
    assertThat(read.indices()).isEqualTo(expected);
    assertThat(read.numbers()).isEqualTo(expected);
    assertThat(read.complete()).isTrue();
    assertThat(read.info().frames()).isEqualTo(frames);
    assertThat(read.info().width()).isEqualTo(width);
    assertThat(read.info().height()).isEqualTo(height);
    assertThat(read.info().framesPerSecond()).isCloseTo(30, within(0.5));
    assertThat(read.info().duration().toMillis()).isCloseTo(frames * 1000L / 30, within(40L));
    for (Frame frame : read.frames()) {
      assertThat(frame.time().toMillis()).isCloseTo(frame.index() * 1000L / 30, within(2L));
    }
  }

  @Test
  void shouldGiveFramesInTheOrderShownWhenTheyAreStoredInAnother() {
    // Given
    Path file =
        ClipWriter.of(320, 240)
            .frames(60)
            .bFrames(2)
            .write(folder.resolve("bframes.mp4"), Bars::paint);

    // When
    Read read = read(file, LIMITS);

    // Then
    assertThat(read.numbers())
        .hasSize(60)
        .isEqualTo(java.util.stream.IntStream.range(0, 60).boxed().toList());
    assertThat(read.complete()).isTrue();
  }

  @Test
  void shouldKeepTheTimesWhenFramesComeAtUnevenDistances() {
    // Given
    Path file =
        ClipWriter.of(320, 240)
            .frames(20)
            .times(i -> i * i)
            .write(folder.resolve("vfr.mp4"), Bars::paint);

    // When
    Read read = read(file, LIMITS);

    // Then
    assertThat(read.frames()).hasSize(20);
    for (Frame frame : read.frames()) {
      int i = frame.index();
      assertThat(frame.time().toMillis()).isCloseTo(i * i * 1000L / 30, within(2L));
    }
  }

  @ParameterizedTest
  @CsvSource({"faststart, +faststart", "fragments, frag_keyframe+empty_moov"})
  void shouldReadWhereverTheTableLies(String name, String flags) {
    // Given
    Path file =
        ClipWriter.of(320, 240)
            .frames(90)
            .muxing(Map.of("movflags", flags))
            .write(folder.resolve(name + ".mp4"), Bars::paint);

    // When
    Read read = read(file, new FrameLimits(10, 1000, Duration.ofMinutes(1), 1_000_000));

    // Then
    assertThat(read.numbers()).containsExactly(0, 9, 19, 29, 39, 49, 59, 69, 79, 89);
    assertThat(read.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 1, 89", "0.5, 1, 70"})
  void shouldGiveWhatThereIsWhenAClipBreaksOff(double part, int least, int most)
      throws IOException {
    // Given
    Path whole =
        ClipWriter.of(320, 240)
            .frames(90)
            .muxing(Map.of("movflags", "+faststart"))
            .write(folder.resolve("whole.mp4"), Bars::paint);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("half.mp4");
    Files.write(half, java.util.Arrays.copyOf(bytes, (int) (bytes.length * part)));

    // When
    Read read = read(half, LIMITS);

    // Then
    assertThat(read.complete()).isFalse();
    assertThat(read.frames()).hasSizeBetween(least, most);
    assertThat(read.numbers()).startsWith(0, 1, 2).isSorted();
  }

  @Test
  void shouldRefuseAsTruncatedWhenTheTableIsLost() throws IOException {
    // Given
    Path whole = ClipWriter.of(320, 240).write(folder.resolve("moovlast.mp4"), Bars::paint);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("moovlost.mp4");
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    // When
    Opened.Refused refused = refused(half, LIMITS);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.TRUNCATED);
  }

  @Test
  void shouldRefuseWhenALimitIsPassed() {
    // Given
    Path file = ClipWriter.of(320, 240).frames(60).write(folder.resolve("limits.mp4"), Bars::paint);
    Duration minute = Duration.ofMinutes(1);

    // When
    var tooLong = refused(file, new FrameLimits(10, 100, Duration.ofSeconds(1), 1_000_000));
    var tooMany = refused(file, new FrameLimits(10, 59, minute, 1_000_000));
    var tooLarge = refused(file, new FrameLimits(10, 100, minute, 76_799));
    Read fits = read(file, new FrameLimits(10, 60, Duration.ofSeconds(2), 76_800));

    // Then
    assertThat(tooLong.code()).isEqualTo(Refusal.TOO_LONG);
    assertThat(tooLong.message()).contains("2 s").contains("1 s");
    assertThat(tooMany.code()).isEqualTo(Refusal.TOO_MANY_FRAMES);
    assertThat(tooLarge.code()).isEqualTo(Refusal.TOO_LARGE);
    assertThat(fits.frames()).hasSize(10);
  }

  @Test
  void shouldRefuseWhenItIsNoClip() throws IOException {
    // Given
    Path text = Files.writeString(folder.resolve("text.mp4"), "no clip at all, only a text");
    Path empty = Files.writeString(folder.resolve("empty.mp4"), "");

    // When
    var refusedText = refused(text, LIMITS);
    var refusedEmpty = refused(empty, LIMITS);

    // Then
    assertThat(refusedText.code()).isEqualTo(Refusal.UNREADABLE);
    assertThat(refusedEmpty.code()).isEqualTo(Refusal.UNREADABLE);
  }

  @Test
  void shouldRefuseCodecsOutsideTheList() {
    // Given
    Path file =
        ClipWriter.of(176, 144)
            .frames(5)
            .encoder("h263")
            .write(folder.resolve("h.mov"), Bars::paint);

    // When
    var refused = refused(file, LIMITS);

    // Then
    assertThat(refused.code()).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(refused.message()).contains("h263");
  }

  @Test
  void shouldReadWhateverTheFileIsCalled() {
    // Given
    Path file =
        ClipWriter.of(64, 64).frames(3).write(folder.resolve("a b#1%20?c:d.mp4"), Bars::paint);

    // When
    Read read = read(file, LIMITS);

    // Then
    assertThat(read.frames()).hasSize(3);
  }

  @Test
  void shouldSayWhyWhenTheFileIsGone() {
    // Given
    Path gone = folder.resolve("gone.mp4");

    // When / Then
    assertThatThrownBy(() -> decoder.open(gone, "mp4", LIMITS))
        .isInstanceOf(FrameSourceException.class)
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void shouldStretchOblongPixelsAndReduceLargeFrames() {
    // Given
    Path wide =
        ClipWriter.of(320, 240)
            .aspect(4, 3)
            .frames(3)
            .write(folder.resolve("aspect.mp4"), Bars::paint);
    Path large = ClipWriter.of(1280, 720).frames(2).write(folder.resolve("large.mp4"), Bars::paint);

    // When
    Read stretched = read(wide, LIMITS);
    Read reduced;
    try (VideoDecoder small =
        VideoDecoder.start(
            Natives.settings(Duration.ofSeconds(20), Duration.ofSeconds(60), 2, 300_000))) {
      var source = (Opened.Source) small.open(large, "mp4", LIMITS);
      try (FrameSource frames = source.frames()) {
        reduced = new Read(frames.info(), List.of(frames.next().orElseThrow()), false);
      }
    }

    // Then
    assertThat(stretched.info().width()).isEqualTo(427);
    assertThat(stretched.info().height()).isEqualTo(240);
    assertThat(stretched.numbers()).containsExactly(0, 1, 2);
    assertThat(reduced.info().width()).isEqualTo(1280);
    assertThat(reduced.frames().getFirst().image().raster().width()).isEqualTo(640);
    assertThat(reduced.frames().getFirst().image().width()).isEqualTo(1280);
  }
}
