package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.FlightSettings;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.benchmarks.live.capture.RecordedPackets;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;

/** A session seen over a link that loses a tenth of everything, on a virtual clock. */
public final class LiveLossBenchmark implements Benchmark {

  private static final double LOSS = 0.1;
  private static final long DELAY_US = 20_000;
  private static final double FRAME_MS = 1_000.0 / 60;
  private static final double ROUND_TRIP_MS = 2 * DELAY_US / 1e3;
  private static final int VIEWERS = 10;

  @Override
  public String name() {
    return "live-loss";
  }

  @Override
  public Section run(Workbench workbench) throws IOException {
    return section(Performance.load(workbench.folders().testdata()), workbench.size(60, 5));
  }

  Section section(Performance performance, int seconds) {
    List<LossFigures> viewers = new ArrayList<>();
    for (int i = 0; i < VIEWERS; i++) {
      viewers.add(new LossFigures());
    }
    play(performance, seconds, LOSS, viewers, false);
    var clean = new LossFigures();
    play(performance, seconds, 0, List.of(clean), true);
    var torn = new LossFigures();
    play(performance, seconds, LOSS, List.of(torn), true);

    long shown = viewers.stream().mapToLong(LossFigures::shown).sum();
    long sent = viewers.stream().mapToLong(LossFigures::sent).sum();
    List<Figure> figures =
        List.of(
            over(
                "frames lost on the way",
                viewers,
                Target.none(),
                Unit.PERCENT,
                LossFigures::lostPercent,
                sent),
            total(
                "shown frames that differ from the encoder's",
                viewers,
                LossFigures::different,
                shown),
            total(
                "frames that arrived and could not be shown",
                viewers,
                LossFigures::undecodable,
                shown),
            worst(
                "longest stall between two shown frames",
                viewers,
                Target.atMost(100),
                Unit.MILLISECONDS,
                LossFigures::longestGapMillis,
                shown),
            worst(
                "most frames lost in a row",
                viewers,
                Target.none(),
                Unit.COUNT,
                LossFigures::longestRun,
                sent),
            over(
                "size of a frame",
                viewers,
                Target.none(),
                Unit.BYTES,
                LossFigures::bytesPerFrame,
                sent),
            resync(
                "receiver forgot all, until it shows again, worst",
                clean,
                Target.atMost(Math.ceil((ROUND_TRIP_MS + FRAME_MS) * 100) / 100),
                100),
            resync("the same with 10 % loss, median", torn, Target.none(), 50),
            resync("the same with 10 % loss, worst", torn, Target.none(), 100));
    return new Section(
        name(),
        "A link that loses",
        ("One session in this process on a virtual clock, driven by %s as Live Link packets, seen"
                + " for %d s by %d viewers, each over a link of its own that loses %.0f %% of all frames"
                + " and of all acknowledgements at random (fixed seeds) and delays each by %d ms: a"
                + " round trip of %.0f ms. Full detail, 8 bits. Measured is over all viewers; lowest"
                + " and highest are those of single viewers.")
            .formatted(
                performance.text(), seconds, VIEWERS, LOSS * 100, DELAY_US / 1_000, ROUND_TRIP_MS),
        figures,
        List.of(
            "Each shown frame is compared, all 61 values, with the frame of the same number that a"
                + " viewer of the same session without loss and delay shows.",
            "A frame whose base was acknowledged can always be shown, so a lost one costs itself alone:"
                + " a stall is as long as the run of lost frames and one more (a run of 6 passes"
                + " 100 ms; at 10 %, that is one frame in a million).",
            "A receiver that forgot all asks over the reliable channel; asked is one round trip and one"
                + " frame. With loss the key frame itself may be lost: the next frame is one again.",
            "Nothing here runs over sockets; the same link over UDP is `./avatar simulate --loss 10%`."),
        Map.of(
            "resync without loss, ms", clean.resyncMillis(),
            "resync with loss, ms", torn.resyncMillis()));
  }

  private static void play(
      Performance performance,
      int seconds,
      double loss,
      List<LossFigures> figures,
      boolean forgetting) {
    LiveSession session =
        new LiveSession(
            new LiveSettings(
                SessionId.create("benchmark"),
                "arkit",
                60,
                FrameProfile.EIGHT_BIT,
                AnimationPresets.bundled()
                    .named(AnimationPresets.DEFAULT)
                    .orElseThrow()
                    .compositor(),
                1,
                figures.size() + 1),
            null,
            FlightSettings.OFF);
    List<byte[]> packets = RecordedPackets.liveLink(performance);
    int source =
        session.openSource(Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("capture"), 0);
    var truth = new LossyViewer(0, 0, 0, null, null);
    truth.join(session);
    List<LossyViewer> viewers = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      var viewer = new LossyViewer(i + 1, loss, DELAY_US, figures.get(i), truth);
      viewer.join(session);
      viewers.add(viewer);
    }
    for (int beat = 0; beat < seconds * 60; beat++) {
      long nowUs = beat * 1_000_000L / 60;
      // What is under way arrives when it is due, between the beats too.
      for (long us = Math.max(0, nowUs - 16_000); us <= nowUs; us += 1_000) {
        for (LossyViewer viewer : viewers) {
          viewer.passUntil(us);
        }
      }
      truth.passUntil(nowUs);
      viewers.forEach(viewer -> viewer.passUntil(nowUs));
      byte[] packet = packets.get(beat % packets.size());
      session.packet(source, packet, 0, packet.length, nowUs);
      session.beat(nowUs);
      truth.passUntil(nowUs);
      // At another moment of the beat each time.
      if (forgetting && beat % 30 == 29) {
        LossyViewer viewer = viewers.getFirst();
        if (!viewer.isWaiting()) {
          viewer.passUntil(nowUs + (beat / 30) % 16 * 1_000L);
          viewer.forget();
        }
      }
    }
  }

  private interface Part {
    double of(LossFigures figures);
  }

  private static Figure over(
      String name, List<LossFigures> viewers, Target asked, Unit unit, Part part, long count) {
    Sample sample = Sample.of(viewers.stream().map(part::of).toList());
    double mean = viewers.stream().mapToDouble(part::of).average().orElseThrow();
    return new Figure(name, asked, unit, mean, sample.min(), sample.max(), count);
  }

  private static Figure worst(
      String name, List<LossFigures> viewers, Target asked, Unit unit, Part part, long count) {
    Sample sample = Sample.of(viewers.stream().map(part::of).toList());
    return new Figure(name, asked, unit, sample.max(), sample.min(), sample.max(), count);
  }

  private static Figure total(String name, List<LossFigures> viewers, Part part, long count) {
    Sample sample = Sample.of(viewers.stream().map(part::of).toList());
    double all = viewers.stream().mapToDouble(part::of).sum();
    return new Figure(name, Target.atMost(0), Unit.COUNT, all, sample.min(), sample.max(), count);
  }

  private static Figure resync(String name, LossFigures figures, Target asked, double percent) {
    Sample sample = Sample.of(figures.resyncMillis());
    return new Figure(
        name,
        asked,
        Unit.MILLISECONDS,
        sample.percentile(percent),
        sample.min(),
        sample.max(),
        sample.size());
  }
}
