package org.avatarengine.live.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * What a client offers in {@code Sec-WebSocket-Protocol}: the forms of frames that it knows, its
 * token ({@code bearer.…}, since browsers can set no header and an address is logged), and who it
 * was before ({@code resume.…}).
 *
 * @param format of the first known one
 * @param token null when none was offered
 * @param viewerId null when it is new
 */
record Subprotocol(WireFormat format, String token, String viewerId) {

  /** The protocols that are spoken. */
  static final List<String> NAMES =
      List.of("avatar.frame.v1", "avatar.json.v1", "avatar.msgpack.v1");

  private static final Map<String, WireFormat> FORMATS =
      Map.of(
          "avatar.frame.v1", WireFormat.BINARY,
          "avatar.json.v1", WireFormat.JSON,
          "avatar.msgpack.v1", WireFormat.MESSAGE_PACK);
  private static final String BEARER = "bearer.";
  private static final String RESUME = "resume.";
  private static final int MAX_VIEWER_ID = 64;

  /**
   * Reads the offers.
   *
   * @param headers every value of the header, each a comma-separated list
   * @throws ProblemException 400 when none of the protocols is one of ours
   */
  static Subprotocol of(List<String> headers) {
    List<String> offered = new ArrayList<>();
    for (String header : headers) {
      for (String name : header.split(",", -1)) {
        offered.add(name.trim());
      }
    }
    WireFormat format =
        offered.stream()
            .filter(FORMATS::containsKey)
            .findFirst()
            .map(FORMATS::get)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        new Reason(
                            "subprotocol-missing",
                            "Offer a subprotocol: " + String.join(", ", NAMES) + ".")));
    return new Subprotocol(
        format,
        after(offered, BEARER).orElse(null),
        after(offered, RESUME).filter(id -> id.length() <= MAX_VIEWER_ID).orElse(null));
  }

  private static Optional<String> after(List<String> offered, String prefix) {
    return offered.stream()
        .filter(name -> name.startsWith(prefix) && name.length() > prefix.length())
        .map(name -> name.substring(prefix.length()))
        .findFirst();
  }
}
