package org.avatarengine.contract.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the codec's probabilities come from: counted over invented performers, never over a
 * recording. {@code main} writes them into the class {@code FrameTables} and into {@code docs/api};
 * run it from the contract's folder, and only for a new version of the format.
 */
final class FittedTables {

  static final Path SOURCE =
      Path.of("src/main/java/org/avatarengine/contract/frame/FrameTables.java");
  static final Path JSON = Path.of("../docs/api/frame-tables-v1.json");

  private static final int PERFORMERS = 400;
  private static final int SECONDS = 20;
  private static final int[] AGES = {1, 2, 3, 4, 6, 10, 20, 60};

  /** No probability is nearer to 0 or 1, so that a surprise costs 8 bits at most. */
  private static final int LEAST = 24;

  private static final int ONE = 1 << FrameTables.BITS;

  /** Counts what a coder would be given. */
  private static final class Counter implements BinaryCoder {
    private final long[][] seen = new long[FrameModel.CONTEXTS][2];

    @Override
    public int bit(int context, int bit) {
      seen[context][bit]++;
      return bit;
    }

    @Override
    public int even(int count, int bits) {
      return bits;
    }

    /** The probability of a 0 in 4096ths; a half where nothing was seen. */
    int zero(int context) {
      long zeros = seen[context][0];
      long all = zeros + seen[context][1];
      long share = ((zeros + 2) * ONE * 2 + all + 4) / ((all + 4) * 2);
      return (int) Math.max(LEAST, Math.min(ONE - LEAST, share));
    }
  }

  private FittedTables() {}

  /** All probabilities by context. */
  static int[] fit() {
    Counter counter = new Counter();
    FrameModel model = new FrameModel();
    for (int seed = 1; seed <= PERFORMERS; seed++) {
      int fps = seed % 2 == 0 ? 30 : 60;
      DetailLevel level = seed % 8 == 7 ? DetailLevel.values()[seed / 8 % 4] : DetailLevel.FULL;
      FrameProfile profile = seed % 4 == 3 ? FrameProfile.SEVEN_BIT : FrameProfile.EIGHT_BIT;
      count(model, counter, frames(seed, fps, profile, level), profile, level, fps);
    }
    int[] zeros = new int[FrameModel.CONTEXTS];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = counter.zero(i);
    }
    return zeros;
  }

  private static void count(
      FrameModel model,
      Counter counter,
      List<short[]> frames,
      FrameProfile profile,
      DetailLevel level,
      int fps) {
    FramePlan plan = FramePlan.of(level);
    for (int age : AGES) {
      for (int i = age; i < frames.size(); i++) {
        model.code(counter, plan, frames.get(i), frames.get(i - age), age, profile.steps());
      }
    }
    short[] rest = FrameFormat.rest(profile);
    for (int i = 0; i < frames.size(); i += fps / 2) {
      model.code(counter, plan, frames.get(i), rest, 0, profile.steps());
    }
  }

  private static List<short[]> frames(long seed, int fps, FrameProfile profile, DetailLevel level) {
    SyntheticFace face = new SyntheticFace(seed, fps);
    FrameEncoder encoder = new FrameEncoder(profile, level);
    QuantizedFrame frame = new QuantizedFrame();
    float[] values = new float[Channel.COUNT];
    List<short[]> frames = new ArrayList<>();
    int stride = Math.max(1, fps / level.fps());
    for (int i = 0; i < SECONDS * fps; i++) {
      face.next(values);
      if (i % stride == 0) {
        encoder.quantize(i, i, values, frame);
        frames.add(frame.steps().clone());
      }
    }
    return frames;
  }

  public static void main(String[] args) throws IOException {
    int[] zeros = fit();
    String source = Files.readString(SOURCE);
    int start = source.indexOf("\"\"\"\n") + 4;
    int end = source.lastIndexOf("      \"\"\"");
    Files.writeString(
        SOURCE, source.substring(0, start) + rows(zeros, "      ", " ") + source.substring(end));
    Files.writeString(JSON, json(zeros));
  }

  /** The published form: all numbers that a decoder needs. */
  static String json(int[] zeros) {
    StringBuilder json = new StringBuilder("{\n  \"version\": 1,\n  \"bits\": 12,\n");
    json.append("  \"names\": [\n");
    for (Channel each : Channel.ALL) {
      json.append("    \"").append(each.key()).append('"');
      json.append(each.ordinal() < Channel.COUNT - 1 ? ",\n" : "\n");
    }
    json.append("  ],\n  \"levels\": [\n");
    for (DetailLevel level : DetailLevel.values()) {
      FramePlan plan = FramePlan.of(level);
      int[] source = new int[Channel.COUNT];
      Arrays.setAll(source, level::source);
      json.append("    {\n      \"name\": \"").append(level).append("\",\n");
      json.append("      \"fps\": ").append(level.fps()).append(",\n");
      json.append("      \"channels\": ").append(level.channels()).append(",\n");
      json.append("      \"scale\": ").append(plan.scale).append(",\n");
      json.append("      \"back\": ").append(plan.back).append(",\n");
      array(json, "channel", plan.channel);
      array(json, "partner", plan.partner);
      array(json, "near", plan.near);
      array(json, "nearer", plan.nearer);
      array(json, "folded", plan.folded);
      array(json, "source", source);
      json.setLength(json.length() - 2);
      json.append(level == DetailLevel.MINIMAL ? "\n    }\n" : "\n    },\n");
    }
    json.append("  ],\n  \"contexts\": {\n");
    json.append("    \"activity\": ").append(FrameModel.ACTIVITY).append(",\n");
    json.append("    \"extent\": ").append(FrameModel.EXTENT).append(",\n");
    json.append("    \"loneZero\": ").append(FrameModel.LONE_ZERO).append(",\n");
    json.append("    \"pairZero\": ").append(FrameModel.PAIR_ZERO).append(",\n");
    json.append("    \"loneSign\": ").append(FrameModel.LONE_SIGN).append(",\n");
    json.append("    \"pairSign\": ").append(FrameModel.PAIR_SIGN).append(",\n");
    json.append("    \"loneSize\": ").append(FrameModel.LONE_SIZE).append(",\n");
    json.append("    \"pairSize\": ").append(FrameModel.PAIR_SIZE).append(",\n");
    json.append("    \"loneHalf\": ").append(FrameModel.LONE_HALF).append(",\n");
    json.append("    \"pairHalf\": ").append(FrameModel.PAIR_HALF).append("\n  },\n");
    json.append("  \"zero\": [\n");
    json.append(rows(zeros, "    ", ",").stripTrailing().replaceAll(",$", ""));
    return json.append("\n  ]\n}\n").toString();
  }

  private static void array(StringBuilder json, String name, int[] values) {
    json.append("      \"").append(name).append("\": ");
    json.append(Arrays.toString(values)).append(",\n");
  }

  private static String rows(int[] zeros, String indent, String separator) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < zeros.length; i++) {
      rows.append(i % 16 == 0 ? indent : separator.equals(",") ? " " : "");
      rows.append(zeros[i]);
      boolean last = i % 16 == 15 || i == zeros.length - 1;
      rows.append(last ? separator.strip() + "\n" : separator);
    }
    return rows.toString();
  }
}
