package org.avatarengine.registration.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Takes a {@code multipart/form-data} body apart as it arrives, in chunks of any size, holding no
 * more of it than a header or a delimiter. Belongs to one thread.
 *
 * <pre>
 *   PREAMBLE ──delimiter──► DELIMITER ──CRLF──► HEADER ──blank line──► CONTENT ──delimiter──► DELIMITER
 *                               └──"--"──► EPILOGUE
 * </pre>
 */
final class MultipartParser {

  static final int MAX_PARTS = 20;
  static final int MAX_HEADER = 8 * 1024;
  private static final int MAX_PREAMBLE = 8 * 1024;
  private static final int MAX_PADDING = 128;
  private static final int MAX_BOUNDARY = 70;
  private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

  /** Receives the parts, in their order. */
  interface Parts {
    void begin(PartHeader header);

    /** A piece of the content; the array is the parser's own and must not be kept. */
    void content(byte[] bytes, int from, int to);

    void end();
  }

  private enum State {
    PREAMBLE,
    DELIMITER,
    HEADER,
    CONTENT,
    EPILOGUE
  }

  private final byte[] delimiter;
  private final Parts parts;
  private State state = State.PREAMBLE;
  private int preamble;
  private int count;

  /** What the last chunk left undecided; at first the line end before the first delimiter. */
  private byte[] kept = {'\r', '\n'};

  MultipartParser(String boundary, Parts parts) {
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.parts = parts;
  }

  /**
   * The boundary out of a {@code Content-Type}, or null where that is not a form with one.
   *
   * @param contentType the header's value, or null
   */
  static String boundary(String contentType) {
    if (contentType == null
        || !contentType.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data")) {
      return null;
    }
    for (String parameter : contentType.split(";", -1)) {
      String text = parameter.strip();
      if (text.regionMatches(true, 0, "boundary=", 0, 9)) {
        String value = text.substring(9).strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
          value = value.substring(1, value.length() - 1);
        }
        boolean fits =
            !value.isEmpty()
                && value.length() <= MAX_BOUNDARY
                && value.chars().allMatch(c -> c >= ' ' && c < 127);
        return fits ? value : null;
      }
    }
    return null;
  }

  /**
   * Takes the next bytes.
   *
   * @throws MultipartException when they cannot belong to a form; the parser is spent then
   */
  void feed(byte[] chunk) {
    byte[] work = chunk;
    if (kept.length > 0) {
      work = Arrays.copyOf(kept, kept.length + chunk.length);
      System.arraycopy(chunk, 0, work, kept.length, chunk.length);
    }
    int at = 0;
    int before;
    State was;
    do {
      before = at;
      was = state;
      at = step(work, at);
    } while (at < work.length && (at != before || was != state));
    kept = Arrays.copyOfRange(work, at, work.length);
  }

  /**
   * The body has ended.
   *
   * @throws MultipartException when the last delimiter was missing: the body was cut off
   */
  void finish() {
    if (state != State.EPILOGUE) {
      throw new MultipartException("the form ends before its last boundary");
    }
  }

  /** Consumes what it can of {@code work} from {@code at}; the rest waits for more. */
  private int step(byte[] work, int at) {
    return switch (state) {
      case PREAMBLE -> preamble(work, at);
      case DELIMITER -> delimiter(work, at);
      case HEADER -> header(work, at);
      case CONTENT -> content(work, at);
      case EPILOGUE -> work.length;
    };
  }

  private int preamble(byte[] work, int at) {
    int found = indexOf(work, at, delimiter);
    int upTo = found >= 0 ? found : Math.max(at, work.length - delimiter.length + 1);
    preamble += upTo - at;
    if (preamble > MAX_PREAMBLE) {
      throw new MultipartException("the form does not begin with its boundary");
    }
    return found < 0 ? upTo : enter(State.DELIMITER, found + delimiter.length);
  }

  private int delimiter(byte[] work, int at) {
    if (work.length - at < 2) {
      return at;
    }
    if (work[at] == '-' && work[at + 1] == '-') {
      return enter(State.EPILOGUE, at + 2);
    }
    int end = at;
    while (end < work.length && (work[end] == ' ' || work[end] == '\t')) {
      end++;
    }
    if (end - at > MAX_PADDING) {
      throw new MultipartException("a boundary is followed by too many blanks");
    }
    if (work.length - end < 2) {
      return at;
    }
    if (work[end] != '\r' || work[end + 1] != '\n') {
      throw new MultipartException("a boundary is not followed by a line end");
    }
    if (++count > MAX_PARTS) {
      throw new MultipartException("the form has more than " + MAX_PARTS + " parts");
    }
    // The line end stays: with a part that has no header it is the first half of the blank line.
    return enter(State.HEADER, end);
  }

  private int header(byte[] work, int at) {
    int found = indexOf(work, at, BLANK_LINE);
    if ((found < 0 ? work.length : found) - at > MAX_HEADER) {
      throw new MultipartException("the header of a part is too long");
    }
    if (found < 0) {
      return at;
    }
    parts.begin(PartHeader.parse(work, at, found));
    return enter(State.CONTENT, found + BLANK_LINE.length);
  }

  private int content(byte[] work, int at) {
    int found = indexOf(work, at, delimiter);
    int upTo = found >= 0 ? found : Math.max(at, work.length - delimiter.length + 1);
    if (upTo > at) {
      parts.content(work, at, upTo);
    }
    if (found < 0) {
      return upTo;
    }
    parts.end();
    return enter(State.DELIMITER, found + delimiter.length);
  }

  private int enter(State next, int at) {
    state = next;
    return at;
  }

  /** First place of {@code wanted} in {@code in} at or after {@code from}, or −1. */
  private static int indexOf(byte[] in, int from, byte[] wanted) {
    int last = in.length - wanted.length;
    for (int i = from; i <= last; i++) {
      if (in[i] == wanted[0] && Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
