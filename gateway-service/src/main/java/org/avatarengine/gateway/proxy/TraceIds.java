package org.avatarengine.gateway.proxy;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of one request.
 *
 * @param requestId the client's, when it is well formed, otherwise ours
 * @param traceparent W3C trace context of the request
 * @param traced whether a span is under way, whose tracer tells the service itself
 */
record TraceIds(String requestId, String traceparent, boolean traced) {

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

  /**
   * Takes the ids from what the client sent, or makes them.
   *
   * @param current traceparent of the span under way, or null; it wins
   */
  static TraceIds of(String requestId, String clientTraceparent, String current) {
    String traceparent = current;
    if (traceparent == null) {
      Matcher sent = clientTraceparent == null ? null : TRACEPARENT.matcher(clientTraceparent);
      String traceId = sent != null && sent.matches() ? sent.group(1) : random(16);
      String flags = sent != null && sent.matches() ? sent.group(2) : "00";
      traceparent = "00-" + traceId + "-" + random(8) + "-" + flags;
    }
    boolean good = requestId != null && REQUEST_ID.matcher(requestId).matches();
    return new TraceIds(
        good ? requestId : traceparent.substring(3, 35), traceparent, current != null);
  }

  /** 32 hex digits. */
  String traceId() {
    return traceparent.substring(3, 35);
  }

  private static String random(int bytes) {
    byte[] id = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(id);
    // All zeros would be no id.
    id[0] |= 1;
    return HexFormat.of().formatHex(id);
  }
}
