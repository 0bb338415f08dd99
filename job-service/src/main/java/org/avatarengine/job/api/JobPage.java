package org.avatarengine.job.api;

import java.util.List;
import org.avatarengine.contract.job.JobView;

/**
 * A page of the list of jobs, newest first.
 *
 * @param page from 0
 * @param total jobs on all pages
 */
public record JobPage(List<JobView> items, int page, int size, long total) {
  public JobPage {
    items = List.copyOf(items);
  }
}
