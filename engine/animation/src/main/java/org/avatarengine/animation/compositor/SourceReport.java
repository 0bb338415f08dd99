package org.avatarengine.animation.compositor;

import java.util.List;
import org.avatarengine.contract.frame.Channel;

/**
 * How a source fares, for the doctor.
 *
 * @param name of its settings
 * @param taken samples that were taken
 * @param late samples older than the newest one, not taken
 * @param duplicate the newest sample again, not taken
 * @param faceless samples without a face
 * @param rejectedValues numbers that were NaN or infinite; their channels kept what they had
 * @param restarts how often its clock began anew
 * @param lastArrivalUs when the last sample with a face was taken, session time; −1 if none was
 * @param lastSourceTimeUs what the source's clock said then; −1 if it tells none
 * @param gapUs the usual time between its samples
 * @param presence how much of it is shown now, 0..1
 * @param present the channels that it speaks of
 * @param still those of them that have not moved for the time asked about
 */
public record SourceReport(
    String name,
    long taken,
    long late,
    long duplicate,
    long faceless,
    long rejectedValues,
    long restarts,
    long lastArrivalUs,
    long lastSourceTimeUs,
    long gapUs,
    float presence,
    List<Channel> present,
    List<Channel> still) {

  public SourceReport {
    present = List.copyOf(present);
    still = List.copyOf(still);
  }
}
