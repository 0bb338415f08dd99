package org.avatarengine.registration.avatar;

import java.time.Instant;

/**
 * How often a face was read, as face-cache counts it: a statistic, not an account.
 *
 * @param last when it was read last, or null
 */
public record Accesses(long count, Instant last) {

  static final Accesses NONE = new Accesses(0, null);
}
