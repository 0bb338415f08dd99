package org.avatarengine.benchmarks.simulate.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.simulate.quality.Figure;

/**
 * Figures of two configurations, round by round. A ratio is of two runs of the same round, which
 * share what the machine did meanwhile; what is told is the median ratio and the least and the
 * greatest.
 */
public final class PairedFigures {

  /**
   * One figure compared.
   *
   * @param figure of configuration a in its middle round: key, label and unit
   * @param a median over the rounds
   * @param b median over the rounds
   * @param ratio median of b / a; NaN when a was ever 0 or there was nothing to measure
   * @param least of the rounds' ratios
   * @param greatest of the rounds' ratios
   */
  public record Line(
      Figure figure, double a, double b, double ratio, double least, double greatest) {

    /** Whether all rounds agree that one is greater. */
    public boolean isClear() {
      return least > 1 || greatest < 1;
    }
  }

  private final Map<String, Figure> names = new LinkedHashMap<>();
  private final List<Map<String, Figure>> ofA = new ArrayList<>();
  private final List<Map<String, Figure>> ofB = new ArrayList<>();

  /** A round is done. */
  public void round(Map<String, Figure> a, Map<String, Figure> b) {
    ofA.add(a);
    ofB.add(b);
    a.forEach(names::putIfAbsent);
  }

  /** How many rounds there were. */
  public int rounds() {
    return ofA.size();
  }

  /** All figures that both had. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, Figure> each : names.entrySet()) {
      double[] a = values(ofA, each.getKey());
      double[] b = values(ofB, each.getKey());
      double[] ratios = new double[a.length];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = a[i] == 0 ? b[i] == 0 ? 1 : Double.NaN : b[i] / a[i];
      }
      Arrays.sort(ratios);
      lines.add(
          new Line(
              each.getValue(),
              median(a),
              median(b),
              median(ratios),
              ratios[0],
              ratios[ratios.length - 1]));
    }
    return lines;
  }

  private static double[] values(List<Map<String, Figure>> rounds, String key) {
    return rounds.stream()
        .mapToDouble(round -> round.containsKey(key) ? round.get(key).value() : Double.NaN)
        .toArray();
  }

  /** Of NaN one makes it NaN: what one round lacks is not compared. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    if (Double.isNaN(sorted[sorted.length - 1])) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
