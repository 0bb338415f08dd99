package org.avatarengine.animation.live;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;

/**
 * How a session fares. All figures are of the last seconds unless they say "since".
 *
 * @param atMs media time of the report
 * @param finding what the advice is about: the most pressing of all that was found
 * @param advice one sentence for a person
 * @param ingest what the UDP ingest knows, or null
 */
public record DoctorReport(
    SessionId sessionId,
    long atMs,
    Finding finding,
    String advice,
    List<Source> sources,
    List<Watcher> viewers,
    IngestView ingest) {

  public DoctorReport {
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(advice, "advice");
    sources = List.copyOf(sources);
    viewers = List.copyOf(viewers);
  }

  /** What may be wrong, the most pressing first. */
  public enum Finding {
    NO_PACKET_YET,
    WRONG_SUBJECT,
    ALL_MALFORMED,
    SILENT,
    NO_FACE,
    LOSS,
    LATE,
    JITTER,
    LOW_RATE,
    DEAD_CHANNELS,
    CLOCK_DRIFT,
    VIEWER_BLOCKED,
    VIEWER_LOSS,
    VIEWER_SLOW,
    NO_VIEWER,
    WELL;

    /** The name in JSON: lower case with hyphens. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One source.
   *
   * @param number its number in the session
   * @param name its name
   * @param packets since it was opened
   * @param packetsPerSecond now
   * @param samplesPerSecond now
   * @param samples faces taken since it was opened
   * @param partial packets since, that completed no face
   * @param malformed packets since
   * @param complaint about the last malformed packet, or null
   * @param subject the last one seen, or null
   * @param lastSeenMs age of the last packet, −1 if none came
   * @param faceless samples since, without a face in sight
   * @param late samples since, older than the newest one taken
   * @param duplicates samples since
   * @param jitterMs mean deviation of the time between arrivals (RFC 3550 section 6.4.1)
   * @param driftPpm by how much the source's clock runs faster than ours, in millionths; null when
   *     it tells no time or has not been seen for long enough
   * @param lossPercent frame numbers that never came; null when it numbers nothing
   * @param deadChannels names of channels that it sends and that do not move while others do
   * @param neverMoved names of channels that its tracker is known never to move
   */
  public record Source(
      int number,
      Dialect dialect,
      String name,
      long packets,
      double packetsPerSecond,
      double samplesPerSecond,
      long samples,
      long partial,
      long malformed,
      String complaint,
      String subject,
      long lastSeenMs,
      long faceless,
      long late,
      long duplicates,
      double jitterMs,
      Double driftPpm,
      Double lossPercent,
      List<String> deadChannels,
      List<String> neverMoved) {

    public Source {
      deadChannels = List.copyOf(deadChannels);
      neverMoved = List.copyOf(neverMoved);
    }
  }

  /**
   * One viewer; its id is a secret and not told.
   *
   * @param number counted from 1 in the order of arrival
   * @param automatic whether the level follows its reports
   * @param fps frames a second that leave to it
   * @param rttMs as reported, −1 if not
   * @param lossPercent as reported, −1 if not
   * @param renderFps as reported, −1 if not
   * @param ackLag frames between the newest one sent and the newest one acknowledged; −1 if none
   *     was or the form needs none
   * @param keyFrames since it came
   * @param notWritable frames since it came, that its transport could not take
   * @param state of its connection, in lower case
   */
  public record Watcher(
      long number,
      SessionRole role,
      WireFormat format,
      DetailLevel level,
      boolean automatic,
      double fps,
      double rttMs,
      double lossPercent,
      double renderFps,
      long ackLag,
      long keyFrames,
      long notWritable,
      String state) {}
}
