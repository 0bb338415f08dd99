package org.avatarengine.live.ice;

import java.util.regex.Pattern;

/**
 * The URL of a STUN or TURN server (RFC 7064, RFC 7065).
 *
 * @param text for example {@code turn:turn.example.org:3478?transport=udp}
 */
public record IceUrl(String text) {

  private static final Pattern FORM =
      Pattern.compile(
          "stuns?:[^?/\\s]+|turns?:[^?/\\s]+(\\?transport=(udp|tcp))?", Pattern.CASE_INSENSITIVE);

  public IceUrl {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not the URL of a STUN or TURN server (stun:host:port or turn:host:port?transport=udp): "
              + text);
    }
  }

  /** Reads the text, as the configuration does. */
  public static IceUrl of(String text) {
    return new IceUrl(text.strip());
  }

  /** Whether it relays, and so wants credentials. */
  public boolean isTurn() {
    return text.regionMatches(true, 0, "turn", 0, 4);
  }
}
