package org.avatarengine.benchmarks.simulate.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.avatarengine.animation.live.FlightFormatException;
import org.avatarengine.animation.live.FlightReplay;

/** {@code ./avatar replay FILE}. */
public final class ReplayMain {

  static final int SAME = 0;
  static final int DIFFERENT = 1;
  static final int MISUSED = 2;
  static final int UNREADABLE = 3;

  /** A recording has at most 64 MiB; a file far beyond is none. */
  private static final long MOST_BYTES = 128L << 20;

  private static final String USAGE =
      """
      Plays a session's flight recording again, inputs and seed through a fresh compositor, and
      compares each frame with what was shown then, bit for bit.

      usage: ./avatar replay FILE [--csv OUT]

        FILE        a flight recording: GET /api/v1/sessions/{id}/recording
        --csv OUT   writes the 61 channels of each frame as the Live Link Face app does

      exit codes: 0 the same bit for bit, 1 different, 2 words that make no sense,
      3 no recording, a damaged one, or one of another version
      """;

  private final PrintStream out;
  private final PrintStream err;

  ReplayMain(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    int code = new ReplayMain(System.out, System.err).run(Arrays.asList(arguments));
    System.out.flush();
    System.exit(code);
  }

  int run(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    if (rest.contains("--help") || rest.contains("-h")) {
      out.print(USAGE);
      return SAME;
    }
    Path csv = null;
    int at = rest.indexOf("--csv");
    if (at >= 0) {
      if (at + 1 == rest.size()) {
        return misused("--csv takes a file");
      }
      csv = Path.of(rest.remove(at + 1));
      rest.remove(at);
    }
    if (rest.size() != 1 || rest.get(0).startsWith("-")) {
      return misused(
          rest.isEmpty() ? "which file? --help explains" : "one file and --csv OUT, no more");
    }
    Path file = Path.of(rest.get(0));
    try {
      return replay(file, csv);
    } catch (FlightFormatException e) {
      err.println("replay: " + file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      err.println("replay: there is no file " + e.getFile());
    } catch (IOException e) {
      err.println("replay: " + file + ": " + e);
    }
    return UNREADABLE;
  }

  private int misused(String why) {
    err.println("replay: " + why);
    return MISUSED;
  }

  private int replay(Path file, Path csv) throws IOException, FlightFormatException {
    if (Files.size(file) > MOST_BYTES) {
      throw new FlightFormatException("longer than any recording");
    }
    FlightReplay replay = new FlightReplay(Files.readAllBytes(file));
    long firstUs = -1;
    long firstSequence = -1;
    try (CsvFrames rows = csv == null ? null : new CsvFrames(csv)) {
      while (replay.next()) {
        if (firstUs < 0) {
          firstUs = replay.timeUs();
          firstSequence = replay.sequence();
        }
        if (rows != null) {
          rows.add(replay.timeUs(), replay.values());
        }
      }
    }
    tell(replay, firstUs, firstSequence);
    if (csv != null) {
      out.println("written    " + csv);
    }
    return switch (replay.verdict()) {
      case FlightReplay.Same same -> {
        out.printf(
            Locale.ROOT,
            "verdict    the same bit for bit, %d frames, hash %016x%n",
            same.frames(),
            same.hash());
        yield SAME;
      }
      case FlightReplay.Differs differs -> {
        out.printf(
            Locale.ROOT,
            "verdict    different: frame %d at %.3f s is the first, after %d that are the same%n",
            differs.sequence(),
            differs.timeUs() / 1e6,
            differs.frames());
        yield DIFFERENT;
      }
    };
  }

  private void tell(FlightReplay replay, long firstUs, long firstSequence) {
    out.println("session    " + replay.settings().id());
    out.printf(
        Locale.ROOT,
        "made with  %d fps, rig %s, %s, seed %d%n",
        replay.settings().fps(),
        replay.settings().rig(),
        replay.settings().profile(),
        replay.settings().seed());
    if (replay.frames() == 0) {
      out.println("frames     none");
      return;
    }
    out.printf(
        Locale.ROOT,
        "frames     %d, numbers %d to %d, %.3f s from %.3f s on%n",
        replay.frames(),
        firstSequence,
        replay.sequence(),
        (replay.timeUs() - firstUs) / 1e6,
        firstUs / 1e6);
    out.println("samples    " + replay.samples());
  }
}
