package org.avatarengine.contract.event;

import java.util.List;
import org.avatarengine.contract.problem.Reason;

/**
 * A record of {@code avatar.job-requests} that was not taken, on {@code avatar.job-requests.dlq}.
 *
 * @param record the record as it came, at most 64 KiB of it
 * @param reasons why: the record itself, or an engine that was away for too long
 * @param partition where it lay
 * @param offset where it lay
 */
public record JobRequestRefused(String record, List<Reason> reasons, int partition, long offset)
    implements Payload {
  public JobRequestRefused {
    reasons = List.copyOf(reasons);
  }
}
