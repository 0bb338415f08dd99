package org.avatarengine.registration.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The header of one part of a form (RFC 7578).
 *
 * @param name the field's name
 * @param fileName what the client calls the file, or null where the part is not a file
 */
record PartHeader(String name, String fileName) {

  /**
   * Reads the lines before a part's content.
   *
   * @throws MultipartException when there is no name, or the content is in a transfer encoding
   */
  static PartHeader parse(byte[] bytes, int from, int to) {
    String text = utf8(bytes, from, to, "the header of a part");
    String disposition = null;
    for (String line : text.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        if (!line.isBlank()) {
          throw new MultipartException("a header line of a part has no colon");
        }
        continue;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "content-disposition" -> disposition = value;
        case "content-transfer-encoding" -> requirePlain(value);
        default -> {}
      }
    }
    if (disposition == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
      throw new MultipartException("a part has no Content-Disposition: form-data");
    }
    Map<String, String> parameters = parameters(disposition);
    String name = parameters.get("name");
    if (name == null) {
      throw new MultipartException("a part has no name");
    }
    String extended = extended(parameters.get("filename*"));
    return new PartHeader(name, extended != null ? extended : parameters.get("filename"));
  }

  static String utf8(byte[] bytes, int from, int to, String what) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MultipartException(what + " is not UTF-8");
    }
  }

  private static void requirePlain(String encoding) {
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "binary", "8bit", "7bit" -> {}
      default ->
          throw new MultipartException(
              "a part has a transfer encoding; send its bytes as they are");
    }
  }

  /** The parameters after the first semicolon; values are tokens or quoted strings. */
  private static Map<String, String> parameters(String value) {
    Map<String, String> found = new HashMap<>();
    int at = value.indexOf(';');
    while (at >= 0 && at < value.length()) {
      int equals = value.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = value.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder text = new StringBuilder();
      int next = equals + 1;
      while (next < value.length() && value.charAt(next) == ' ') {
        next++;
      }
      if (next < value.length() && value.charAt(next) == '"') {
        next = quoted(value, next + 1, text);
      } else {
        while (next < value.length() && value.charAt(next) != ';') {
          text.append(value.charAt(next++));
        }
      }
      found.putIfAbsent(name, text.toString().strip());
      at = value.indexOf(';', next);
    }
    return found;
  }

  /** Browsers escape the quote as {@code %22}, others with a backslash; both are understood. */
  private static int quoted(String value, int from, StringBuilder into) {
    int at = from;
    while (at < value.length() && value.charAt(at) != '"') {
      char c = value.charAt(at);
      if (c == '\\' && at + 1 < value.length() && "\\\"".indexOf(value.charAt(at + 1)) >= 0) {
        at++;
        c = value.charAt(at);
      }
      into.append(c);
      at++;
    }
    if (at >= value.length()) {
      throw new MultipartException("a quoted value does not end");
    }
    return at + 1;
  }

  /** {@code UTF-8''percent-encoded} of RFC 8187, or null. */
  private static String extended(String value) {
    if (value == null || !value.regionMatches(true, 0, "UTF-8'", 0, 6)) {
      return null;
    }
    String encoded = value.substring(value.indexOf('\'', 6) + 1);
    byte[] bytes = new byte[encoded.length()];
    int length = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%' && i + 2 < encoded.length()) {
        int high = Character.digit(encoded.charAt(i + 1), 16);
        int low = Character.digit(encoded.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          bytes[length++] = (byte) (high << 4 | low);
          i += 2;
          continue;
        }
      }
      if (c > 126) {
        return null;
      }
      bytes[length++] = (byte) c;
    }
    return utf8(bytes, 0, length, "a file's name");
  }
}
