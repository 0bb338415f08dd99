package org.avatarengine.systemtests.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML, read strictly: a key that stands twice in one mapping is an error. */
final class Yaml {

  private Yaml() {}

  static Map<String, Object> map(String text) {
    return asMap(reader().load(text));
  }

  /** Every document that is not empty. */
  static List<Map<String, Object>> documents(String text) {
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Object document : reader().loadAll(text)) {
      if (document != null) {
        documents.add(asMap(document));
      }
    }
    return documents;
  }

  /** What lies at a path, or null; a number is an index into a list. */
  static Object at(Object tree, Object... path) {
    Object node = tree;
    for (Object step : path) {
      if (node instanceof Map<?, ?> map) {
        node = map.get(step);
      } else if (node instanceof List<?> list && step instanceof Integer index) {
        node = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return node;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> asMap(Object node) {
    if (node instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("not a mapping: " + node);
  }

  @SuppressWarnings("unchecked")
  static List<Object> asList(Object node) {
    return node == null ? List.of() : (List<Object>) node;
  }

  private static org.yaml.snakeyaml.Yaml reader() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
  }
}
