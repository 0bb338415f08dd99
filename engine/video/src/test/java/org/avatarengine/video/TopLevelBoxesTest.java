package org.avatarengine.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopLevelBoxesTest {

  @TempDir Path folder;

  private static byte[] box(String type, int size) {
    return ByteBuffer.allocate(size)
        .putInt(size)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static byte[] wideBox(String type, int size) {
    return ByteBuffer.allocate(size)
        .putInt(1)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putLong(size)
        .array();
  }

  private TopLevelBoxes read(byte[]... boxes) throws IOException {
    var all = new ByteArrayOutputStream();
    for (byte[] box : boxes) {
      all.writeBytes(box);
    }
    return TopLevelBoxes.read(Files.write(folder.resolve("file"), all.toByteArray()));
  }

  @Test
  void shouldBeWholeWhenTheLastBoxEndsWithTheFile() throws IOException {
    // When
    var boxes = read(box("ftyp", 20), wideBox("mdat", 100), box("moov", 50));

    // Then
    assertThat(boxes).isEqualTo(new TopLevelBoxes(true, true));
  }

  @Test
  void shouldNotBeWholeWhenCutAnywhere() throws IOException {
    // Given
    byte[] mdat = box("mdat", 100);

    // When
    var inside = read(box("ftyp", 20), box("moov", 50), Arrays.copyOf(mdat, 99));
    var head = read(box("ftyp", 20), box("moov", 50), Arrays.copyOf(mdat, 5));
    var table = read(box("ftyp", 20), mdat);

    // Then
    assertThat(inside).isEqualTo(new TopLevelBoxes(true, false));
    assertThat(head).isEqualTo(new TopLevelBoxes(true, false));
    assertThat(table).isEqualTo(new TopLevelBoxes(true, false));
  }

  @Test
  void shouldEndWhenSizesCannotBe() throws IOException {
    // When
    var tiny = read(box("ftyp", 20), new byte[] {0, 0, 0, 4, 'm', 'o', 'o', 'v'});
    var negative =
        read(box("ftyp", 20), ByteBuffer.allocate(16).putInt(1).putInt(7).putLong(-5).array());
    var text = read("this is a text, not a film".getBytes(StandardCharsets.US_ASCII));

    // Then
    assertThat(tiny.whole()).isFalse();
    assertThat(negative.whole()).isFalse();
    assertThat(text).isEqualTo(new TopLevelBoxes(false, false));
  }
}
