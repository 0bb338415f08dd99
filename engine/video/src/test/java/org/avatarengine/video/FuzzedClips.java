package org.avatarengine.video;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.avatarengine.vision.frame.FrameLimits;

/**
 * A child that reads one mutated clip after another through the class that the real child uses, in
 * the same process. It names each before it reads it, and at the end its resident memory.
 */
final class FuzzedClips {

  private static final FrameLimits LIMITS =
      new FrameLimits(100, 18_000, Duration.ofMinutes(5), 64_000_000);

  private FuzzedClips() {}

  /** Arguments: the first number, the number after the last, the scratch file, the clips. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    System.setOut(System.err);
    DecoderProcess.loadLibraries();
    org.bytedeco.ffmpeg.global.avutil.av_log_set_level(
        org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET);
    Path scratch = Path.of(arguments[2]);
    List<byte[]> clips = new ArrayList<>();
    for (String clip : Arrays.copyOfRange(arguments, 3, arguments.length)) {
      clips.add(Files.readAllBytes(Path.of(clip)));
    }
    int given = 0;
    for (int i = Integer.parseInt(arguments[0]); i < Integer.parseInt(arguments[1]); i++) {
      out.println(i);
      Files.write(scratch, mutated(clips.get(i % clips.size()), new Random(i)));
      given += read(scratch);
    }
    out.println("frames " + given);
    out.println("resident " + residentKilobytes());
    Runtime.getRuntime().halt(0);
  }

  private static int read(Path file) throws IOException {
    int[] frames = {0};
    var sink =
        new ClipReader.Sink() {
          @Override
          public void clip(ClipHeader header) {}

          @Override
          public void frame(int index, long micros, ByteBuffer pixels) {
            frames[0]++;
          }

          @Override
          public void end(boolean whole) {}
        };
    try {
      new ClipReader(new ClipRequest(file, LIMITS, 2, 16_000_000), sink).read();
    } catch (ClipRefusedException | FfmpegException e) {
      // A refusal is the answer to most of them.
    }
    return frames[0];
  }

  static byte[] mutated(byte[] clip, Random random) {
    byte[] bytes = clip.clone();
    // The tables lie behind "moov"; half of the changes go there.
    int table = Mp4Bytes.find(bytes, "moov");
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at =
          random.nextBoolean()
              ? table + random.nextInt(bytes.length - table)
              : random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0x7f);
      }
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
