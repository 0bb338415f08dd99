package org.avatarengine.webrtc.sdp;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.avatarengine.webrtc.dtls.Fingerprint;

/** Writes descriptions of data channels (RFC 8829 section 5, RFC 8841). */
public final class SdpWriter {
  private static final String END = "\r\n";

  private SdpWriter() {}

  /**
   * The text of an offer or an answer.
   *
   * @param sessionId of the o= line (RFC 8829 section 5.2.1), a positive number
   */
  public static String write(DataDescription description, long sessionId) {
    StringBuilder sdp = new StringBuilder(768);
    line(sdp, "v=0");
    line(sdp, "o=- " + sessionId + " 1 IN IP4 127.0.0.1");
    line(sdp, "s=-");
    line(sdp, "t=0 0");
    if (description.iceLite()) {
      line(sdp, "a=ice-lite");
    }
    if (description.bundled()) {
      line(sdp, "a=group:BUNDLE " + description.mid());
    }
    InetSocketAddress first =
        description.candidates().isEmpty() ? null : description.candidates().getFirst();
    line(
        sdp,
        "m=application "
            + (first == null ? 9 : first.getPort())
            + " UDP/DTLS/SCTP"
            + " webrtc-datachannel");
    line(sdp, first == null ? "c=IN IP4 0.0.0.0" : connection(first));
    for (int n = 0; n < description.candidates().size(); n++) {
      line(sdp, CandidateLine.host(n, description.candidates().get(n)));
    }
    if (first != null) {
      line(sdp, "a=end-of-candidates");
    }
    line(sdp, "a=ice-ufrag:" + description.ice().ufrag());
    line(sdp, "a=ice-pwd:" + description.ice().password());
    for (Fingerprint fingerprint : description.fingerprints()) {
      line(sdp, "a=fingerprint:" + fingerprint.toSdp());
    }
    line(sdp, "a=setup:" + description.setup().sdpName());
    line(sdp, "a=mid:" + description.mid());
    line(sdp, "a=sctp-port:" + description.sctpPort());
    line(sdp, "a=max-message-size:" + description.maxMessageBytes());
    return sdp.toString();
  }

  private static String connection(InetSocketAddress address) {
    String family = address.getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ";
    return "c=IN " + family + CandidateLine.literal(address.getAddress());
  }

  private static void line(StringBuilder sdp, String line) {
    sdp.append(line).append(END);
  }
}
