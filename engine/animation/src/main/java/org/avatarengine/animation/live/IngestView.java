package org.avatarengine.animation.live;

import java.util.Objects;
import org.avatarengine.animation.dialect.Dialect;

/**
 * What the UDP ingest knows of a session, for its doctor.
 *
 * @param subject the pairing code
 * @param host where packets are to be sent
 * @param port 1..65535
 * @param unpaired packets that named no session, since the instance started
 * @param nearSubject the last unpaired subject that looks like this session's, or null
 */
public record IngestView(
    Dialect dialect, String subject, String host, int port, long unpaired, String nearSubject) {

  public IngestView {
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(host, "host");
  }
}
