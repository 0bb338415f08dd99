package org.avatarengine.benchmarks.simulate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What many viewers lived through, as figures. Collects first, then tells. For one thread. */
public final class QualityReport {

  private final QualityCounts counts = new QualityCounts();
  private final Buckets latency = new Buckets();
  private final Buckets jitter = new Buckets();
  private final Buckets intervals = new Buckets();
  private final Buckets resync = new Buckets();
  private final Reconstruction reconstruction = new Reconstruction();
  private final Closures fromSource = new Closures();
  private final Closures fromInput = new Closures();
  private long fingerprint;

  /** Adds a viewer that is done. */
  public void viewer(ViewerMeter meter) {
    meter.addTo(counts);
    latency.add(meter.latency());
    jitter.add(meter.jitter());
    intervals.add(meter.intervals());
    resync.add(meter.resync());
    fingerprint = fingerprint * 31 + meter.fingerprint();
  }

  /** Compares what a viewer showed with what went into its session's encoder. */
  public void encoderInput(ShownFrames input, ShownFrames shown) {
    reconstruction.add(input, shown);
    fromInput.add(input, shown, 50);
  }

  /**
   * Looks for the closures of the performer's own face at a viewer.
   *
   * @param source with media times
   */
  public void source(ShownFrames source, ShownFrames shown) {
    fromSource.add(source, shown, 200);
  }

  /** Errors against the encoder's input. */
  public Reconstruction reconstruction() {
    return reconstruction;
  }

  /** Over all that was shown and when; the same for two runs that are the same. */
  public long fingerprint() {
    return fingerprint;
  }

  /** A figure by its key. */
  public Optional<Figure> figure(String key) {
    return figures().stream().filter(figure -> figure.key().equals(key)).findFirst();
  }

  /** All figures, in the order for people. */
  public List<Figure> figures() {
    List<Figure> all = new ArrayList<>();
    double each = counts.seconds == 0 ? Double.NaN : counts.seconds;
    add(all, "viewers", "viewers", "", counts.viewers);
    add(all, "shown", "frames shown", "", counts.shown);
    add(all, "fps", "frames a second and viewer", "fps", counts.shown / each);
    double due = counts.shown + counts.missed;
    add(all, "lossPercent", "frames not shown", "%", 100 * counts.missed / nan(due));
    add(all, "late", "frames that came late or twice", "", counts.late);
    add(all, "compared", "frames compared with a viewer that loses nothing", "", counts.compared);
    add(all, "differing", "of them not the same", "", counts.differing);
    add(all, "undecodable", "frames whose base was unknown", "", counts.undecodable);
    add(all, "damaged", "messages that were no frame", "", counts.damaged);
    spread(all, "latency", "latency", latency);
    spread(all, "jitter", "jitter of display intervals", jitter);
    spread(all, "interval", "display interval", intervals);
    spread(all, "resync", "resync after loss", resync);
    add(all, "stalls", "stalls over 100 ms", "", counts.stalls);
    add(all, "payloadKbit", "payload a viewer", "kbit/s", counts.payloadBytes * .008 / each);
    add(all, "wireKbit", "wire a viewer, with headers", "kbit/s", counts.wireBytes * .008 / each);
    add(
        all,
        "bitsPerFrame",
        "payload a frame",
        "bit",
        counts.payloadBytes * 8. / nan((double) counts.shown));
    add(
        all,
        "ackKbit",
        "acknowledgements a viewer, with headers",
        "kbit/s",
        counts.acknowledgementBytes * .008 / each);
    add(all, "keyFrames", "key frames", "", counts.keyFrames);
    add(all, "levelChanges", "changes of level", "", counts.levelChanges);
    add(all, "reconnects", "reconnections", "", counts.reconnects);
    errors(all);
    return all;
  }

  private void errors(List<Figure> all) {
    add(
        all,
        "errorFrames",
        "frames compared with the encoder's input",
        "",
        reconstruction.frames());
    if (reconstruction.frames() > 0) {
      add(all, "errorMax", "greatest error of the channels sent", "", reconstruction.max());
      for (FaceGroup group : FaceGroup.values()) {
        String key = group.name().toLowerCase(java.util.Locale.ROOT);
        add(all, "errorMax." + key, "  max, " + group.label(), "", reconstruction.max(group));
        add(all, "errorRms." + key, "  rms, " + group.label(), "", reconstruction.rms(group));
      }
      closures(all, "input", "the encoder's input", fromInput);
    }
    closures(all, "source", "the performer's face", fromSource);
  }

  private static void closures(List<Figure> all, String key, String of, Closures closures) {
    if (closures.lids() + closures.lips() > 0) {
      add(all, key + "Lids", "lid closures of " + of, "", closures.lids());
      add(all, key + "LidsMissed", "  not reached", "", closures.lidsMissed());
      add(all, key + "Lips", "lip closures of " + of, "", closures.lips());
      add(all, key + "LipsMissed", "  not reached", "", closures.lipsMissed());
    }
  }

  private static void spread(List<Figure> all, String key, String label, Buckets buckets) {
    double none = buckets.count() == 0 ? Double.NaN : 1;
    add(all, key + "P50", label + " p50", "ms", none * buckets.percentile(50) / 1_000.0);
    add(all, key + "P95", label + " p95", "ms", none * buckets.percentile(95) / 1_000.0);
    add(all, key + "P99", label + " p99", "ms", none * buckets.percentile(99) / 1_000.0);
    add(all, key + "Max", label + " max", "ms", none * buckets.max() / 1_000.0);
  }

  private static double nan(double divisor) {
    return divisor == 0 ? Double.NaN : divisor;
  }

  private static void add(List<Figure> to, String key, String label, String unit, long count) {
    to.add(new Figure(key, label, unit, (double) count));
  }

  private static void add(List<Figure> to, String key, String label, String unit, double value) {
    to.add(new Figure(key, label, unit, value));
  }
}
