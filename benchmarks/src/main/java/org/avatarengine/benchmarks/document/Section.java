package org.avatarengine.benchmarks.document;

import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.figure.Figure;

/**
 * What one benchmark found.
 *
 * @param name key of the section, lower case
 * @param title its heading
 * @param about one paragraph: what was done and what lowest and highest are taken over
 * @param notes what a reader should know beside the table
 * @param raw everything measured, for the raw results
 */
public record Section(
    String name,
    String title,
    String about,
    List<Figure> figures,
    List<String> notes,
    Map<String, Object> raw) {

  public Section {
    if (!name.matches("[a-z][a-z-]*")) {
      throw new IllegalArgumentException("not a name for a section: " + name);
    }
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("a section has at least one figure: " + name);
    }
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
    raw = Map.copyOf(raw);
  }
}
