package org.avatarengine.contract.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The golden packets: what a decoder in any language must make of them. {@code main} writes the
 * files; run it only when the format gets a new version.
 */
final class FrameVectors {

  static final Path FOLDER = Path.of("src/test/resources/vectors");
  static final Path PACKETS = FOLDER.resolve("frame-v1.bin");
  static final Path EXPECTED = FOLDER.resolve("frame-v1.json");

  private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
  private final List<Map<String, Object>> streams = new ArrayList<>();

  // Of the stream under way.
  private List<Map<String, Object>> expected = new ArrayList<>();
  private FrameDecoder decoder = new FrameDecoder();
  private final Map<Long, QuantizedFrame> frames = new HashMap<>();
  private final Map<DetailLevel, FrameEncoder> encoders = new HashMap<>();
  private FrameProfile profile = FrameProfile.EIGHT_BIT;
  private SyntheticFace face = new SyntheticFace(0, 60);

  private void stream(String name, FrameProfile of, long seed) {
    expected = new ArrayList<>();
    streams.add(Map.of("name", name, "packets", expected));
    decoder = new FrameDecoder();
    frames.clear();
    encoders.clear();
    profile = of;
    face = new SyntheticFace(seed, 60);
  }

  /** Makes a frame and its packet, without sending it. */
  private byte[] packet(long sequence, DetailLevel level, Long base, float[] values) {
    QuantizedFrame frame = new QuantizedFrame();
    encoders
        .computeIfAbsent(level, l -> new FrameEncoder(profile, l))
        .quantize(sequence, sequence * 50 / 3, values, frame);
    frames.put(sequence, frame);
    byte[] out = new byte[FrameEncoder.MAX_BYTES];
    QuantizedFrame from = base == null ? null : frames.get(base);
    return Arrays.copyOf(out, encoders.get(level).encode(frame, from, out, 0));
  }

  private byte[] packet(long sequence, DetailLevel level, Long base) {
    float[] values = new float[Channel.COUNT];
    face.next(values);
    return packet(sequence, level, base, values);
  }

