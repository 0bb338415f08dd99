package org.avatarengine.systemtests.chart;

import java.util.List;
import java.util.Map;

/**
 * A set of Kubernetes objects.
 *
 * @param all each object as the tree its YAML is, in the order of the text
 */
record Manifests(List<Map<String, Object>> all) {

  Manifests {
    all = List.copyOf(all);
  }

  static Manifests parse(String yaml) {
    return new Manifests(Yaml.documents(yaml));
  }

  /** The objects of a kind. */
  List<Map<String, Object>> of(String kind) {
    return all.stream().filter(object -> kind.equals(object.get("kind"))).toList();
  }

  /** The one object of a kind and name; the name without the release's own prefix. */
  Map<String, Object> one(String kind, String name) {
    return of(kind).stream()
        .filter(object -> ("avatar-engine-" + name).equals(name(object)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " avatar-engine-" + name));
  }

  boolean has(String kind, String name) {
    return of(kind).stream().anyMatch(object -> ("avatar-engine-" + name).equals(name(object)));
  }

  static String name(Map<String, Object> object) {
    return String.valueOf(Yaml.at(object, "metadata", "name"));
  }

  /** The first container of a Deployment or Job. */
  static Map<String, Object> container(Map<String, Object> workload) {
    return Yaml.asMap(Yaml.at(workload, "spec", "template", "spec", "containers", 0));
  }
}
