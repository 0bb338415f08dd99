package org.avatarengine.webrtc.sctp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A data channel as DCEP describes it (RFC 8832).
 *
 * @param streamId 0..65,534; −1 before one was given
 * @param label at most 65,535 bytes of UTF-8, as the protocol
 * @param maxRetransmits −1 for a reliable channel
 * @param maxLifetimeMs −1 for none; at most one of the two limits is set
 */
public record DataChannelInfo(
    int streamId,
    String label,
    String protocol,
    boolean ordered,
    int maxRetransmits,
    int maxLifetimeMs) {

  public DataChannelInfo {
    if (streamId < -1 || streamId > 65_534) {
      throw new IllegalArgumentException("streamId must be -1..65534, not " + streamId);
    }
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(protocol, "protocol");
    if (bytes(label) > 65_535 || bytes(protocol) > 65_535) {
      throw new IllegalArgumentException("label and protocol must fit 65535 bytes");
    }
    if (maxRetransmits < -1 || maxLifetimeMs < -1 || maxRetransmits >= 0 && maxLifetimeMs >= 0) {
      throw new IllegalArgumentException("at most one of the limits may be set, from 0 up");
    }
  }

  DataChannelInfo withStream(int stream) {
    return new DataChannelInfo(stream, label, protocol, ordered, maxRetransmits, maxLifetimeMs);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
