package org.avatarengine.animation.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.avatarengine.animation.dialect.DialectReader.Outcome;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDialectsTest {

  private final FaceSample sample = new FaceSample();
  private final DialectReader vtubeStudio = Dialects.reader(Dialect.VTUBE_STUDIO);
  private final DialectReader mediaPipe = Dialects.reader(Dialect.MEDIAPIPE);
  private final DialectReader azure = Dialects.reader(Dialect.AZURE);

  @Test
  void shouldReadWhatVTubeStudioSends() {
    // Given
    String json =
        """
        {"Timestamp":1664817520079,"Hotkey":-1,"FaceFound":true,
         "Rotation":{"x":-11.091268,"y":9.4229984,"z":3.1646311},
         "Position":{"x":0.46,"y":1.31,"z":4.73},
         "EyeLeft":{"x":3.55,"y":9.09,"z":0.51},"EyeRight":{"x":3.46,"y":12.89,"z":0.71},
         "VNyanPos":{"a":[1,2,{"b":3}]},
         "BlendShapes":[{"k":"EyeBlinkRight","v":0.25},{"k":"JawLeft","v":1.05},{"k":"Other","v":1}]}
        """;
    // When
    Outcome outcome = read(vtubeStudio, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.sourceTimeUs()).isEqualTo(1664817520079_000L);
    assertThat(value(Channel.EYE_BLINK_RIGHT)).isEqualTo(0.25f);
    assertThat(value(Channel.JAW_LEFT)).isEqualTo(1f);
    assertThat(value(Channel.HEAD_PITCH)).isCloseTo(-0.19358f, within(1e-4f));
    assertThat(value(Channel.HEAD_YAW)).isCloseTo(-0.16446f, within(1e-4f));
    assertThat(value(Channel.HEAD_ROLL)).isCloseTo(-0.05523f, within(1e-4f));
    assertThat(value(Channel.RIGHT_EYE_YAW)).isCloseTo(-0.22497f, within(1e-4f));
    assertThat(Long.bitCount(sample.present())).isEqualTo(2 + 9);
    assertThat(sample.hasFace()).isTrue();
  }

  @Test
  void shouldSayThatNoFaceIsInSightWhenVTubeStudioFindsNone() {
    // Given
    String json = "{\"Timestamp\":5,\"FaceFound\":false,\"BlendShapes\":[]}";
    // When
    Outcome outcome = read(vtubeStudio, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.hasFace()).isFalse();
  }

  @Test
  void shouldReadTheWholeResultOfMediaPipe() {
    // Given a head turned by 0.3 to its left (right-handed, by columns) and moved
    String json =
        """
        {"faceLandmarks":[[{"x":0.1,"y":0.2,"z":0.3}]],"t":1500.5,
         "faceBlendshapes":[{"categories":[
           {"index":0,"score":0.9,"categoryName":"_neutral","displayName":""},
           {"index":1,"score":0.5,"categoryName":"browDownLeft","displayName":""},
           {"index":26,"score":0.75,"categoryName":"jawRight","displayName":""}],
           "headIndex":-1,"headName":""},
           {"categories":[{"score":1,"categoryName":"jawOpen"}]}],
         "facialTransformationMatrixes":[{"rows":4,"columns":4,"data":
           [0.9553365,0,-0.2955202,0, 0,1,0,0, 0.2955202,0,0.9553365,0, 3,4,-40,1]}]}
        """;
    // When
    Outcome outcome = read(mediaPipe, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.BROW_DOWN_LEFT)).isEqualTo(0.5f);
    assertThat(value(Channel.JAW_RIGHT)).isEqualTo(0.75f);
    assertThat(value(Channel.HEAD_YAW)).isCloseTo(-0.3f, within(1e-5f));
    assertThat(value(Channel.HEAD_PITCH)).isCloseTo(0, within(1e-5f));
    assertThat(value(Channel.HEAD_ROLL)).isCloseTo(0, within(1e-5f));
    assertThat(Long.bitCount(sample.present())).isEqualTo(2 + 3);
    assertThat(sample.sourceTimeUs()).isEqualTo(1_500_500);
  }

  @Test
  void shouldReadRowsWhenTheMatrixComesFromPython() {
    // Given a head bent down by 0.2, scaled by 2
    String json =
        """
        {"face_blendshapes":[[{"category_name":"jawOpen","score":0.5}]],
         "facial_transformation_matrixes":
           [[[2,0,0,3],[0,1.960133,-0.3973387,4],[0,0.3973387,1.960133,-40],[0,0,0,1]]]}
        """;
    // When
    Outcome outcome = read(mediaPipe, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(value(Channel.HEAD_PITCH)).isCloseTo(0.2f, within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jawOpen\":0.5,\"_neutral\":0.1,\"other\":\"x\"}",
        "{\"categories\":[{\"categoryName\":\"jawOpen\",\"score\":0.5}]}",
        "[{\"categoryName\":\"jawOpen\",\"score\":0.5}]",
        "{\"blendshapes\":{\"jawOpen\":0.5},\"t\":0}"
      })
  void shouldReadOneFaceInAnyOfItsForms(String json) {
    // Given
    // When
    Outcome outcome = read(mediaPipe, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(value(Channel.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(Long.bitCount(sample.present())).isEqualTo(1);
  }

  @Test
  void shouldSayThatNoFaceIsInSightWhenMediaPipeListsNone() {
    // Given
    String json =
        "{\"faceBlendshapes\":[],\"facialTransformationMatrixes\":[],\"faceLandmarks\":[]}";
    // When
    Outcome outcome = read(mediaPipe, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(sample.hasFace()).isFalse();
  }

  @Test
  void shouldGiveEveryFrameByTimeWhenAzureSendsSeveral() {
    // Given
    String json = azure(120, 20);
    FaceSample frame = new FaceSample();
    // When
    Outcome outcome = read(azure, json);
    // Then
    assertThat(outcome).isEqualTo(Outcome.SAMPLE);
    assertThat(azure.frames()).isEqualTo(20);
    assertThat(sample.frameNumber()).isEqualTo(139);
    assertThat(value(Channel.EYE_BLINK_LEFT)).isEqualTo(19 / 100f);
    for (int i = 0; i < 20; i++) {
      azure.frame(i, frame);
      assertThat(frame.sourceTimeUs()).isEqualTo((120 + i) * 1_000_000L / 60);
      assertThat(frame.values()[0]).isEqualTo(i / 100f);
      assertThat(frame.values()[Channel.TONGUE_OUT.ordinal()]).isEqualTo(0.51f);
      assertThat(frame.values()[Channel.HEAD_ROLL.ordinal()]).isEqualTo(-0.1f);
      assertThat(frame.values()[Channel.LEFT_EYE_ROLL.ordinal()]).isEqualTo(-0.2f);
      assertThat(frame.values()[Channel.RIGHT_EYE_ROLL.ordinal()]).isEqualTo(0.3f);
      assertThat(Long.bitCount(frame.present())).isEqualTo(55);
    }
    assertThat(read(azure, "{}")).isEqualTo(Outcome.MALFORMED);
    assertThat(azure.frames()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"jawOpen\"",
        "[]",
        "{}",
        "{\"jawOpen\":",
        "{\"jawOpen\":NaN}",
        "{\"jawOpen\":1e999}",
        "{\"jawOpen\":\"0.5\"}",
        "{\"jawOpen\":0.5}{\"jawOpen\":0.5}",
        "{\"FaceFound\":true,\"BlendShapes\":[{\"k\":\"JawOpen\",\"v\":null}]}",
        "{\"FaceFound\":true,\"Rotation\":{\"x\":\"1\"}}",
        "{\"FaceFound\":true,\"Rotation\":[1,2,3]}",
        "{\"FaceFound\":true,\"Timestamp\":-5}",
        "{\"Hotkey\":1}",
        "{\"jawOpen\":0.5,\"matrix\":3,\"facialTransformationMatrixes\":[{\"data\":[1,2,3]}]}",
        "{\"jawOpen\":0.5,\"facialTransformationMatrixes\":[[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]]}",
        "{\"FrameIndex\":0,\"BlendShapes\":[]}",
        "{\"FrameIndex\":0,\"BlendShapes\":[[1,2,3]]}",
        "{\"FrameIndex\":-1,\"BlendShapes\":[[]]}",
        "{\"FrameIndex\":1e300,\"BlendShapes\":[[]]}"
      })
  void shouldRefuseWhenItIsNoFace(String json) {
    for (DialectReader reader : new DialectReader[] {vtubeStudio, mediaPipe, azure}) {
      if (reader != mediaPipe && json.contains("jawOpen")
          || reader == mediaPipe && json.contains("FaceFound")) {
        continue;
      }
      // Given
      // When
      Outcome outcome = read(reader, json);
      // Then
      assertThat(outcome).as(reader.dialect() + " " + json).isEqualTo(Outcome.MALFORMED);
      assertThat(reader.complaint()).isNotEmpty();
      assertThat(sample.present()).isZero();
    }
  }

  @Test
  void shouldRefuseWhenADocumentIsBeyondItsLimits() {
    // Given
    String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"jawOpen\":0.5}";
    String longNumber = "{\"jawOpen\":0." + "1".repeat(5_000) + "}";
    String tooLong = "{\"jawOpen\":0.5" + " ".repeat(70_000) + "}";
    String manyFrames =
        "{\"FrameIndex\":0,\"BlendShapes\":["
            + String.join(",", Collections.nCopies(10_000, "[]"))
            + "]}";
    String eleven = azure(0, 11).replace("]]", "],[1]]");
    // When
    // Then
    for (String json : new String[] {deep, longNumber, tooLong}) {
      assertThat(read(mediaPipe, json)).isEqualTo(Outcome.MALFORMED);
      assertThat(read(vtubeStudio, json)).isEqualTo(Outcome.MALFORMED);
    }
    assertThat(read(azure, manyFrames)).isEqualTo(Outcome.MALFORMED);
    assertThat(read(azure, eleven)).isEqualTo(Outcome.MALFORMED);
    assertThat(read(azure, azure(0, 601).replace("0.0,", "0,"))).isEqualTo(Outcome.MALFORMED);
    assertThat(read(azure, azure(0, 1))).isEqualTo(Outcome.SAMPLE);
  }

  private Outcome read(DialectReader reader, String json) {
    byte[] packet = json.getBytes(UTF_8);
    return reader.read(packet, 0, packet.length, sample);
  }

  private float value(Channel channel) {
    return sample.values()[channel.ordinal()];
  }

  private static String azure(int index, int frames) {
    String rows =
        IntStream.range(0, frames)
            .mapToObj(i -> "[" + i / 100f + ",0".repeat(50) + ",0.51,-0.1,-0.2,0.3]")
            .collect(Collectors.joining(","));
    return "{\"FrameIndex\":" + index + ",\"BlendShapes\":[" + rows + "]}";
  }
}
