package org.avatarengine.job.board;

import java.util.Set;
import org.avatarengine.contract.problem.ErrorClass;

/** What became of a fact, an alarm or a wish. */
public sealed interface Outcome {

  /**
   * The job changed and is to be stored.
   *
   * @param before the job before, or null for a new one
   * @param effects what must leave with the change, in one transaction
   * @param cause why an attempt ended without success, or null
   * @param errorClass which part of the work broke, or null
   */
  record Changed(Job before, Job after, Set<Effect> effects, String cause, ErrorClass errorClass)
      implements Outcome {
    public Changed {
      effects = Set.copyOf(effects);
    }
  }

  /** A repeat of what is known already. */
  record Unchanged(Job job) implements Outcome {}

  /**
   * Nothing changed, for a reason.
   *
   * @param job how the job stands, or null when it is unknown
   * @param stopWorkers whether a worker is at work in vain and should be told
   */
  record Refused(Job job, Refusal why, boolean stopWorkers) implements Outcome {}
}
