package org.avatarengine.registration.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** The kinds of file that are told apart by their first bytes. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
enum FileKind {
  JPEG("jpeg", "a JPEG image", true, Set.of("jpg", "jpeg", "jpe", "jfif")),
  PNG("png", "a PNG image", true, Set.of("png")),
  GIF("gif", "a GIF image", true, Set.of("gif")),
  MP4("mp4", "an MP4 video", false, Set.of("mp4", "m4v")),
  MOV("mov", "a QuickTime video", false, Set.of("mov", "qt"));

  /** Bytes that suffice to tell. */
  static final int HEAD = 16;

  private static final String OFFERED = "Send a JPG, a PNG or a GIF (its first frame is used).";

  private final String format;
  private final String words;
  private final boolean offered;
  private final Set<String> extensions;

  FileKind(String format, String words, boolean offered, Set<String> extensions) {
    this.format = format;
    this.words = words;
    this.offered = offered;
    this.extensions = extensions;
  }

  /** {@code jpeg}, {@code png} or {@code gif}. */
  String format() {
    return format;
  }

  /**
   * Tells the kind.
   *
   * @param head the first bytes of the file, {@link #HEAD} of them or all there are
   */
  static Optional<FileKind> sniff(byte[] head) {
    if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(PNG);
    }
    if (starts(head, 0, 'G', 'I', 'F', '8', '7', 'a')
        || starts(head, 0, 'G', 'I', 'F', '8', '9', 'a')) {
      return Optional.of(GIF);
    }
    if (starts(head, 4, 'f', 't', 'y', 'p')) {
      return Optional.of(starts(head, 8, 'q', 't', ' ', ' ') ? MOV : MP4);
    }
    if (head.length >= 8) {
      // QuickTime files older than the file-type box begin with one of these.
      String box = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
      if (List.of("moov", "mdat", "wide", "pnot").contains(box)) {
        return Optional.of(MOV);
      }
    }
    return Optional.empty();
  }

  /**
   * Accepts a file by its first bytes and its name.
   *
   * @param fileName what the client calls it, or null
   * @throws ProblemException 400: not a supported kind, or not what the name says
   */
  static FileKind accept(byte[] head, String fileName) {
    String extension = extension(fileName);
    FileKind kind = sniff(head).orElseThrow(() -> unsupported(extension));
    if (!kind.offered) {
      throw ProblemException.of(
          ProblemType.UNSUPPORTED_FILE,
          new Reason(
              "video-not-offered",
              "This is " + kind.words + "; videos are not taken yet. " + OFFERED));
    }
    if (extension != null && !kind.extensions.contains(extension)) {
      throw ProblemException.of(
          ProblemType.LYING_EXTENSION,
          new Reason(
              "lying-extension",
              "The file is named \"."
                  + extension
                  + "\" but holds "
                  + kind.words
                  + "; name it after what it is."));
    }
    return kind;
  }

  /** The extension in lower case, or null where the name has none that looks like one. */
  static String extension(String fileName) {
    if (fileName == null) {
      return null;
    }
    String last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    int dot = last.lastIndexOf('.');
    String text = dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean looksLikeOne =
        text.length() <= 5
            && text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
            && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    return looksLikeOne ? text : null;
  }

  private static ProblemException unsupported(String extension) {
    Reason unsupported =
        new Reason("unsupported-file", "The file is not of a kind that is known here. " + OFFERED);
    boolean claims =
        extension != null
            && Arrays.stream(values()).anyMatch(kind -> kind.extensions.contains(extension));
    return claims
        ? ProblemException.of(
            ProblemType.UNSUPPORTED_FILE,
            unsupported,
            new Reason(
                "lying-extension",
                "The file is named \"." + extension + "\" but its content is something else."))
        : ProblemException.of(ProblemType.UNSUPPORTED_FILE, unsupported);
  }

  private static boolean starts(byte[] head, int offset, int... bytes) {
    if (head.length < offset + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[offset + i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
