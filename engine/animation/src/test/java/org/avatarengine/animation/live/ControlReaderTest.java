package org.avatarengine.animation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.junit.jupiter.api.Test;

class ControlReaderTest {

  @Test
  void shouldReadEachTypeWhenItIsWellFormed() {
    assertThat(read("{'type':'report','rttMs':42,'lossPercent':0.5,'screenHeight':900}"))
        .isEqualTo(new ControlMessage.Report(new LevelController.Report(42, 0.5, -1, 900)));
    assertThat(read("{'type':'level','level':'auto'}")).isEqualTo(new ControlMessage.Level(null));
    assertThat(read("{'type':'level','level':3}"))
        .isEqualTo(new ControlMessage.Level(DetailLevel.MINIMAL));
    assertThat(read("{'type':'key'}")).isEqualTo(new ControlMessage.Key());
    assertThat(read("{'type':'ping','t':12.5}")).isEqualTo(new ControlMessage.Ping("12.5"));
    assertThat(read("{'type':'emotion','emotion':'joy','intensity':0.8,'durationMs':2000}"))
        .isEqualTo(new ControlMessage.Emote(EmotionCue.of(Emotion.JOY, 0.8f, 2_000)));
    assertThat(read("{'type':'gaze','yaw':0.2,'pitch':0,'durationMs':500}"))
        .isEqualTo(new ControlMessage.Gaze(0.2f, 0, 500));
    assertThat(read("{'type':'calibrate'}")).isEqualTo(new ControlMessage.Calibrate());
  }

  @Test
  void shouldTakeNamedValuesWhenTheyAreChannels() {
    // Given
    String json = "{'type':'values','t':16,'values':{'jawOpen':0.4,'headYaw':-3,'EyeBlinkLeft':2}}";
    // When
    ControlMessage.Values values = (ControlMessage.Values) read(json);
    // Then
    assertThat(values.timeMs()).isEqualTo(16);
    assertThat(values.values()[Channel.JAW_OPEN.ordinal()]).isEqualTo(0.4f);
    assertThat(values.values()[Channel.HEAD_YAW.ordinal()]).isEqualTo(-1);
    assertThat(values.values()[Channel.EYE_BLINK_LEFT.ordinal()]).isEqualTo(1);
    assertThat(Long.bitCount(values.present())).isEqualTo(3);
  }

  @Test
  void shouldPassTheDataOnWhenAnInputNamesItsDialect() {
    // Given
    String json = "{'type':'input','dialect':'azure','data':{'FrameIndex':1,'BlendShapes':[[0]]}}";
    // When
    ControlMessage.Input input = (ControlMessage.Input) read(json);
    // Then
    assertThat(input.dialect()).isEqualTo(Dialect.AZURE);
    assertThat(new String(input.data(), StandardCharsets.UTF_8))
        .isEqualTo("{\"FrameIndex\":1,\"BlendShapes\":[[0]]}");
  }

  @Test
  void shouldSayWhatIsAllowedWhenAMessageIsWrong() {
    assertThat(bad("")).isEqualTo("bad-message");
    assertThat(bad("[1]")).isEqualTo("bad-message");
    assertThat(bad("{")).isEqualTo("bad-json");
    assertThat(bad("{'type':'key'} x")).isEqualTo("bad-json");
    assertThat(bad("{'type':'key','type':'key'}")).isEqualTo("bad-json");
    assertThat(bad("{'type':1}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'level','level':4}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'ping','t':1e999}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'report','rttMs':-1}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'values','values':{'nose':1}}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'values','values':[1,2]}")).isEqualTo("bad-message");
    assertThat(bad("{'type':'input','dialect':'avatar','data':{}}")).isEqualTo("bad-message");
    assertThat(bad("[".repeat(5_000))).isEqualTo("bad-json");
    assertThat(bad("{'type':'key','x':'" + "y".repeat(20_000) + "'}")).isEqualTo("too-large");
    assertThat(bad(" ".repeat(70_000))).isEqualTo("too-large");
    assertThat(((ControlMessage.Bad) read("{'type':'dance'}")).message())
        .contains("report", "values", "calibrate");
  }

  @Test
  void shouldNeverThrowWhenTextIsHostile() {
    // Given
    Random random = new Random(3);
    String[] seeds = {
      "{'type':'values','t':1,'values':{'jawOpen':0.4}}",
      "{'type':'input','dialect':'mediapipe','data':{'a':[1,2,{'b':null}]}}",
      "{'type':'emotion','emotion':'joy','intensity':0.8,'durationMs':2000}",
      "{'type':'report','rttMs':42,'lossPercent':0.5,'renderFps':60,'screenHeight':900}",
      "{'type':'gaze','yaw':0.2,'pitch':0,'durationMs':500}",
      "{'type':'level','level':2}"
    };
    String alphabet = "{}[]\",:0123456789.eE-+truefalsn\\u\u0000\uD800 ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(seeds[i % seeds.length].replace('\'', '"'));
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> text.setLength(Math.max(1, at));
        }
      }
      // When
      ControlMessage message = ControlReader.read(text.toString());
      // Then
      assertThat(message).isNotNull();
    }
  }

  private static String bad(String json) {
    return ((ControlMessage.Bad) read(json)).code();
  }

  private static ControlMessage read(String json) {
    return ControlReader.read(json.replace('\'', '"'));
  }
}
