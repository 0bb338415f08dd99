package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DialectFuzzTest {

  private static final int PACKETS = 100_000;
  private static final String JSON_BITS = "{}[]\",:0123456789.eE-+ntfNaI\\u";

  @ParameterizedTest
  @MethodSource("dialects")
  void shouldStayWellWhateverComes(Dialect dialect) {
    // Given
    byte[][] seeds = seeds(dialect);
    DialectReader reader = Dialects.reader(dialect);
    FaceSample sample = new FaceSample();
    Random random = new Random(4_711 + dialect.ordinal());
    // When
    Assertions.assertTimeout(
        Duration.ofSeconds(120),
        () -> {
          for (int i = 0; i < PACKETS; i++) {
            byte[] packet = mutated(random, seeds);
            int offset = random.nextInt(3);
            byte[] shifted = new byte[offset + packet.length + random.nextInt(3)];
            System.arraycopy(packet, 0, shifted, offset, packet.length);
            Outcome outcome = reader.read(shifted, offset, packet.length, sample);
            // Then
            check(reader, outcome, sample, packet);
          }
        });
    Outcome last = null;
    for (byte[] seed : seeds) {
      last = reader.read(seed, 0, seed.length, sample);
    }
    assertThat(last).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.values()[Channel.JAW_OPEN.ordinal()]).isEqualTo(0.5f);
  }

  static Stream<Dialect> dialects() {
    return Arrays.stream(Dialect.values()).filter(dialect -> dialect != Dialect.AVATAR);
  }

  private static void check(
      DialectReader reader, Outcome outcome, FaceSample sample, byte[] packet) {
    float[] values = sample.values();
    for (int i = 0; i < values.length; i++) {
      float least = i < Channel.SHAPES ? 0 : -1;
      boolean absent = (sample.present() >>> i & 1) == 0;
      if (!(values[i] >= least && values[i] <= 1) || (absent && values[i] != 0)) {
        throw new AssertionError(
            Channel.ALL.get(i) + " " + values[i] + " " + Arrays.toString(packet));
      }
    }
    if (outcome == Outcome.MALFORMED == reader.complaint().isEmpty()
        || outcome == Outcome.SAMPLE == (reader.frames() == 0)
        || sample.sourceTimeUs() < -1
        || sample.frameNumber() < -1
        || sample.present() >>> Channel.COUNT != 0
        || (outcome != Outcome.SAMPLE && sample.present() != 0)) {
      throw new AssertionError(outcome + " " + Arrays.toString(packet));
    }
  }

  private static byte[] mutated(Random random, byte[][] seeds) {
    if (random.nextInt(8) == 0) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] packet = seeds[random.nextInt(seeds.length)].clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && packet.length > 8; i++) {
      int at = random.nextInt(packet.length);
      switch (random.nextInt(6)) {
        case 0 -> packet[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> packet[at] = (byte) random.nextInt(256);
        case 2 -> packet[at] = (byte) JSON_BITS.charAt(random.nextInt(JSON_BITS.length()));
        case 3 -> packet = Arrays.copyOf(packet, at);
        case 4 -> {
          int from = random.nextInt(packet.length);
          int length = Math.min(random.nextInt(16), packet.length - Math.max(from, at));
          System.arraycopy(packet, from, packet, at, length);
        }
        default -> {
          int word = Math.min(at & ~3, packet.length - 4);
          int[] evil = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7f80_0000, 0x7fc0_0000, 0};
          int value = evil[random.nextInt(evil.length)];
          for (int b = 0; b < 4; b++) {
            packet[word + b] = (byte) (value >>> (24 - 8 * b));
          }
        }
      }
    }
    return packet;
  }

  /** Good packets; read in order the last one gives a sample with the jaw half open. */
  private static byte[][] seeds(Dialect dialect) {
    float[] values = new float[Channel.COUNT];
    Arrays.fill(values, 0.25f);
    values[Channel.JAW_OPEN.ordinal()] = 0.5f;
    return switch (dialect) {
      case LIVE_LINK ->
          new byte[][] {
            new PacketBytes().u8(1).name("s").f64(1).i32(1).bytes(),
            shapes(new PacketBytes().u8(3).name("s").i32(1), 52),
            shapes(
                new PacketBytes().u8(5).name("d").name("s").i32(1).i32(2).i32(3).i32(4).i32(60),
                61),
            written(Dialects.liveLink("Performer", 60), values),
          };
      case VMC -> new byte[][] {written(Dialects.vmc(), values)};
      case IFACIALMOCAP ->
          texts(
              "mouthSmile_R-10|jawOpen-50|=head#-21.4,-6.0,-6.6,-0.03,-0.1,-0.6|rightEye#6,2.4,0.2|"
                  + "leftEye#6.03,-1.6,-0.1|",
              "jawLeft&-5|trackingStatus-1|jawOpen&50|leftEye#6.03,-1.6,-0.1|___iFacialMocap");
      case VTUBE_STUDIO ->
          texts(
              "{\"Timestamp\":5,\"FaceFound\":true,\"Rotation\":{\"x\":-1.5,\"y\":2,\"z\":3},"
                  + "\"BlendShapes\":[{\"k\":\"JawOpen\",\"v\":0.5}]}");
      case MEDIAPIPE ->
          texts(
              "{\"jawOpen\":0.5}",
              "{\"t\":4,\"faceBlendshapes\":[{\"categories\":[{\"index\":0,\"score\":0.5,"
                  + "\"categoryName\":\"jawOpen\"}]}],\"facialTransformationMatrixes\":[{\"data\":"
                  + "[1,0,0,0,0,1,0,0,0,0,1,0,3,4,-40,1]}]}");
      case AZURE ->
          texts(
              "{\"FrameIndex\":3,\"BlendShapes\":[[0"
                  + ",0.1".repeat(16)
                  + ",0.5"
                  + ",0".repeat(37)
                  + "]]}");
      case LIVE_LINK_CSV ->
          texts("Timecode,BlendShapeCount,JawOpen,HeadYaw\n", "13:13:04:31.652,61,0.5,-0.2\n");
      case AVATAR -> throw new IllegalArgumentException();
    };
  }

  private static byte[] shapes(PacketBytes head, int count) {
    head.u8(count);
    for (int i = 0; i < count; i++) {
      head.f32(0.5f);
    }
    return head.bytes();
  }

  private static byte[] written(DialectWriter writer, float[] values) {
    byte[] out = new byte[DialectWriter.MAX_BYTES];
    return Arrays.copyOf(out, writer.write(values, 1, 1_000_000, out, 0));
  }

  private static byte[][] texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }
}
