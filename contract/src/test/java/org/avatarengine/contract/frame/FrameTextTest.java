package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTextTest {

  private final byte[] out = new byte[4_000];
  private final FrameText text = new FrameText();
  private final float[] values = new float[Channel.COUNT];

  private QuantizedFrame frame() {
    QuantizedFrame frame = new QuantizedFrame();
    frame.stamp(FrameProfile.EIGHT_BIT, DetailLevel.FULL, 4_294_967_295L, 70_000);
    for (int i = 0; i < Channel.COUNT; i++) {
      frame.steps()[i] = (short) (i * 4);
    }
    frame.toValues(values);
    return frame;
  }

  @Test
  void shouldHoldTheValuesWhenReadAsJson() throws Exception {
    // When
    int length = text.json(frame(), new float[] {1.5f, Float.NaN, -20_000}, 3, out, 5);

    // Then
    JsonNode json = new ObjectMapper().readTree(out, 5, length);
    assertThat(json.get("seq").asLong()).isEqualTo(4_294_967_295L);
    assertThat(json.get("t").asLong()).isEqualTo(70_000);
    assertThat(json.get("values")).hasSize(Channel.COUNT);
    for (int i = 0; i < Channel.COUNT; i++) {
      double read = json.get("values").get(i).asDouble();
      assertThat(Math.abs(read - values[i])).isLessThan(5.1e-6);
    }
    assertThat(json.get("targets").toString()).isEqualTo("[1.5,0,-9999]");
    assertThat(json.has("type")).isFalse();
  }

  @Test
  void shouldBeShortWhenWrittenAsJson() {
    // Given
    QuantizedFrame frame = new QuantizedFrame();
    frame.steps()[0] = 255;
    frame.steps()[1] = 51;
    frame.steps()[2] = 1;

    // When
    int length = text.json(frame, null, 0, out, 0);

    // Then
    assertThat(new String(out, 0, length, StandardCharsets.UTF_8))
        .startsWith("{\"seq\":0,\"t\":0,\"values\":[1,0.2,0.00392,0,0")
        .endsWith("-1,-1]}");
  }

  @Test
  void shouldHoldTheValuesWhenReadAsMessagePack() {
    // When
    int length = text.messagePack(frame(), new float[] {-2.25f}, 1, out, 0);

    // Then
    ByteBuffer in = ByteBuffer.wrap(out, 0, length);
    assertThat(in.get()).isEqualTo((byte) 0x84);
    assertThat(key(in)).isEqualTo("seq");
    assertThat(in.get()).isEqualTo((byte) 0xce);
    assertThat(in.getInt()).isEqualTo(-1);
    assertThat(key(in)).isEqualTo("t");
    assertThat(in.get()).isEqualTo((byte) 0xce);
    assertThat(in.getInt()).isEqualTo(70_000);
    assertThat(key(in)).isEqualTo("values");
    assertThat(in.get()).isEqualTo((byte) 0xdc);
    assertThat(in.getShort()).isEqualTo((short) Channel.COUNT);
    for (int i = 0; i < Channel.COUNT; i++) {
      assertThat(in.get()).isEqualTo((byte) 0xca);
      assertThat(in.getFloat()).isEqualTo(values[i]);
    }
    assertThat(key(in)).isEqualTo("targets");
    assertThat(in.get()).isEqualTo((byte) 0xdc);
    assertThat(in.getShort()).isEqualTo((short) 1);
    assertThat(in.get()).isEqualTo((byte) 0xca);
    assertThat(in.getFloat()).isEqualTo(-2.25f);
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void shouldRefuseWhenTheRoomIsTooSmall() {
    assertThatThrownBy(() -> text.json(frame(), null, 0, new byte[1_039], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String key(ByteBuffer in) {
    byte[] key = new byte[in.get() & 0x1f];
    in.get(key);
    return new String(key, StandardCharsets.US_ASCII);
  }
}
