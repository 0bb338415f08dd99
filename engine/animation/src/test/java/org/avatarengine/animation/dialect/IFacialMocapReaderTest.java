package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IFacialMocapReaderTest {

  private final DialectReader reader = Dialects.reader(Dialect.IFACIALMOCAP);
  private final FaceSample sample = new FaceSample();

  @ParameterizedTest
  @ValueSource(strings = {"-", "&"})
  void shouldKnowAll52ShapesBySidesWhenReadingEitherVersion(String mark) {
    // Given
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Channel.SHAPES; i++) {
      String name = Channel.ALL.get(i).key();
      boolean sided = !name.equals("jawLeft") && !name.equals("mouthLeft");
      sided &= !name.equals("jawRight") && !name.equals("mouthRight");
      String sent = sided ? name.replaceAll("Left$", "_L").replaceAll("Right$", "_R") : name;
      text.append(sent).append(mark).append(i).append('|');
    }
    // When
    Outcome outcome = read(text.toString());
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.present()).isEqualTo((1L << 52) - 1);
    for (int i = 0; i < Channel.SHAPES; i++) {
      assertThat(sample.values()[i]).as(Channel.ALL.get(i).key()).isEqualTo(i / 100f);
    }
  }

  @Test
  void shouldTurnDegreesIntoRadiansOfOurAxes() {
    // Given a face that looks up, its right eye to the left and down as eyeLookIn_R says too
    String text =
        "eyeLookIn_R-54|hapihapi-0|1|=head#-21.488958,-6.038993,-6.6019735,-0.03,-0.1,-0.65"
            + "|rightEye#6.0297494,19.067966,0.25649446|leftEye#6.034903,15.6,-0.17520553|";
    // When
    Outcome outcome = read(text);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.HEAD_PITCH)).isCloseTo(-0.37505f, within(1e-4f));
    assertThat(value(Channel.HEAD_YAW)).isCloseTo(0.10540f, within(1e-4f));
    assertThat(value(Channel.HEAD_ROLL)).isCloseTo(0.11523f, within(1e-4f));
    assertThat(value(Channel.RIGHT_EYE_YAW)).isCloseTo(-0.33280f, within(1e-4f));
    assertThat(value(Channel.RIGHT_EYE_PITCH)).isCloseTo(0.10524f, within(1e-4f));
    assertThat(value(Channel.LEFT_EYE_YAW)).isCloseTo(-0.27227f, within(1e-4f));
    assertThat(value(Channel.EYE_LOOK_IN_RIGHT)).isEqualTo(0.54f);
    assertThat(Long.bitCount(sample.present())).isEqualTo(10);
  }

  @Test
  void shouldClampWhenVersionTwoIsNegative() {
    // Given
    String text = "jawLeft&-30|jawOpen&130|mouthClose&12.5";
    // When
    Outcome outcome = read(text);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.JAW_LEFT)).isZero();
    assertThat(value(Channel.JAW_OPEN)).isEqualTo(1f);
    assertThat(value(Channel.MOUTH_CLOSE)).isEqualTo(0.125f);
  }

  @Test
  void shouldSayThatNoFaceIsInSightWhenNothingIsTracked() {
    // Given
    String text = "trackingStatus-0|jawOpen-10|";
    // When
    Outcome outcome = read(text);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.hasFace()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "other-12|thing-3",
        "jawOpen-",
        "jawOpen-NaN",
        "jawOpen-1e999",
        "jawOpen&Infinity|",
        "jawOpen-10|=head#1,2",
        "jawOpen-10|=head#1,2,x,4,5,6",
        "jawOpen-0x10",
        "jawOpen-11111111111111111111111111111111111111111111"
      })
  void shouldRefuseWhenItIsNoFrame(String text) {
    // Given
    String good = "jawOpen-10|";
    // When
    Outcome outcome = read(text);
    // Then
    assertThat(outcome).isEqualTo(Outcome.MALFORMED);
    assertThat(reader.complaint()).isNotEmpty();
    assertThat(read(good)).isEqualTo(Outcome.SAMPLE);
  }

  @Test
  void shouldCutTheTcpStreamIntoFramesWhereverItIsBroken() {
    // Given
    byte[] stream =
        "jawOpen-10|___iFacialMocapjawOpen-20|___iFacialMocapjawOpen-30".getBytes(UTF_8);
    for (int piece = 1; piece < stream.length; piece++) {
      IFacialMocapStream cutter = new IFacialMocapStream();
      List<String> frames = new ArrayList<>();
      // When
      for (int from = 0; from < stream.length; from += piece) {
        cutter.accept(
            stream,
            from,
            Math.min(piece, stream.length - from),
            (bytes, offset, length) -> frames.add(new String(bytes, offset, length, UTF_8)));
      }
      // Then
      assertThat(frames).containsExactly("jawOpen-10|", "jawOpen-20|");
    }
    assertThat(read("jawOpen-10|___iFacialMocap")).isEqualTo(Outcome.SAMPLE);
  }

  @Test
  void shouldDropAFrameThatIsTooLongAndGoOn() {
    // Given
    byte[] flood =
        ("x".repeat(100_000) + "___iFacialMocapjawOpen-1|___iFacialMocap").getBytes(UTF_8);
    IFacialMocapStream cutter = new IFacialMocapStream();
    List<String> frames = new ArrayList<>();
    // When
    cutter.accept(
        flood,
        0,
        flood.length,
        (b, offset, length) -> frames.add(new String(b, offset, length, UTF_8)));
    // Then
    assertThat(frames).containsExactly("jawOpen-1|");
    assertThat(cutter.dropped()).isEqualTo(1);
  }

  private Outcome read(String text) {
    byte[] packet = text.getBytes(UTF_8);
    return reader.read(packet, 0, packet.length, sample);
  }

  private float value(Channel channel) {
    return sample.values()[channel.ordinal()];
  }
}
