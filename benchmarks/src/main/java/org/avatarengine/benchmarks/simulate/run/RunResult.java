package org.avatarengine.benchmarks.simulate.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.simulate.quality.Figure;
import org.avatarengine.benchmarks.simulate.quality.QualityReport;

/**
 * What came of a run.
 *
 * @param quality what viewers lived through
 * @param facts figures of the run itself: performers, links, server
 * @param notes sentences for people
 * @param broken why the run is not to be trusted; empty if it is
 */
public record RunResult(
    QualityReport quality, List<Figure> facts, List<String> notes, List<String> broken) {

  public RunResult {
    facts = List.copyOf(facts);
    notes = List.copyOf(notes);
    broken = List.copyOf(broken);
  }

  /** All figures by key, in order. */
  public Map<String, Figure> figures() {
    Map<String, Figure> all = new LinkedHashMap<>();
    List<Figure> both = new ArrayList<>(quality.figures());
    both.addAll(facts);
    for (Figure figure : both) {
      all.put(figure.key(), figure);
    }
    return all;
  }

  /** The value of a figure; NaN when there is none. */
  public double value(String key) {
    Figure figure = figures().get(key);
    return figure == null ? Double.NaN : figure.value();
  }
}
