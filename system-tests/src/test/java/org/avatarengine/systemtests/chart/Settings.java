package org.avatarengine.systemtests.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings that a service declares in its own config mappings, as variables of the environment.
 * Nested mappings are not followed.
 */
final class Settings {

  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?m)^  (?:@WithDefault\\((?:\"([^\"]*)\"|\\w+)\\)\\s+)?[\\w<>]+ (\\w+)\\(\\);");
  private static final Pattern PROPERTY =
      Pattern.compile("@ConfigProperty\\(name = \"(avatar\\.[a-z.-]+)\"\\)");

  private Settings() {}

  /** All of them. */
  static Set<String> of(Path module) {
    return defaults(module).keySet();
  }

  /** All of them with their defaults; empty where there is none, or it is a constant. */
  static Map<String, String> defaults(Path module) {
    Map<String, String> settings = new TreeMap<>();
    try (var files = Files.walk(module.resolve("src/main/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> collect(Chart.read(file), settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static void collect(String source, Map<String, String> settings) {
    Matcher property = PROPERTY.matcher(source);
    while (property.find()) {
      settings.put(variable(property.group(1)), "");
    }
    Matcher mapping = MAPPING.matcher(source);
    if (mapping.find()) {
      Matcher setting = SETTING.matcher(source);
      while (setting.find()) {
        String name = setting.group(2).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        String value = setting.group(1);
        settings.put(variable(mapping.group(1) + "." + name), value == null ? "" : value);
      }
    }
  }

  /** How SmallRye Config reads a property from the environment. */
  private static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
