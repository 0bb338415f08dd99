package org.avatarengine.registration.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.avatarengine.registration.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {

  private static final String B = Form.BOUNDARY;

  /** What came out, as text that compares easily. */
  private static final class Seen implements MultipartParser.Parts {
    final List<PartHeader> headers = new ArrayList<>();
    final List<byte[]> contents = new ArrayList<>();
    private ByteArrayOutputStream current;

    @Override
    public void begin(PartHeader header) {
      assertThat(current).isNull();
      headers.add(header);
      current = new ByteArrayOutputStream();
    }

    @Override
    public void content(byte[] bytes, int from, int to) {
      assertThat(to).isGreaterThan(from);
      current.write(bytes, from, to - from);
    }

    @Override
    public void end() {
      contents.add(current.toByteArray());
      current = null;
    }
  }

  private static Seen parse(byte[] body, int... cuts) {
    Seen seen = new Seen();
    MultipartParser parser = new MultipartParser(B, seen);
    int from = 0;
    for (int cut : cuts) {
      parser.feed(Arrays.copyOfRange(body, from, cut));
      from = cut;
    }
    parser.feed(Arrays.copyOfRange(body, from, body.length));
    parser.finish();
    return seen;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldFindTheSamePartsWhenTheBodyIsCutAnywhere() {
    // Given
    byte[] tricky = text("\r\n--" + B.substring(0, 10) + "\r\n\r\n--\r\r\n-");
    byte[] body = new Form().field("name", "Ада").file("a.jpg", tricky).field("e", "").bytes();
    for (int cut = 0; cut <= body.length; cut++) {
      // When
      Seen seen = parse(body, cut);
      // Then
      assertThat(seen.headers)
          .containsExactly(
              new PartHeader("name", null),
              new PartHeader("file", "a.jpg"),
              new PartHeader("e", null));
      assertThat(seen.contents).containsExactly(text("Ада"), tricky, new byte[0]);
    }
  }

  @Test
  void shouldFindTheSamePartsWhenTheBodyComesByteByByte() {
    // Given
    byte[] content = Form.jpeg(3_000);
    byte[] body = new Form().file("x.jpg", content).bytes();
    // When
    Seen seen = parse(body, java.util.stream.IntStream.range(0, body.length).toArray());
    // Then
    assertThat(seen.contents).containsExactly(content);
  }

  @Test
  void shouldAcceptPreambleAndPaddingWhenTheRfcAllowsThem() {
    // Given
    byte[] body =
        text(
            "ignored\r\n--"
                + B
                + " \t\r\ncontent-disposition: form-data; name=a\r\n\r\nx\r\n--"
                + B
                + "--\r\nepilogue");
    // When
    Seen seen = parse(body);
    // Then
    assertThat(seen.headers).containsExactly(new PartHeader("a", null));
    assertThat(seen.contents).containsExactly(text("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary at all",
        "--BOUND\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off",
        "--BOUND\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--BOUND\r\n",
        "--BOUND\r\n\r\nno header\r\n--BOUND--",
        "--BOUND\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--BOUND--",
        "--BOUND\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--BOUND--",
        "--BOUND\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--BOUND--",
        "--BOUND\r\nno colon\r\n\r\nx\r\n--BOUND--",
        "--BOUNDx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--BOUND--",
        "--BOUND\r\nContent-Disposition: form-data; name=\"a\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nx\r\n--BOUND--",
      })
  void shouldRefuseTheBodyWhenItIsNoForm(String body) {
    assertThatThrownBy(() -> parse(text(body.replace("BOUND", B))))
        .isInstanceOf(MultipartException.class);
  }

  @Test
  void shouldRefuseTheBodyWhenABoundIsPassed() {
    // Given
    Form many = new Form();
    for (int i = 0; i <= MultipartParser.MAX_PARTS; i++) {
      many.field("f" + i, "x");
    }
    byte[] longHeader =
        text("--" + B + "\r\nX: " + "y".repeat(MultipartParser.MAX_HEADER) + "\r\n\r\n");
    byte[] endlessPreamble = new byte[20_000];
    // When, Then
    assertThatThrownBy(() -> parse(many.bytes())).hasMessageContaining("more than");
    assertThatThrownBy(() -> parse(longHeader)).hasMessageContaining("too long");
    assertThatThrownBy(() -> parse(endlessPreamble)).hasMessageContaining("begin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "form-data; name=\"file\"; filename=\"a \\\"b\\\".jpg\" | a \"b\".jpg",
        "form-data; filename=plain.png; name=file | plain.png",
        "form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''%C3%A4%20b.gif | ä b.gif",
        "form-data; name=\"file\"; filename=\"C:\\dir\\a.jpg\" | C:\\dir\\a.jpg",
      })
  void shouldReadTheFileNameWhenItIsQuotedOrEncoded(String disposition, String expected) {
    // Given
    byte[] header = text("\r\nContent-Disposition: " + disposition);
    // When
    PartHeader parsed = PartHeader.parse(header, 0, header.length);
    // Then
    assertThat(parsed).isEqualTo(new PartHeader("file", expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "multipart/form-data; boundary=abc | abc",
        "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\" | a b",
        "multipart/form-data | null",
        "multipart/form-data; boundary= | null",
        "multipart/mixed; boundary=abc | null",
        "application/json | null",
      })
  void shouldFindTheBoundaryWhenThereIsOne(String contentType, String expected) {
    assertThat(MultipartParser.boundary(contentType)).isEqualTo(expected);
  }

  @Test
  void shouldParseOrRefuseWhenTheBytesAreRandomlyDamaged() {
    // Given
    Random random = new Random(4711);
    byte[] good = new Form().field("name", "Ada").file("a.jpg", Form.jpeg(200)).bytes();
    int parsed = 0;
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "\r\n-:;=\"\\ab\0\u00ff".charAt(random.nextInt(12));
      }
      int end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      // When
      try {
        parse(Arrays.copyOf(bytes, end), random.nextInt(end + 1));
        parsed++;
      } catch (MultipartException e) {
        refused++;
      }
    }
    // Then: nothing else was thrown, and both happened.
    assertThat(parsed).isPositive();
    assertThat(refused).isPositive();
  }
}
