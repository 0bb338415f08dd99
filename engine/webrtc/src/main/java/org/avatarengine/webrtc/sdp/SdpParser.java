package org.avatarengine.webrtc.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.avatarengine.webrtc.dtls.Fingerprint;
import org.avatarengine.webrtc.ice.IceCredentials;

/**
 * Reads a description of data channels (RFC 8866, attributes of RFC 8839, 8841, 8842, 8122). One m=
 * section, no audio, no video; what a browser says beyond that is ignored. A value of the section
 * wins over one of the session.
 */
public final class SdpParser {
  private static final int MAX_CHARS = 32_768;
  private static final int MAX_LINES = 512;
  private static final int MAX_CANDIDATES = 32;
  private static final int MAX_FINGERPRINTS = 4;
  private static final int MAX_MID_CHARS = 16;
  private static final int DEFAULT_MAX_MESSAGE = 65_536;

  private final List<String> groups = new ArrayList<>();
  private final List<Fingerprint> fingerprints = new ArrayList<>();
  private final List<InetSocketAddress> candidates = new ArrayList<>();
  private boolean inSection;
  private boolean sectionFingerprints;
  private boolean sawUntrustedFingerprint;
  private String mid;
  private String ufrag;
  private String password;
  private String setup;
  private boolean iceLite;
  private String sctpPort;
  private String maxMessage;
  private String fault;

  private SdpParser() {}

  /** Reads a description; never throws. */
  public static SdpOutcome parse(String sdp) {
    if (sdp == null || sdp.isBlank()) {
      return new SdpOutcome.Unusable("The description is empty.");
    }
    if (sdp.length() > MAX_CHARS) {
      return new SdpOutcome.Unusable(
          "The description is longer than " + MAX_CHARS + " characters.");
    }
    return new SdpParser().read(sdp);
  }

  private SdpOutcome read(String sdp) {
    String[] lines = sdp.split("\r\n|\n|\r", MAX_LINES + 1);
    if (lines.length > MAX_LINES) {
      return new SdpOutcome.Unusable("The description has more than " + MAX_LINES + " lines.");
    }
    if (!lines[0].startsWith("v=0")) {
      return new SdpOutcome.Unusable("The description does not start with v=0.");
    }
    for (String line : lines) {
      if (line.startsWith("m=")) {
        media(line.substring(2));
      } else if (line.startsWith("a=")) {
        attribute(line.substring(2));
      }
      if (fault != null) {
        return new SdpOutcome.Unusable(fault);
      }
    }
    return result();
  }

  private void media(String line) {
    String[] parts = line.strip().split(" +", -1);
    if (inSection) {
      fault = "There must be exactly one m= section, for data channels.";
    } else if (parts.length < 4 || !parts[0].equals("application")) {
      fault = "The m= section must be for data channels (m=application), not " + shown(parts[0]);
    } else if (!parts[2].equals("UDP/DTLS/SCTP") && !parts[2].equals("TCP/DTLS/SCTP")) {
      fault = "The protocol of the m= section must be UDP/DTLS/SCTP, not " + shown(parts[2]);
    } else if (!parts[3].equals("webrtc-datachannel")) {
      fault = "The format of the m= section must be webrtc-datachannel, not " + shown(parts[3]);
    } else if (parts[1].equals("0")) {
      fault = "The m= section is refused (port 0).";
    }
    inSection = true;
  }

  private void attribute(String line) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1).strip();
    switch (name) {
      case "group" -> groups.add(value);
      case "mid" -> mid = value;
      case "ice-ufrag" -> ufrag = value;
      case "ice-pwd" -> password = value;
      case "ice-lite" -> iceLite = true;
      case "setup" -> setup = value;
      case "sctp-port" -> sctpPort = value;
      case "max-message-size" -> maxMessage = value;
      case "fingerprint" -> fingerprint(value);
      case "candidate" -> candidate(value);
      default -> {}
    }
  }

  private void fingerprint(String value) {
    if (inSection && !sectionFingerprints) {
      sectionFingerprints = true;
      fingerprints.clear();
    }
    Fingerprint.parse(value)
        .ifPresentOrElse(
            fingerprint -> {
              if (fingerprints.size() < MAX_FINGERPRINTS) {
                fingerprints.add(fingerprint);
              }
            },
            () -> sawUntrustedFingerprint = true);
  }

  private void candidate(String value) {
    if (candidates.size() < MAX_CANDIDATES) {
      CandidateLine.parse(value).ifPresent(candidates::add);
    }
  }

  private SdpOutcome result() {
    if (!inSection) {
      return new SdpOutcome.Unusable("There is no m=application section.");
    }
    if (!IceCredentials.isUfrag(ufrag) || !IceCredentials.isPassword(password)) {
      return new SdpOutcome.Unusable("a=ice-ufrag or a=ice-pwd is missing or not of RFC 8839.");
    }
    if (fingerprints.isEmpty()) {
      return new SdpOutcome.Unusable(
          sawUntrustedFingerprint
              ? "No a=fingerprint is of sha-256, sha-384 or sha-512."
              : "There is no a=fingerprint.");
    }
    DataDescription.Setup role = role();
    if (role == null) {
      return new SdpOutcome.Unusable("a=setup must be actpass, active or passive.");
    }
    int port = number(sctpPort, DataDescription.SCTP_PORT);
    if (port < 1 || port > 65_535) {
      return new SdpOutcome.Unusable("a=sctp-port must be 1 to 65535.");
    }
    int message = number(maxMessage, DEFAULT_MAX_MESSAGE);
    if (message < 0) {
      return new SdpOutcome.Unusable("a=max-message-size is not a number.");
    }
    String section = mid == null ? "0" : mid;
    if (section.isEmpty()
        || section.length() > MAX_MID_CHARS
        || !section.chars().allMatch(SdpParser::isToken)) {
      return new SdpOutcome.Unusable("a=mid must be 1 to 16 letters, digits or signs.");
    }
    return new SdpOutcome.Usable(
        new DataDescription(
            section,
            groups.stream().anyMatch(group -> group.startsWith("BUNDLE")),
            new IceCredentials(ufrag, password),
            iceLite,
            fingerprints,
            role,
            port,
            message == 0 ? Integer.MAX_VALUE : message,
            candidates));
  }

  private DataDescription.Setup role() {
    if (setup == null) {
      return DataDescription.Setup.ACTPASS;
    }
    return switch (setup.toLowerCase(Locale.ROOT)) {
      case "actpass" -> DataDescription.Setup.ACTPASS;
      case "active" -> DataDescription.Setup.ACTIVE;
      case "passive" -> DataDescription.Setup.PASSIVE;
      default -> null;
    };
  }

  /** The number, the default when there is none, −1 when it is no number; at most 2^31 − 1. */
  private static int number(String text, int none) {
    if (text == null) {
      return none;
    }
    if (text.isEmpty() || text.length() > 20 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
  }

  /** RFC 8866 section 9, token-char. */
  private static boolean isToken(int c) {
    return c > 0x20 && c < 0x7F && "\"(),/:;<=>?@[\\]".indexOf(c) < 0;
  }

  private static String shown(String word) {
    String printable = word.replaceAll("[^\\x21-\\x7E]", "?");
    return printable.substring(0, Math.min(40, printable.length())) + ".";
  }
}