  private void send(byte[] packet) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("offset", packets.size());
    facts.put("length", packet.length);
    packets.writeBytes(packet);
    expected.add(facts);
    QuantizedFrame shown = new QuantizedFrame();
    try {
      FrameDecoder.Outcome outcome = decoder.decode(packet, 0, packet.length, shown);
      facts.put("outcome", outcome.name());
      if (outcome != FrameDecoder.Outcome.BASE_UNKNOWN) {
        facts.put("profile", shown.profile().name());
        facts.put("level", shown.level().ordinal());
        facts.put("age", packet[FrameFormat.AGE_OFFSET] & 0xff);
        facts.put("sequence", shown.sequence());
        facts.put("timeMs", shown.timeMs());
        facts.put("steps", shown.steps().clone());
      }
    } catch (FrameFormatException e) {
      facts.put("outcome", "MALFORMED");
    }
  }

  private void sequence(long first, int frames, int... ages) {
    send(packet(first, DetailLevel.FULL, null));
    for (int i = 1; i <= frames; i++) {
      long age = Math.min(i, ages[i % ages.length]);
      long number = first + i & FrameFormat.UINT32;
      send(packet(number, DetailLevel.FULL, number - age & FrameFormat.UINT32));
    }
  }

  private FrameVectors write() {
    for (FrameProfile each : FrameProfile.values()) {
      stream("ages 1, 2 and 4, " + each, each, 1001);
      sequence(0, 14, 1, 2, 4, 1, 1);
    }
    stream("the number wraps", FrameProfile.EIGHT_BIT, 1002);
    sequence(0xffff_fffdL, 7, 1, 2, 4);
    for (FrameProfile each : FrameProfile.values()) {
      stream("levels by key, " + each, each, 1003);
      long number = 100;
      for (DetailLevel level : DetailLevel.values()) {
        send(packet(number, level, null));
        send(packet(number + 1, level, number));
        send(packet(number + 3, level, number + 1));
        number += 4;
      }
    }
    stream("levels against one another", FrameProfile.EIGHT_BIT, 1004);
    send(packet(1, DetailLevel.FULL, null));
    send(packet(2, DetailLevel.REDUCED, 1L));
    send(packet(3, DetailLevel.MINIMAL, 1L));
    send(packet(4, DetailLevel.LOW, 3L));
    send(packet(5, DetailLevel.FULL, 3L));
    stream("a still face", FrameProfile.EIGHT_BIT, 1005);
    float[] still = new float[Channel.COUNT];
    face.next(still);
    send(packet(1, DetailLevel.FULL, null, still));
    send(packet(2, DetailLevel.FULL, 1L, still));
    send(packet(250, DetailLevel.FULL, 2L, still));
    extremes();
    lost();
    return this;
  }

  private void extremes() {
    stream("all from end to end", FrameProfile.EIGHT_BIT, 1006);
    float[] values = new float[Channel.COUNT];
    send(packet(0, DetailLevel.FULL, null, values));
    for (int i = 1; i < 6; i++) {
      for (int c = 0; c < Channel.COUNT; c++) {
        // An odd pattern of ends and middles.
        values[c] = (c * 7 + i * i * 5) % 11 < 4 ? 1 : (c + i) % 3 == 0 ? .3f : -1;
      }
      send(packet(i, DetailLevel.FULL, i - 1L, values));
    }
  }

  private void lost() {
    stream("lost, late, twice, broken and begun anew", FrameProfile.EIGHT_BIT, 1007);
    byte[] first = packet(700, DetailLevel.FULL, null);
    byte[] second = packet(701, DetailLevel.FULL, 700L);
    byte[] third = packet(702, DetailLevel.FULL, 701L);
    byte[] fourth = packet(703, DetailLevel.FULL, 700L);
    send(second);
    send(first);
    send(third);
    send(fourth);
    send(second);
    send(third);
    send(third);
    byte[] broken = packet(704, DetailLevel.FULL, 703L);
    byte[] flipped = broken.clone();
    flipped[FrameFormat.CHECK_OFFSET] ^= 1;
    send(flipped);
    send(Arrays.copyOf(broken, broken.length + 1));
    send(Arrays.copyOf(broken, 5));
    flipped = broken.clone();
    flipped[FrameFormat.FLAGS_OFFSET] |= 8;
    send(flipped);
    flipped = broken.clone();
    flipped[0] = 2;
    send(flipped);
    send(broken);
    send(packet(958, DetailLevel.FULL, 703L));
    send(packet(959, DetailLevel.FULL, 704L));
    send(packet(960, DetailLevel.FULL, 958L));
    send(packet(3, DetailLevel.FULL, null));
    send(packet(4, DetailLevel.FULL, 3L));
  }

  /** All packets, one after another. */
  static byte[] packets() {
    return new FrameVectors().write().packets.toByteArray();
  }

  /** What to make of them. */
  static String expected() throws IOException {
    FrameVectors vectors = new FrameVectors().write();
    ObjectMapper mapper = new ObjectMapper();
    byte[] bytes = vectors.packets.toByteArray();
    for (Map<String, Object> stream : vectors.streams) {
      for (Object packet : (List<?>) stream.get("packets")) {
        @SuppressWarnings("unchecked")
        Map<String, Object> facts = (Map<String, Object>) packet;
        int offset = (Integer) facts.get("offset");
        int length = (Integer) facts.get("length");
        facts.put("hex", HexFormat.of().formatHex(bytes, offset, offset + length));
      }
    }
    // One packet a line, so that a difference can be read.
    StringBuilder text = new StringBuilder();
    text.append("{\"version\":1,\"about\":\"Each stream is for a new decoder; offset and length");
    text.append(" are of frame-v1.bin, hex is the same.\",\n\"streams\":[");
    String betweenStreams = "\n";
    for (Map<String, Object> stream : vectors.streams) {
      text.append(betweenStreams).append("{\"name\":");
      text.append(mapper.writeValueAsString(stream.get("name"))).append(",\"packets\":[");
      String between = "\n";
      for (Object packet : (List<?>) stream.get("packets")) {
        text.append(between).append(mapper.writeValueAsString(packet));
        between = ",\n";
      }
      text.append("]}");
      betweenStreams = ",\n";
    }
    return text.append("]}\n").toString();
  }

  public static void main(String[] args) throws IOException {
    Files.write(PACKETS, packets());
    Files.writeString(EXPECTED, expected());
  }
}
