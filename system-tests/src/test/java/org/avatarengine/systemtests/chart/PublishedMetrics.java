package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series that the services publish, as Prometheus names them: those that platform declares for
 * all, and those that animation-service registers.
 */
final class PublishedMetrics {

  private static final Pattern METRIC = Pattern.compile("\\bavatar_[a-z0-9_]+");
  private static final Path NAMES =
      Chart.ROOT.resolve(
          "platform/src/main/java/org/avatarengine/platform/observe/MetricNames.java");
  private static final List<Path> LIVE =
      List.of(
          Chart.ROOT.resolve("animation-service/src/main/java"),
          Chart.ROOT.resolve("engine/animation/src/main/java/org/avatarengine/animation/live"),
          Chart.ROOT.resolve("contract/src/main/java/org/avatarengine/contract/frame"));

  private static final Pattern REGISTRATION =
      Pattern.compile(
          "(?i)(gauge|counter|timer)(?:\\.builder)?\\(\\s*"
              + "(?:prefix \\+ \"|MetricNames\\.ANIMATION\\s*\\+ \"|\"avatar\\.animation\\.)"
              + "([a-z0-9.]+)\"");

  /** Labels that Prometheus adds, or a metric's own kind. */
  private static final Set<String> ITS_OWN = Set.of("instance", "job", "service", "le");

  private static final Pattern MATCHED = Pattern.compile("avatar_animation_\\w+\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern GROUPED =
      Pattern.compile("\\bby \\(([^)]*)\\) \\((?:\\w+\\()?avatar_animation_");

  private PublishedMetrics() {}

  /** Every series. */
  static Set<String> all() {
    Set<String> names = declared();
    names.addAll(registered());
    return names;
  }

  /** The series that an expression reads. */
  static Set<String> in(String expression) {
    Set<String> metrics = new HashSet<>();
    Matcher matcher = METRIC.matcher(expression);
    while (matcher.find()) {
      metrics.add(matcher.group());
    }
    return metrics;
  }

  private static Set<String> declared() {
    Set<String> names = new HashSet<>();
    Matcher documented =
        Pattern.compile("/\\*\\* (\\w+), tags?[^{]*\\{@code (avatar_\\w+)}")
            .matcher(Chart.read(NAMES));
    while (documented.find()) {
      String name = documented.group(2);
      names.add(name);
      if (documented.group(1).equals("Timer")) {
        names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count", name + "_max"));
      }
    }
    assertThat(names).as("metrics in MetricNames").hasSizeGreaterThan(5);
    return names;
  }

  /** What animation-service registers, read off its sources. */
  static Set<String> registered() {
    Set<String> names = new HashSet<>();
    Matcher registration = REGISTRATION.matcher(liveSources());
    while (registration.find()) {
      String name = "avatar_animation_" + registration.group(2).replace('.', '_');
      switch (registration.group(1).toLowerCase(Locale.ROOT)) {
        case "counter" -> names.add(name + "_total");
        case "timer" ->
            names.addAll(
                List.of(name + "_seconds_sum", name + "_seconds_count", name + "_seconds_max"));
        default -> names.add(name);
      }
    }
    assertThat(names).as("metrics that animation-service registers").hasSizeGreaterThan(20);
    return names;
  }

  /**
   * Labels, and values of labels, by which an expression chooses or groups series of live animation
   * and which no source has as a word.
   */
  static Set<String> strangeLabels(String expression) {
    Set<String> used = new HashSet<>();
    Matcher matched = MATCHED.matcher(expression);
    while (matched.find()) {
      Matcher matcher = MATCHER.matcher(matched.group(1));
      while (matcher.find()) {
        used.add(matcher.group(1));
        used.addAll(List.of(matcher.group(2).split("\\|", -1)));
      }
    }
    Matcher grouped = GROUPED.matcher(expression);
    while (grouped.find()) {
      used.addAll(List.of(grouped.group(1).split(",\\s*", -1)));
    }
    used.removeAll(ITS_OWN);
    if (!used.isEmpty()) {
      String sources = liveSources();
      used.removeIf(word -> sources.contains('"' + word + '"'));
    }
    return used;
  }

  private static String liveSources() {
    StringBuilder text = new StringBuilder();
    for (Path folder : LIVE) {
      try (var files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> text.append(Chart.read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }
}
