package org.avatarengine.systemtests.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The project's Helm chart, rendered by Helm itself as a library. */
final class Chart {

  /** The folder of the whole project, wherever Maven was started in it. */
  static final Path ROOT = findRoot();

  static final Path FOLDER = ROOT.resolve("helm/avatar-engine");
  static final Path EXAMPLE_VALUES = ROOT.resolve("k8s/values.yaml");

  /** What the chart takes for a private key; nothing can be signed with it. */
  static final String ERASURE_KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}";

  private Chart() {}

  /**
   * The manifests for the example values with some of them changed.
   *
   * @param changes values by their dotted path, taken as they are
   * @throws IllegalStateException with Helm's own words where the chart refuses
   */
  static String render(Map<String, ?> changes) {
    TemplateCommand template =
        new Helm(FOLDER)
            .template()
            .withName("avatar-engine")
            .withNamespace("avatar")
            .withKubeVersion("1.33.0")
            .withValuesFile(EXAMPLE_VALUES);
    changes.forEach(template::set);
    return template.call();
  }

  /** The same, read. */
  static Manifests manifests(Map<String, ?> changes) {
    return Manifests.parse(render(changes));
  }

  static LintResult lint() {
    return new Helm(FOLDER).lint().strict().call();
  }

  /** The chart's own values with their defaults. */
  static Map<String, Object> values() {
    return Yaml.map(read(FOLDER.resolve("values.yaml")));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("unreadable: " + file, e);
    }
  }

  static List<Path> list(Path folder, String suffix) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("unreadable: " + folder, e);
    }
  }

  private static Path findRoot() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("helm/avatar-engine/Chart.yaml"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside the project: no helm/avatar-engine/Chart.yaml");
  }
}
