package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The services themselves against what chart and compose file believe of them. */
class ServicesInStepTest {

  private static final Map<String, String> ENGINE_BY_EXTENSION =
      Map.of(
          "quarkus-reactive-pg-client", "postgres",
          "quarkus-redis-client", "redis",
          "quarkus-messaging-kafka", "kafka",
          "quarkus-kafka-client", "kafka",
          "quarkus-amazon-s3", "blob");

  private static final Pattern PORT =
      Pattern.compile("(?m)^quarkus\\.http\\.port\\s*=\\s*(?:\\$\\{[^:}]+:)?(\\d+)}?\\s*$");

  static Stream<Topology> services() {
    return Topology.SERVICES.stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldListenOnThePortOfTheDesignByDefault(Topology service) {
    // Given
    Path properties = module(service).resolve("src/main/resources/application.properties");
    // When
    Matcher port = PORT.matcher(Chart.read(properties));
    // Then
    assertThat(port.find()).as("quarkus.http.port in %s", properties).isTrue();
    assertThat(port.group(1)).isEqualTo(String.valueOf(service.port()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldUseTheEnginesItIsGivenAndNoOthers(Topology service) {
    // Given
    String pom = Chart.read(module(service).resolve("pom.xml"));
    // When
    Set<String> engines = new TreeSet<>();
    ENGINE_BY_EXTENSION.forEach(
        (extension, engine) -> {
          if (pom.contains("<artifactId>" + extension + "</artifactId>")) {
            engines.add(engine);
          }
        });
    // Then
    assertThat(engines)
        .as(
            "extensions in %s/pom.xml against helm/avatar-engine/templates/_topology.tpl",
            service.module())
        .isEqualTo(new TreeSet<>(service.uses()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldReadTheAddressesItIsToldOfOthers(Topology service) {
    // Given
    String written = everythingWritten(service);
    for (String callee : service.calls()) {
      if (!callee.equals("ml-worker") && !callee.equals(service.name())) {
        // Then
        assertThat(written)
            .as("%s is told %s", service, Topology.urlVariable(callee))
            .contains("avatar." + callee);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AVATAR_GATEWAY_KEYS_FOLDER",
        "AVATAR_GATEWAY_DEMO_PASSWORD",
        "AVATAR_GATEWAY_ADMIN_PASSWORD"
      })
  void shouldReadTheGatewaysVariablesWhoseNamesNoRuleMaps(String variable) {
    // Given
    Topology gateway = Topology.SERVICES.getFirst();
    // Then
    assertThat(everythingWritten(gateway)).contains("${" + variable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"reads", "registrations", "photoBased", "models", "changes", "signIns", "address"})
  void shouldKnowTheLimitsThatTheChartExplains(String limit) {
    // Given
    Topology gateway = Topology.SERVICES.getFirst();
    String variable =
        "AVATAR_GATEWAY_LIMIT_" + limit.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    String readme = Chart.read(Chart.FOLDER.resolve("README.md"));
    Matcher explained = Pattern.compile("\\| `" + variable + "` \\| `([^`]+)`").matcher(readme);
    // Then
    assertThat(explained.find()).as("%s in the chart's README", variable).isTrue();
    assertThat(everythingWritten(gateway))
        .contains("\"avatar.gateway.limit\"")
        .containsPattern(
            "@WithDefault\\(\"" + explained.group(1) + "\"\\)\\s+Quota " + limit + "\\(\\);");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, AVATAR_GATEWAY_PROXY_",
    "animation, AVATAR_ANIMATION_",
    "animation, AVATAR_TURN_"
  })
  void shouldTellAServiceOnlyWhatItReads(String name, String prefix) {
    // Given
    Set<String> read = Settings.of(module(service(name)));
    // When
    Manifests chart =
        Chart.manifests(Map.of("live.devices[0]", "192.0.2.0/24", "live.announced[0]", "a.test"));
    Set<String> told = new TreeSet<>();
    told.addAll(Yaml.asMap(chart.one("ConfigMap", name).get("data")).keySet());
    Yaml.asList(Manifests.container(chart.one("Deployment", name)).get("env"))
        .forEach(variable -> told.add(String.valueOf(Yaml.at(variable, "name"))));
    told.addAll(Yaml.asMap(Yaml.at(ComposeTest.SERVICES.get(name), "environment")).keySet());
    told.removeIf(variable -> !variable.startsWith(prefix));
    // Then
    assertThat(told).isNotEmpty();
    assertThat(read).containsAll(told);
  }

  @Test
  void shouldStartLiveAnimationWithVariablesThatItReads() {
    // Given
    Set<String> read = new TreeSet<>(Settings.of(module(service("animation"))));
    read.add(Topology.urlVariable("animation"));
    String script = Chart.read(Chart.ROOT.resolve("etc/avatar/services.sh"));
    // When
    Set<String> told = new TreeSet<>();
    Matcher variable = Pattern.compile("\"(AVATAR_(?:ANIMATION|TURN)_\\w+)=").matcher(script);
    while (variable.find()) {
      told.add(variable.group(1));
    }
    // Then
    assertThat(told).hasSizeGreaterThan(5);
    assertThat(read).containsAll(told);
  }

  @Test
  void shouldExplainEverySettingOfLiveAnimation() {
    // Given
    String page = Chart.read(Chart.ROOT.resolve("docs/operations/live.md"));
    Map<String, String> defaults = Settings.defaults(module(service("animation")));
    // When
    Set<String> wrong = new TreeSet<>();
    defaults.forEach(
        (variable, value) -> {
          Matcher row = Pattern.compile("\\| `" + variable + "` \\| ([^|]*) \\|").matcher(page);
          if (!row.find() || !row.group(1).replace("`", "").equals(value)) {
            wrong.add(variable + " | " + value);
          }
        });
    // Then
    assertThat(defaults).hasSizeGreaterThan(30);
    assertThat(wrong).as("settings without a right row in docs/operations/live.md").isEmpty();
  }

  @Test
  void shouldGiveRegistrationTheKeyItAsksFor() {
    // Given
    Topology registration = Topology.SERVICES.get(1);
    // Then
    assertThat(everythingWritten(registration))
        .contains("\"avatar.registration.erasure\"", "Optional<Path> keyFile()");
  }

  private static Topology service(String name) {
    return Topology.SERVICES.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String everythingWritten(Topology service) {
    StringBuilder text = new StringBuilder();
    try (var files = Files.walk(module(service).resolve("src/main"))) {
      files
          .filter(file -> file.toString().matches(".*\\.(java|properties)"))
          .forEach(file -> text.append(Chart.read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Path module(Topology service) {
    return Chart.ROOT.resolve(service.module());
  }
}
