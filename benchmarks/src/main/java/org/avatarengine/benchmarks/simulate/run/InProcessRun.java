package org.avatarengine.benchmarks.simulate.run;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.live.FlightFormatException;
import org.avatarengine.animation.preset.AnimationPreset;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.benchmarks.simulate.face.FaceSource;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.avatarengine.benchmarks.simulate.quality.QualityReport;

/**
 * A scenario without sockets: the engine's own session, links of arithmetic, a clock that jumps.
 * The same scenario with the same seed gives the same run, on any machine.
 */
public final class InProcessRun {

  private final Scenario scenario;
  private final List<FaceSource> faces;

  /**
   * @param faces one for each session
   */
  public InProcessRun(Scenario scenario, List<FaceSource> faces) {
    this.scenario = scenario;
    this.faces = List.copyOf(faces);
  }

  /** Runs it. */
  public RunResult run() {
    CompositorSettings settings = preset(scenario.preset()).compositor();
    QualityReport quality = new QualityReport();
    List<String> broken = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    long frames = 0;
    long keys = 0;
    long encodings = 0;
    long packets = 0;
    long begun = System.nanoTime();
    for (int i = 0; i < scenario.sessions(); i++) {
      SimulatedSession session = new SimulatedSession(scenario, settings, faces.get(i), i);
      session.run();
      try {
        Truth truth = Truth.of(session.recording());
        session.account(quality, truth);
        if (!truth.isSame()) {
          broken.add("session " + i + ": its flight recording, played again, is " + truth.text());
        }
        long unlike = session.unlike(truth);
        if (unlike > 0) {
          broken.add(
              "session "
                  + i
                  + ": "
                  + unlike
                  + " frames are not what a fresh encoder makes of them");
        }
      } catch (FlightFormatException e) {
        broken.add("session " + i + ": its flight recording: " + e.getMessage());
      }
      frames += session.stats().frames();
      keys += session.stats().keyFrames();
      encodings += session.stats().encodings();
      packets += session.stats().packets();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    notes.add("Latency is from the beat that made a frame to its showing, on one virtual clock.");
    notes.add("Four viewers on a clean link, one a level, are what others are compared with.");
    if (quality.figure("differing").orElseThrow().value() > 0) {
      broken.add("frames were shown that are not the encoder's reconstruction");
    }
    return new RunResult(
        quality,
        List.of(
            new Figure("beats", "beats of all sessions", "", frames),
            new Figure("sessionKeyFrames", "key frames of the sessions", "", keys),
            new Figure("encodings", "encodings a beat", "", (double) encodings / frames),
            new Figure("packets", "packets that arrived from performers", "", packets),
            new Figure(
                "speed",
                "times faster than real time, all sessions",
                "",
                scenario.duration().toMillis() / 1e3 * scenario.sessions() / seconds)),
        notes,
        broken);
  }

  private static AnimationPreset preset(String name) {
    AnimationPresets presets = AnimationPresets.bundled();
    return presets
        .named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no preset '"
                        + name
                        + "'; there are "
                        + String.join(
                            ", ",
                            presets.all().stream().map(AnimationPreset::name).sorted().toList())));
  }
}
