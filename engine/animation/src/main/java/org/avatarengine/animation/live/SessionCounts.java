package org.avatarengine.animation.live;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.session.SessionRole;

/** What only the session itself counts; gathers the rest for the stats. */
final class SessionCounts {

  long joined;
  long resumed;
  long refused;
  private double beatLastUs;
  private double beatAverageUs;
  private double beatMaxUs;

  void beatTook(long nanos) {
    beatLastUs = nanos / 1_000.0;
    beatAverageUs += (beatLastUs - beatAverageUs) / (beatAverageUs == 0 ? 1 : 64);
    beatMaxUs = Math.max(beatMaxUs, beatLastUs);
  }

  SessionStats stats(long beats, Audience audience, ViewerDesk desk, SessionSources sources) {
    List<Long> sent = new ArrayList<>();
    for (long frames : audience.framesSent()) {
      sent.add(frames);
    }
    List<Integer> byLevel = new ArrayList<>();
    for (int viewers : audience.byLevel()) {
      byLevel.add(viewers);
    }
    int performers = 0;
    for (SessionViewer viewer : audience.all()) {
      performers += viewer.role == SessionRole.PERFORMER ? 1 : 0;
    }
    return new SessionStats(
        beats,
        sent,
        audience.bytesSent(),
        audience.keyFrames(),
        audience.encodings(),
        (int) audience.encodingsLastBeat(),
        (int) audience.encodingsMaxBeat(),
        audience.notWritable(),
        audience.size(),
        byLevel,
        performers,
        joined,
        resumed,
        refused,
        desk.messages(),
        desk.errors(),
        desk.floods(),
        sources.all().size(),
        sources.packets(),
        sources.malformed(),
        sources.samples(),
        sources.late(),
        sources.duplicates(),
        beatLastUs,
        beatAverageUs,
        beatMaxUs);
  }
}
