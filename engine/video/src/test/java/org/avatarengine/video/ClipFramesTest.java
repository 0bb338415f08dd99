package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.avatarengine.vision.frame.Frame;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parent against children that lie: each is a shell that writes prepared bytes. */
class ClipFramesTest {

  private static final FrameLimits LIMITS = new FrameLimits(2, 10, Duration.ofSeconds(1), 100);
  private static final ClipHeader HEADER = new ClipHeader(4, 2, 4, 2, Turn.NONE, 5, 1_000_000);

  @TempDir Path folder;

  /** What a child says, message by message. */
  private static final class Speech {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Speech say(int type, byte[] payload) {
      return say(type, payload.length, payload);
    }

    Speech say(int type, int length, byte[] payload) {
      bytes.writeBytes(ByteBuffer.allocate(5).put((byte) type).putInt(length).array());
      bytes.writeBytes(payload);
      return this;
    }

    Speech hello() {
      return say(Wire.HELLO, new byte[] {Wire.VERSION});
    }

    Speech clip(ClipHeader header) {
      return say(Wire.CLIP, header.encode().array());
    }

    Speech frame(int index, long micros) {
      return say(
          Wire.FRAME,
          ByteBuffer.allocate(Wire.FRAME_PREFIX + 24).putInt(index).putLong(micros).array());
    }
  }

  private int listen(Speech speech) throws IOException {
    Path said = Files.write(folder.resolve("said"), speech.bytes.toByteArray());
    DecoderChild child =
        DecoderChild.start(
            VideoSettings.defaults(folder),
            new ProcessBuilder(
                "sh", "-c", "cat \"$0\"; exec >&-; cat > /dev/null", said.toString()));
    try {
      var request = new ClipRequest(said, LIMITS, 1, 50);
      child.request(request);
      DecoderChild.Message clip = child.next(Wire.SHORT_PAYLOAD);
      try (ClipFrames frames =
          new ClipFrames(child, request, clip.payload(), () -> child.kill("closed"))) {
        int given = 0;
        for (Optional<Frame> n = frames.next(); n.isPresent(); n = frames.next()) {
          given++;
        }
        return frames.complete() ? given : -given;
      }
    } finally {
      child.kill("the test is over");
    }
  }

  private void assertNonsense(Speech speech) {
    assertThatThrownBy(() -> listen(speech))
        .isInstanceOf(FrameSourceException.class)
        .hasMessageContaining("an answer that cannot be");
  }

  @Test
  void shouldBelieveAChildThatKeepsToTheProtocol() throws IOException {
    // Given
    Speech whole = new Speech().hello().clip(HEADER).frame(0, 0).frame(4, 900_000);
    Speech broken = new Speech().hello().clip(HEADER).frame(0, 0);
    whole.say(Wire.END, new byte[] {1});
    broken.say(Wire.END, new byte[] {0});

    // When
    int fromWhole = listen(whole);
    int fromBroken = listen(broken);

    // Then
    assertThat(fromWhole).isEqualTo(2);
    assertThat(fromBroken).isEqualTo(-1);
  }

  @Test
  void shouldNotBelieveAClipBeyondWhatWasAskedFor() {
    // Given
    ClipHeader[] lies = {
      new ClipHeader(11, 10, 4, 2, Turn.NONE, 5, 1_000_000),
      new ClipHeader(10, 10, 10, 6, Turn.NONE, 5, 1_000_000),
      new ClipHeader(4, 2, 4, 2, Turn.NONE, 11, 1_000_000),
      new ClipHeader(4, 2, 4, 2, Turn.NONE, 5, 1_000_001)
    };

    // When / Then
    for (ClipHeader lie : lies) {
      assertNonsense(new Speech().hello().clip(lie));
    }
    byte[] noTurn = HEADER.encode().array();
    noTurn[noTurn.length - 1] = 8;
    assertNonsense(new Speech().hello().say(Wire.CLIP, noTurn));
    assertNonsense(new Speech().hello().say(Wire.CLIP, new byte[3]));
  }

  @Test
  void shouldNotBelieveFramesThatCannotBe() {
    // When / Then
    assertNonsense(new Speech().hello().clip(HEADER).frame(1, 0).frame(1, 0));
    assertNonsense(new Speech().hello().clip(HEADER).frame(5, 0));
    assertNonsense(new Speech().hello().clip(HEADER).frame(0, 5).frame(1, 4));
    assertNonsense(new Speech().hello().clip(HEADER).frame(0, 1_000_001));
    assertNonsense(new Speech().hello().clip(HEADER).frame(0, 0).frame(1, 1).frame(2, 2));
    assertNonsense(new Speech().hello().clip(HEADER).say(Wire.FRAME, new byte[35]));
    assertNonsense(new Speech().hello().clip(HEADER).say(Wire.END, new byte[2]));
    assertNonsense(new Speech().hello().clip(HEADER).say(99, new byte[1]));
  }

  @Test
  void shouldNotTakeMessagesOfAnyLength() {
    // When / Then
    assertNonsense(new Speech().say(Wire.HELLO, -1, new byte[0]));
    assertNonsense(new Speech().say(Wire.HELLO, Integer.MAX_VALUE, new byte[0]));
    assertNonsense(new Speech().say(Wire.HELLO, new byte[] {Wire.VERSION + 1}));
    assertNonsense(new Speech().hello().say(Wire.CLIP, Wire.SHORT_PAYLOAD + 1, new byte[0]));
  }

  @Test
  void shouldSayHowTheChildDied() {
    // Given
    var silent = new ProcessBuilder("sh", "-c", "echo the reason >&2; exit 7");
    DecoderChild child = DecoderChild.start(VideoSettings.defaults(folder), silent);

    // When / Then
    assertThatThrownBy(() -> child.next(10))
        .isInstanceOf(FrameSourceException.class)
        .hasMessage("the video decoder died (exit code 7: the reason)");
  }
}
