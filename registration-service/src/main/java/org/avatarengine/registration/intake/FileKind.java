package org.avatarengine.registration.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.avatarengine.contract.problem.ErrorClass;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** The kinds of file that are told apart by their first bytes. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of never changes.
public enum FileKind {
  JPEG("jpeg", "a JPEG image", Set.of("jpg", "jpeg", "jpe", "jfif")),
  PNG("png", "a PNG image", Set.of("png")),
  GIF("gif", "a GIF image", Set.of("gif")),
  // Cameras name either of these two after the other: one decoder reads both.
  MP4("mp4", "an MP4 video", Set.of("mp4", "m4v", "mov", "qt")),
  MOV("mov", "a QuickTime video", Set.of("mov", "qt", "mp4", "m4v"));

  /** Bytes that suffice to tell: of a video its brand and a dozen that it is compatible with. */
  public static final int HEAD = 64;

  private static final String OFFERED = "Send a JPG, PNG, GIF, MP4 or MOV.";

  private static final Set<String> MP4_BRANDS =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "isoa", "mp41",
          "mp42", "mp71", "avc1", "M4V ", "M4VH", "M4VP", "dash", "msdh", "MSNV", "NDAS", "f4v ",
          "XAVC", "mmp4", "3gp4", "3gp5", "3gp6", "3g2a");

  /** Stills and sound in the same kind of box; their lists name the videos' brands at times. */
  private static final Set<String> OTHER_BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "mif2", "avif", "avis",
          "crx ", "jp2 ", "jpx ", "M4A ", "M4B ", "M4P ", "F4A ", "F4B ");

  private final String format;
  private final String words;
  private final Set<String> extensions;

  FileKind(String format, String words, Set<String> extensions) {
    this.format = format;
    this.words = words;
    this.extensions = extensions;
  }

  /** {@code jpeg}, {@code png}, {@code gif}, {@code mp4} or {@code mov}. */
  public String format() {
    return format;
  }

  /**
   * Tells the kind.
   *
   * @param head the first bytes of the file, {@link #HEAD} of them or all there are
   */
  public static Optional<FileKind> sniff(byte[] head) {
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
      return brand(head);
    }
    if (head.length >= 8) {
      // QuickTime files older than the file-type box begin with one of these.
      if (List.of("moov", "mdat", "wide", "pnot").contains(text(head, 4))) {
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
  public static FileKind accept(byte[] head, String fileName) {
    String extension = extension(fileName);
    FileKind kind = sniff(head).orElseThrow(() -> unsupported(extension));
    if (extension != null && !kind.extensions.contains(extension)) {
      throw ProblemException.of(
          ProblemType.LYING_EXTENSION,
          new Reason(
              "lying-extension",
              "The file is named \"."
                  + extension
                  + "\" but holds "
                  + kind.words
                  + "; name it after what it is.",
              ErrorClass.FILE_VALIDATION));
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

  /** The kind by the file-type box: its major brand, or else the first compatible one we know. */
  private static Optional<FileKind> brand(byte[] head) {
    if (OTHER_BRANDS.contains(text(head, 8))) {
      return Optional.empty();
    }
    int box =
        (head[0] & 0xFF) << 24 | (head[1] & 0xFF) << 16 | (head[2] & 0xFF) << 8 | head[3] & 0xFF;
    int end = box < 16 ? head.length : Math.min(box, head.length);
    for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      String brand = text(head, at);
      if (brand.equals("qt  ")) {
        return Optional.of(MOV);
      }
      if (MP4_BRANDS.contains(brand)) {
        return Optional.of(MP4);
      }
    }
    return Optional.empty();
  }

  private static String text(byte[] head, int at) {
    return at + 4 <= head.length ? new String(head, at, 4, StandardCharsets.ISO_8859_1) : "";
  }

  private static ProblemException unsupported(String extension) {
    Reason unsupported =
        new Reason(
            "unsupported-file",
            "The file is not of a kind that is known here. " + OFFERED,
            ErrorClass.FILE_VALIDATION);
    boolean claims =
        extension != null
            && Arrays.stream(values()).anyMatch(kind -> kind.extensions.contains(extension));
    return claims
        ? ProblemException.of(
            ProblemType.UNSUPPORTED_FILE,
            unsupported,
            new Reason(
                "lying-extension",
                "The file is named \"." + extension + "\" but its content is something else.",
                ErrorClass.FILE_VALIDATION))
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
