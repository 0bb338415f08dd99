package org.avatarengine.animation.live;

import java.util.List;

/**
 * Counters of a session since it began on this instance; times in microseconds.
 *
 * @param frames beats composed
 * @param framesSent frames that left, by level, the highest level first
 * @param bytesSent of frames, without what the transport adds
 * @param keyFrames how many of the frames sent were key frames
 * @param encodings frames encoded, each counted once however many got it
 * @param encodingsLastBeat how many the last beat took
 * @param encodingsMaxBeat the most that one beat took
 * @param notWritable frames that a viewer's transport could not take
 * @param viewers here now, performers among them
 * @param viewersByLevel viewers here now by level, the highest level first
 * @param performers here now
 * @param joined viewers let in, resumed ones among them
 * @param resumed viewers that came back
 * @param refused viewers turned away because the session was full
 * @param controlMessages JSON control messages
 * @param controlErrors how many of them were answered with an error
 * @param floods viewers put out because they sent too much
 * @param sources open now
 * @param packets of sources
 * @param malformed packets
 * @param samples taken by the compositor
 * @param late samples that were older than the newest one taken
 * @param duplicates samples that came again
 * @param beatLastUs the last duration given to {@link LiveSession#beatTook}
 * @param beatAverageUs moving average over about 64 beats
 * @param beatMaxUs the longest
 */
public record SessionStats(
    long frames,
    List<Long> framesSent,
    long bytesSent,
    long keyFrames,
    long encodings,
    int encodingsLastBeat,
    int encodingsMaxBeat,
    long notWritable,
    int viewers,
    List<Integer> viewersByLevel,
    int performers,
    long joined,
    long resumed,
    long refused,
    long controlMessages,
    long controlErrors,
    long floods,
    int sources,
    long packets,
    long malformed,
    long samples,
    long late,
    long duplicates,
    double beatLastUs,
    double beatAverageUs,
    double beatMaxUs) {

  public SessionStats {
    framesSent = List.copyOf(framesSent);
    viewersByLevel = List.copyOf(viewersByLevel);
  }
}
