package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.video.testing.ClipWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand broken clips, read under the child's limits by as few processes as survive. */
class ClipFuzzIT {

  private static final int CLIPS = 10_000;
  private static final int HANG_SECONDS = 15;
  private static final long MOST_RESIDENT_KB = 400_000;

  @TempDir Path folder;

  private int next;
  private int deaths;
  private int hangs;
  private long frames;
  private long resident;

  @Test
  void shouldNeitherDieNorHangNorGrowWhenClipsAreBroken() throws Exception {
    // Given
    List<String> clips = clips();
    ChildCommand command = DecoderBoundsIT.withTests(ChildCommand.of(Natives.settings()));
    List<String> limits =
        command.prefix().stream()
            .map(limit -> limit.startsWith("--cpu") ? "--cpu=300:305" : limit)
            // The mutated file is written by the process that reads it.
            .map(limit -> limit.startsWith("--fsize") ? "--fsize=1000000" : limit)
            .toList();

    // When
    try (var alarms = Executors.newSingleThreadScheduledExecutor()) {
      while (next < CLIPS && deaths + hangs < 50) {
        List<String> program = new ArrayList<>();
        program.add(FuzzedClips.class.getName());
        program.add(Integer.toString(next));
        program.add(Integer.toString(CLIPS));
        program.add(folder.resolve("mutated.mp4").toString());
        program.addAll(clips);
        follow(command.process(limits, program.toArray(String[]::new)), alarms);
      }
    }

    // Then
    System.out.printf(
        "fuzz: clips %d deaths %d hangs %d frames %d resident %d kB%n",
        next, deaths, hangs, frames, resident);
    assertThat(next).isEqualTo(CLIPS);
    assertThat(hangs).isZero();
    assertThat(deaths).isLessThanOrEqualTo(5);
    assertThat(frames).isGreaterThan(CLIPS);
    assertThat(resident).isLessThan(MOST_RESIDENT_KB);
  }

  private void follow(ProcessBuilder builder, ScheduledExecutorService alarms) throws Exception {
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    AtomicLong lastWord = new AtomicLong(System.nanoTime());
    var alarm =
        alarms.scheduleAtFixedRate(
            () -> {
              if (System.nanoTime() - lastWord.get() > TimeUnit.SECONDS.toNanos(HANG_SECONDS)) {
                hangs++;
                process.destroyForcibly();
              }
            },
            1,
            1,
            TimeUnit.SECONDS);
    boolean finished = false;
    try (BufferedReader said = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lastWord.set(System.nanoTime());
        if (line.startsWith("frames ")) {
          frames += Long.parseLong(line.substring(7));
        } else if (line.startsWith("resident ")) {
          resident = Long.parseLong(line.substring(9));
          finished = true;
        } else {
          next = Integer.parseInt(line) + 1;
        }
      }
    } catch (IOException e) {
      // Killed for hanging.
    }
    alarm.cancel(false);
    if (!finished) {
      deaths++;
      System.out.printf("fuzz: clip %d ended with %d%n", next - 1, process.waitFor());
    }
  }

  private List<String> clips() {
    List<String> files = new ArrayList<>();
    ClipWriter small = ClipWriter.of(64, 64).frames(8).bitRate(200_000);
    files.add(small.write(folder.resolve("a.mp4"), Bars::paint).toString());
    files.add(small.bFrames(2).write(folder.resolve("b.mov"), Bars::paint).toString());
    small.bFrames(0).muxing(Map.of("movflags", "frag_keyframe+empty_moov"));
    files.add(small.write(folder.resolve("c.mp4"), Bars::paint).toString());
    small.muxing(Map.of());
    files.add(small.encoder("libopenh264").write(folder.resolve("d.mp4"), Bars::paint).toString());
    small.encoder("libvpx-vp9").encoding(Map.of("cpu-used", "8", "deadline", "realtime"));
    files.add(small.write(folder.resolve("e.mp4"), Bars::paint).toString());
    small.encoder("libsvtav1").encoding(Map.of("preset", "10"));
    files.add(small.write(folder.resolve("f.mp4"), Bars::paint).toString());
    small.encoding(Map.of()).encoder("mjpeg");
    small.layout(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P, 8, 1, 1);
    files.add(small.write(folder.resolve("g.mov"), Bars::paint).toString());
    small.encoder("prores_ks");
    small.layout(org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P10LE, 10, 1, 0);
    files.add(small.write(folder.resolve("h.mov"), Bars::paint).toString());
    return files;
  }
}
