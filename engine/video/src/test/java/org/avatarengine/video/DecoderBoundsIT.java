package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.Assumptions;
import org.avatarengine.video.testing.ClipWriter;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSource;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.frame.Opened;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderBoundsIT {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 18_000, Duration.ofMinutes(5), 64_000_000);

  @TempDir static Path folder;
  private static Path clip;

  @BeforeAll
  static void write() {
    clip = ClipWriter.of(640, 480).frames(300).write(folder.resolve("clip.mp4"), Bars::paint);
  }

  private static FrameSource open(VideoDecoder decoder, Path file) {
    return ((Opened.Source) decoder.open(file, "mp4", LIMITS)).frames();
  }

  private static int drain(FrameSource source) {
    int frames = 0;
    while (source.next().isPresent()) {
      frames++;
    }
    return frames;
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void shouldFailOneClipAloneWhenTheChildIsKilled() {
    // Given
    try (VideoDecoder decoder = VideoDecoder.start(Natives.settings())) {
      await().until(() -> decoder.waitingPid().isPresent());
      long pid = decoder.waitingPid().getAsLong();
      try (FrameSource source = open(decoder, clip)) {
        source.next();

        // When
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        // Then
        assertThatThrownBy(() -> drain(source))
            .isInstanceOf(FrameSourceException.class)
            .hasMessageContaining("signal 9");
      }
      try (FrameSource next = open(decoder, clip)) {
        assertThat(drain(next)).isEqualTo(100);
      }
    }
  }

  @Test
  void shouldStartAnotherWhenTheWaitingChildIsDead() {
    // Given
    try (VideoDecoder decoder = VideoDecoder.start(Natives.settings())) {
      await().until(() -> decoder.waitingPid().isPresent());
      ProcessHandle child = ProcessHandle.of(decoder.waitingPid().getAsLong()).orElseThrow();
      child.destroyForcibly();
      await().until(() -> !child.isAlive());

      // When
      try (FrameSource source = open(decoder, clip)) {

        // Then
        assertThat(drain(source)).isEqualTo(100);
      }
    }
  }

  @Test
  void shouldNameTheBoundWhenTheChildRunsOutOfProcessorTime() {
    // Given
    Path long720 =
        ClipWriter.of(1280, 720).frames(900).write(folder.resolve("long.mp4"), Bars::paint);
    var everyFrame = new FrameLimits(900, 900, Duration.ofMinutes(1), 1_000_000);
    var settings = Natives.settings(Duration.ofSeconds(1), Duration.ofSeconds(60), 1, 16_000_000);
    try (VideoDecoder decoder = VideoDecoder.start(settings);
        FrameSource source = ((Opened.Source) decoder.open(long720, "mp4", everyFrame)).frames()) {

      // When / Then
      assertThatThrownBy(() -> drain(source))
          .isInstanceOf(FrameSourceException.class)
          .hasMessage("the video decoder ran over its 1 s of processor time");
    }
  }

  @Test
  void shouldNameTheBoundWhenTheWallTimeIsOver() {
    // Given
    var settings = Natives.settings(Duration.ofSeconds(9), Duration.ofSeconds(2), 1, 16_000_000);
    try (VideoDecoder decoder = VideoDecoder.start(settings);
        FrameSource source = open(decoder, clip)) {
      await().until(() -> children().size() <= 1);

      // When / Then
      assertThatThrownBy(() -> drain(source))
          .isInstanceOf(FrameSourceException.class)
          .hasMessage("the video decoder ran over its 2,000 ms of time");
    }
  }

  @Test
  void shouldNameTheBoundWhenTheChildRunsOutOfMemory() {
    // Given
    Path huge = ClipWriter.of(8000, 4000).frames(2).write(folder.resolve("huge.mp4"), Bars::paint);
    var roomy = Natives.settings();
    var tight =
        new VideoSettings(
            roomy.folder(), 1, roomy.slotWait(), roomy.cpu(), roomy.wall(), 640L << 20, 2, 1 << 26);
    try (VideoDecoder decoder = VideoDecoder.start(tight)) {

      // When / Then
      assertThatThrownBy(() -> drain(open(decoder, huge)))
          .isInstanceOf(FrameSourceException.class)
          .hasMessage("the video decoder ran over its 640 MB of memory");
    }
    try (VideoDecoder decoder = VideoDecoder.start(roomy);
        FrameSource source = open(decoder, huge)) {
      assertThat(drain(source)).isEqualTo(2);
    }
  }

  @Test
  void shouldStopAnAllocationBomb() throws Exception {
    // Given
    ChildCommand command = withTests(ChildCommand.of(Natives.settings()));

    // When
    Process process =
        command
            .process(command.prefix(), AllocationBomb.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    // Then
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(AllocationBomb.REFUSED);
    assertThat(Integer.parseInt(said.strip())).isBetween(500, 1536);
  }

  @Test
  void shouldReachNothingOverTheNetworkWhereTheMachineAllowsTheFence() throws Exception {
    // Given
    ChildCommand command = withTests(ChildCommand.of(Natives.settings()));
    int fence = firstUnshare(command.prefix());
    Assumptions.assumeThat(fence).as("unshare works here").isPositive();
    List<String> unfenced = command.prefix().subList(0, fence);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(server.getLocalPort());

      // When
      int with = run(command.process(command.prefix(), Dialler.class.getName(), port));
      int without = run(command.process(unfenced, Dialler.class.getName(), port));

      // Then
      assertThat(with).isEqualTo(Dialler.UNREACHABLE);
      assertThat(without).isZero();
    }
  }

  private static int firstUnshare(List<String> prefix) {
    return java.util.stream.IntStream.range(0, prefix.size())
        .filter(i -> prefix.get(i).endsWith("/unshare"))
        .findFirst()
        .orElse(-1);
  }

  private static int run(ProcessBuilder builder) throws Exception {
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  static ChildCommand withTests(ChildCommand command) {
    Path tests =
        CodeLocations.place(
            DecoderBoundsIT.class.getResource("DecoderBoundsIT.class"),
            "org/avatarengine/video/DecoderBoundsIT.class");
    return new ChildCommand(
        command.prefix(), command.java(), command.folder(), command.classPath() + ":" + tests);
  }

  @Test
  void shouldOpenNothingElseWhenTheFileIsAPlaylist() throws Exception {
    // Given
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        VideoDecoder decoder = VideoDecoder.start(Natives.settings())) {
      server.setSoTimeout(300);
      Path list =
          Files.writeString(
              folder.resolve("list.mp4"),
              "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:%d/a.ts\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n"
                  .formatted(server.getLocalPort(), clip));
      Path concat =
          Files.writeString(folder.resolve("concat.mp4"), "ffconcat version 1.0\nfile " + clip);

      // When
      Opened fromList = decoder.open(list, "mp4", LIMITS);
      Opened fromConcat = decoder.open(concat, "mp4", LIMITS);

      // Then
      assertThat(fromList).isInstanceOf(Opened.Refused.class);
      assertThat(fromConcat).isInstanceOf(Opened.Refused.class);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void shouldOpenNothingElseWhenTheMediaLieInAnotherFile() {
    // Given
    Path other = ClipWriter.of(320, 240).frames(5).write(folder.resolve("other.mov"), Bars::paint);
    Path reference = Mp4Bytes.withReference(other, folder.resolve("reference.mov"), "other.mov");
    assertThat(packetsWithoutFences(reference)).isEqualTo(5);
    try (VideoDecoder decoder = VideoDecoder.start(Natives.settings())) {

      // When
      Opened opened = decoder.open(reference, "mov", LIMITS);

      // Then
      assertThat(opened).isInstanceOf(Opened.Refused.class);
    }
  }

  /** What FFmpeg reads where it may follow references: proof that the file holds one that works. */
  private static int packetsWithoutFences(Path file) {
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "enable_drefs", "1", 0);
    AVFormatContext format = new AVFormatContext(null);
    assertThat(avformat.avformat_open_input(format, file.toString(), null, options)).isZero();
    AVPacket packet = avcodec.av_packet_alloc();
    int packets = 0;
    while (avformat.av_read_frame(format, packet) == 0) {
      packets++;
      avcodec.av_packet_unref(packet);
    }
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(format);
    return packets;
  }

  @Test
  void shouldServeSeveralAtOnceAndFailThoseWhoWaitTooLong() throws Exception {
    // Given
    VideoSettings two = Natives.settings();
    var settings =
        new VideoSettings(
            two.folder(),
            2,
            Duration.ofMillis(200),
            two.cpu(),
            two.wall(),
            two.memory(),
            2,
            1 << 24);
    try (VideoDecoder decoder = VideoDecoder.start(settings);
        var threads = Executors.newFixedThreadPool(2)) {
      Callable<FrameSource> opening = () -> open(decoder, clip);

      // When
      List<Future<FrameSource>> opened = threads.invokeAll(List.of(opening, opening));

      // Then
      assertThatThrownBy(() -> decoder.open(clip, "mp4", LIMITS))
          .isInstanceOf(FrameSourceException.class)
          .hasMessageContaining("no video decoder got free within 200 ms");
      List<FrameSource> sources = new ArrayList<>();
      for (Future<FrameSource> future : opened) {
        sources.add(future.get());
      }
      sources.getFirst().close();
      try (FrameSource third = open(decoder, clip);
          FrameSource second = sources.getLast()) {
        assertThat(drain(third)).isEqualTo(100);
        assertThat(drain(second)).isEqualTo(100);
      }
    }
  }

  @Test
  void shouldLeaveNoProcessAndNoFileBehindWhenClosed() throws IOException {
    // Given
    VideoSettings settings = Natives.settings();
    // Those of an earlier decoder may still be ending.
    Set<Long> before = children();
    VideoDecoder decoder = VideoDecoder.start(settings);
    List<Path> files = tree(settings.folder());
    FrameSource source = open(decoder, clip);
    source.next();

    // When
    decoder.close();

    // Then
    assertThatThrownBy(() -> drain(source))
        .isInstanceOf(FrameSourceException.class)
        .hasMessage("the video decoder is closed");
    source.close();
    await().until(() -> before.containsAll(children()));
    assertThat(tree(settings.folder())).isEqualTo(files);
    assertThatThrownBy(() -> decoder.open(clip, "mp4", LIMITS))
        .isInstanceOf(FrameSourceException.class);
  }

  private static List<Path> tree(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }
}
