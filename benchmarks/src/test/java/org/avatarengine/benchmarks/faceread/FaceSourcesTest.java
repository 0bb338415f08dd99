package org.avatarengine.benchmarks.faceread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.avatarengine.benchmarks.BrokenRunException;
import org.junit.jupiter.api.Test;

class FaceSourcesTest {

  @Test
  void shouldReadAnswersOneAfterTheOtherWhenTheyHaveALength() throws IOException {
    // Given
    InputStream in =
        stream(
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\n\r\nde");
    // When
    byte[] first = HttpFaces.answer(in);
    byte[] second = HttpFaces.answer(in);
    // Then
    assertThat(first).asString().isEqualTo("abc");
    assertThat(second).asString().isEqualTo("de");
    assertThat(in.read()).isNegative();
  }

  @Test
  void shouldReadAnAnswerWhenItComesInChunks() throws IOException {
    // Given
    InputStream in =
        stream(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\n\r\nrest");
    // When
    byte[] body = HttpFaces.answer(in);
    // Then
    assertThat(body).asString().isEqualTo("abc0123456789");
    assertThat(in.readAllBytes()).asString().isEqualTo("rest");
  }

  @Test
  void shouldFailWhenTheStatusIsNot200OrTheAnswerIsCutShort() {
    // Given
    InputStream limited = stream("HTTP/1.1 429 Slow\r\nContent-Length: 4\r\n\r\nwait");
    InputStream cut = stream("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
    InputStream endless = stream("HTTP/1.1 200 OK\r\n\r\nab");
    // When
    // Then
    assertThatThrownBy(() -> HttpFaces.answer(limited))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("429")
        .hasMessageContaining("wait");
    assertThatThrownBy(() -> HttpFaces.answer(cut)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HttpFaces.answer(endless)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldReadABulkStringAndFailWhenThereIsNone() throws IOException {
    // Given
    InputStream there = stream("$4\r\na\r\nb\r\n");
    // When
    byte[] value = RedisFaces.answer(there);
    // Then
    assertThat(value).asString().isEqualTo("a\r\nb");
    assertThatThrownBy(() -> RedisFaces.answer(stream("$-1\r\n"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RedisFaces.answer(stream("-NOAUTH\r\n")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("NOAUTH");
  }

  @Test
  void shouldTimeEveryReadWhenSeveralClientsRead() throws InterruptedException {
    // Given
    var faces = List.of(new KnownFace("a", 3), new KnownFace("b", 3));
    // When
    var round = ReadRound.run("memory", () -> source("abc"), faces, 4, 25);
    // Then
    assertThat(round.nanos().toArray()).hasSize(100).doesNotContain(0);
    assertThat(round.perSecond()).isPositive();
  }

  @Test
  void shouldBreakWhenAReadFailsOrHasTheWrongLength() {
    // Given
    var faces = List.of(new KnownFace("a", 3));
    FaceSource.Opener refusing =
        () -> {
          throw new IOException("refused here");
        };
    // When
    // Then
    assertThatThrownBy(() -> ReadRound.run("memory", () -> source("ab"), faces, 2, 5))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("memory");
    assertThatThrownBy(() -> ReadRound.run("memory", refusing, faces, 1, 5))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("refused here");
  }

  private static FaceSource source(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new FaceSource() {
      @Override
      public byte[] read(String avatarId) {
        return bytes;
      }

      @Override
      public void close() {}
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
