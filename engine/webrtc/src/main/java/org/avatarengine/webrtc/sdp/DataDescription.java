package org.avatarengine.webrtc.sdp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.avatarengine.webrtc.dtls.Fingerprint;
import org.avatarengine.webrtc.ice.IceCredentials;

/**
 * What an offer or an answer with one data channel section says.
 *
 * @param mid the section's name (RFC 5888); at most 16 characters
 * @param bundled whether the section is in a BUNDLE group (RFC 9143)
 * @param ice name and password
 * @param iceLite whether its side only answers checks
 * @param fingerprints of its certificate, at least one
 * @param setup which side starts DTLS (RFC 8842)
 * @param sctpPort usually 5000
 * @param maxMessageBytes largest message that its side takes (RFC 8841 section 6); 65,536 when it
 *     does not say, Integer.MAX_VALUE for any
 * @param candidates UDP candidates with literal addresses; others are left out
 */
public record DataDescription(
    String mid,
    boolean bundled,
    IceCredentials ice,
    boolean iceLite,
    List<Fingerprint> fingerprints,
    Setup setup,
    int sctpPort,
    int maxMessageBytes,
    List<InetSocketAddress> candidates) {

  /** The SCTP port that everybody says (RFC 8841 section 5). */
  public static final int SCTP_PORT = 5_000;

  /** The value of {@code a=setup}. */
  public enum Setup {
    ACTPASS("actpass"),
    ACTIVE("active"),
    PASSIVE("passive");

    private final String sdpName;

    Setup(String sdpName) {
      this.sdpName = sdpName;
    }

    String sdpName() {
      return sdpName;
    }
  }

  public DataDescription {
    Objects.requireNonNull(mid, "mid");
    Objects.requireNonNull(ice, "ice");
    Objects.requireNonNull(setup, "setup");
    fingerprints = List.copyOf(fingerprints);
    candidates = List.copyOf(candidates);
    if (fingerprints.isEmpty()) {
      throw new IllegalArgumentException("a description needs a fingerprint");
    }
  }
}
