package org.avatarengine.registration.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

  private static byte[] head(String kind) {
    String bytes =
        switch (kind) {
          case "jpeg" -> "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF";
          case "png" -> "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";
          case "gif87" -> "GIF87a\1\0\1\0";
          case "gif89" -> "GIF89a\1\0\1\0";
          case "mp4" -> "\0\0\0\u0018ftypisom";
          case "mp4late" -> "\0\0\0\u0018ftypwhat\0\0\0\0none" + "mp42";
          case "mp4none" -> "\0\0\0\u0014ftypwhat\0\0\0\0none" + "mp42";
          case "heic" -> "\0\0\0\u0018ftypheic\0\0\0\0mif1" + "mp42";
          case "m4a" -> "\0\0\0\u0018ftypM4A \0\0\0\0isom" + "mp42";
          case "mov" -> "\0\0\0\u0014ftypqt  ";
          case "oldmov" -> "\0\0\0\u0008wide\0\0\0\0mdat";
          case "html" -> "<!DOCTYPE html><html>";
          case "webp" -> "RIFF\0\0\0\0WEBPVP8 ";
          default -> kind;
        };
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "jpeg, a.jpg, JPEG",
        "jpeg, a.JPEG, JPEG",
        "jpeg, null, JPEG",
        "jpeg, no extension, JPEG",
        "jpeg, report 12.2024, JPEG",
        "png, dir/x.y.png, PNG",
        "gif87, a.gif, GIF",
        "gif89, C:\\a.GIF, GIF",
        "mp4, a.mp4, MP4",
        "mp4, a.MOV, MP4",
        "mp4, null, MP4",
        "mp4late, a.m4v, MP4",
        "mov, a.mov, MOV",
        "mov, a.mp4, MOV",
        "oldmov, a.qt, MOV",
      })
  void shouldAcceptTheFileWhenItIsWhatItsNameSays(String content, String name, FileKind expected) {
    assertThat(FileKind.accept(head(content), name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg, a.png, LYING_EXTENSION",
    "png, a.jpg, LYING_EXTENSION",
    "jpeg, a.mp4, LYING_EXTENSION",
    "jpeg, a.html, LYING_EXTENSION",
    "html, a.jpg, UNSUPPORTED_FILE",
    "html, a.html, UNSUPPORTED_FILE",
    "webp, a.webp, UNSUPPORTED_FILE",
    "mp4, a.jpg, LYING_EXTENSION",
    "mp4none, a.mp4, UNSUPPORTED_FILE",
    "heic, a.heic, UNSUPPORTED_FILE",
    "heic, a.mp4, UNSUPPORTED_FILE",
    "m4a, a.m4a, UNSUPPORTED_FILE",
    "x, x, UNSUPPORTED_FILE",
  })
  void shouldRefuseTheFileWhenItIsNot(String content, String name, ProblemType expected) {
    assertThatThrownBy(() -> FileKind.accept(head(content), name))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.type()).isEqualTo(expected);
              assertThat(problem.reasons()).isNotEmpty();
            });
  }

  @Test
  void shouldSayWhichFormatsWorkWhenNoneOfThemComes() {
    assertThatThrownBy(() -> FileKind.accept(head("heic"), "a.heic"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.reasons())
                  .extracting(Reason::message)
                  .first()
                  .asString()
                  .endsWith("Send a JPG, PNG, GIF, MP4 or MOV.");
              assertThat(problem.reasons())
                  .extracting(Reason::errorClass)
                  .containsOnly(ErrorClass.FILE_VALIDATION);
            });
  }

  @Test
  void shouldNeverFailOtherwiseWhenTheBytesAreRandom() {
    // Given
    Random random = new Random(99);
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(FileKind.HEAD + 1)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && round % 2 == 0) {
        byte[] start = head(new String[] {"jpeg", "png", "gif89", "mp4", "oldmov"}[round / 2 % 5]);
        System.arraycopy(
            start, 0, bytes, 0, Math.min(random.nextInt(start.length + 1), bytes.length));
      }
      // When, Then: a kind or none.
      assertThat(FileKind.sniff(bytes)).isNotNull();
    }
  }
}
