package org.avatarengine.live.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** Bodies in and out. */
final class Bodies {

  private Bodies() {}

  /**
   * A body that must be there.
   *
   * @throws ProblemException 400 when it is not
   */
  static <T> T require(T body) {
    if (body == null) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST, new Reason("body-missing", "Send a JSON object."));
    }
    return body;
  }

  /** A flight recording as a file. */
  static Response file(byte[] recording) {
    return Response.ok(recording, MediaType.APPLICATION_OCTET_STREAM)
        .header("Content-Disposition", "attachment; filename=\"session.flight\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
