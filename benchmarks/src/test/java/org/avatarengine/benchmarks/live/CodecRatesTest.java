package org.avatarengine.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.junit.jupiter.api.Test;

class CodecRatesTest {

  @Test
  void shouldNeedNoPayloadWhenAFaceIsStill() {
    // Given
    float[] face = new float[61];
    face[17] = 0.5f;
    var still = new Performance(false, Collections.nCopies(100, face));
    // When
    var rate = CodecRates.ours(still, FrameProfile.EIGHT_BIT, 1);
    // Then: a header of seven bytes, and what says that nothing moved.
    assertThat(rate.frames()).isEqualTo(99);
    assertThat(rate.bytes()).isBetween(7.0, 9.0);
    assertThat(rate.payloadBits()).isEqualTo((rate.bytes() - 7) * 8, within(1e-9));
    assertThat(rate.worst()).isLessThanOrEqualTo(1 / 255.0 + 1e-9);
  }

  @Test
  void shouldCountTheTimeOfTwoBytesAsHeaderWhenItIsLong() {
    // Given
    byte[] message = new byte[20];
    message[6] = (byte) 0x80;
    message[7] = 1;
    // When
    int bytes = CodecRates.headerBytes(message);
    // Then
    assertThat(bytes).isEqualTo(8);
  }

  @Test
  void shouldCostMoreWhenTheBaseIsOlder() {
    // Given
    Performance made = Performance.made();
    // When
    double one = CodecRates.ours(made, FrameProfile.EIGHT_BIT, 1).payloadBits();
    double four = CodecRates.ours(made, FrameProfile.EIGHT_BIT, 4).payloadBits();
    // Then
    assertThat(four).isGreaterThan(one);
    assertThat(CodecRates.deflate(made)).isLessThan(CodecRates.messagePack(made));
  }

  @Test
  void shouldPackEveryFrameAfterItsLengthWhenAServerIsToReadThem() {
    // Given
    byte[][] frames = {new byte[300], {1, 2, 3}};
    // When
    ByteBuffer packed =
        ByteBuffer.wrap(SocketIoServer.packed(frames)).order(ByteOrder.LITTLE_ENDIAN);
    // Then
    assertThat(packed.remaining()).isEqualTo(2 + 300 + 2 + 3);
    assertThat(packed.getShort(0)).isEqualTo((short) 300);
    assertThat(packed.getShort(302)).isEqualTo((short) 3);
    assertThat(packed.get(304)).isEqualTo((byte) 1);
  }

  @Test
  void shouldGiveWholeFramesWhenTheyAreForAnotherServer() throws FrameFormatException {
    // Given
    byte[][] messages = CodecRates.messages(Performance.made(), 50);
    // When
    var outcome =
        new FrameDecoder().decode(messages[49], 0, messages[49].length, new QuantizedFrame());
    // Then: well-formed, but its base was never sent.
    assertThat(outcome).isEqualTo(FrameDecoder.Outcome.BASE_UNKNOWN);
  }
}
