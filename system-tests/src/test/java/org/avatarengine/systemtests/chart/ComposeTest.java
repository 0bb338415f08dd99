package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.avatarengine.contract.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compose file: the same services, variables and ports as the chart and the services. */
class ComposeTest {

  private static final Map<String, Object> COMPOSE =
      Yaml.map(Chart.read(Chart.ROOT.resolve("docker-compose.yml")));

  static final Map<String, Object> SERVICES = Yaml.asMap(COMPOSE.get("services"));

  static Stream<Topology> services() {
    return Topology.SERVICES.stream();
  }

  @Test
  void shouldHoldTheServicesAndTheirEngines() {
    // Given
    Set<String> expected = new TreeSet<>(Set.of("postgres", "redis", "kafka", "topics", "coturn"));
    expected.addAll(Set.of("prometheus", "grafana"));
    Topology.SERVICES.forEach(service -> expected.add(service.name()));
    // Then
    assertThat(new TreeSet<>(SERVICES.keySet())).isEqualTo(expected);
    // docker-compose 1.29, which Debian has, refuses a project name in the file.
    assertThat(COMPOSE).doesNotContainKey("name");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldBuildAndConfineAService(Topology service) {
    // When
    Object entry = SERVICES.get(service.name());
    // Then
    assertThat(Yaml.at(entry, "image")).isEqualTo("avatar-engine/" + service.module() + ":0.1.0");
    assertThat(Yaml.at(entry, "build", "args", "SERVICE")).isEqualTo(service.module());
    assertThat(Chart.ROOT.resolve(String.valueOf(Yaml.at(entry, "build", "dockerfile")))).exists();
    assertThat(Yaml.at(entry, "read_only")).isEqualTo(true);
    assertThat(Yaml.at(entry, "cap_drop")).isEqualTo(List.of("ALL"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldTellAServiceWhatItUsesAndNothingElse(Topology service) {
    // Given
    Set<String> expected = new TreeSet<>(Set.of("AVATAR_MODE", "AVATAR_IDENTITY_JWKS_FILE"));
    expected.addAll(Set.of("AVATAR_IDENTITY_SERVICE_SECRET", "ORT_DISABLE_TELEMETRY"));
    expected.add("QUARKUS_HTTP_PORT");
    service.uses().forEach(engine -> expected.addAll(Topology.variables(engine)));
    Map<String, String> urls = new HashMap<>();
    for (Topology callee : Topology.SERVICES) {
      if (service.calls().contains(callee.name())
          && !callee.equals(service)
          && !callee.name().equals("ml-worker")) {
        urls.put(
            Topology.urlVariable(callee.name()), "http://" + callee.name() + ":" + callee.port());
      }
    }
    expected.addAll(urls.keySet());
    if (service.uses().contains("blob")) {
      expected.add("AVATAR_BLOB_FOLDER");
    }
    if (service.name().equals("gateway")) {
      expected.addAll(Set.of("AVATAR_GATEWAY_KEYS_FOLDER", "AVATAR_GATEWAY_DEMO_PASSWORD"));
    }
    if (service.name().equals("registration")) {
      expected.add("AVATAR_REGISTRATION_ERASURE_KEY_FILE");
    }
    if (service.name().equals("animation")) {
      expected.addAll(Set.of("AVATAR_TURN_URLS", "AVATAR_TURN_SECRET"));
      expected.addAll(Set.of("AVATAR_ANIMATION_INSTANCE", "AVATAR_ANIMATION_RTC_ANNOUNCED"));
      expected.add("AVATAR_ANIMATION_RTC_PORT");
      expected.add("AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST");
    }
    // When
    Map<String, Object> told = Yaml.asMap(Yaml.at(SERVICES.get(service.name()), "environment"));
    // Then
    assertThat(new TreeSet<>(told.keySet())).isEqualTo(expected);
    assertThat(told)
        .containsAllEntriesOf(urls)
        .containsEntry("QUARKUS_HTTP_PORT", String.valueOf(service.port()));
  }

  @Test
  void shouldPublishNothingBeyondTheLoopbackAddress() {
    // When
    List<String> published = new ArrayList<>();
    SERVICES
        .values()
        .forEach(
            service ->
                Yaml.asList(Yaml.at(service, "ports"))
                    .forEach(port -> published.add(String.valueOf(port))));
    // Then
    assertThat(published)
        .isNotEmpty()
        .allSatisfy(
            port ->
                assertThat(port)
                    .matches("(127\\.0\\.0\\.1|\\$\\{AVATAR_BIND:-127\\.0\\.0\\.1}):.*"));
  }

  @Test
  void shouldStartAServiceAfterTheEnginesItUses() {
    // Given
    Map<String, String> enginesByUse =
        Map.of("postgres", "postgres", "redis", "redis", "kafka", "topics");
    for (Topology service : Topology.SERVICES) {
      // When
      Object after = Yaml.at(SERVICES.get(service.name()), "depends_on");
      Set<String> missing = new HashSet<>();
      enginesByUse.forEach(
          (use, engine) -> {
            if (service.uses().contains(use) && Yaml.at(after, engine, "condition") == null) {
              missing.add(engine);
            }
          });
      // Then
      assertThat(missing).as(service.name()).isEmpty();
    }
    assertThat(Yaml.at(SERVICES.get("topics"), "depends_on", "kafka", "condition"))
        .isEqualTo("service_healthy");
    for (String engine : List.of("postgres", "redis", "kafka", "coturn")) {
      assertThat(Yaml.at(SERVICES.get(engine), "healthcheck", "test")).as(engine).isNotNull();
    }
  }

  @Test
  void shouldCreateTheTopicsOfTheContract() {
    // When
    String script = String.valueOf(Yaml.at(SERVICES.get("topics"), "entrypoint", 2));
    String names = script.substring(script.indexOf(" in ") + 4, script.indexOf("; do"));
    // Then
    assertThat(names.replace("\\", " ").trim().split("\\s+"))
        .containsExactlyInAnyOrderElementsOf(Topics.all());
  }

  @Test
  void shouldMountOnlyFilesAndVolumesThatExist() {
    // When
    Set<String> volumes = Yaml.asMap(COMPOSE.get("volumes")).keySet();
    Set<String> used = new HashSet<>();
    for (Object service : SERVICES.values()) {
      for (Object mount : Yaml.asList(Yaml.at(service, "volumes"))) {
        String source = String.valueOf(mount).split(":", 2)[0];
        if (source.startsWith("./")) {
          assertThat(Chart.ROOT.resolve(source)).exists();
        } else {
          used.add(source);
        }
      }
    }
    // Then
    assertThat(used).isEqualTo(volumes);
  }

  @Test
  void shouldLetEachServiceWriteTheKeysThatItMakes() {
    // Given
    Map<String, String> keys =
        Map.of(
            "gateway", "AVATAR_GATEWAY_KEYS_FOLDER",
            "registration", "AVATAR_REGISTRATION_ERASURE_KEY_FILE");
    keys.forEach(
        (service, variable) -> {
          // When
          String path =
              String.valueOf(Yaml.at(SERVICES.get(service), "environment", variable))
                  .replaceFirst("/[^/]+\\.jwk$", "");
          List<String> mounts =
              Yaml.asList(Yaml.at(SERVICES.get(service), "volumes")).stream()
                  .map(String::valueOf)
                  .toList();
          // Then
          assertThat(mounts).anySatisfy(mount -> assertThat(mount).endsWith(":" + path));
          for (String file : List.of("Dockerfile.jvm", "Dockerfile.native")) {
            // A new volume takes its owner from the folder of the image.
            assertThat(Chart.read(Chart.ROOT.resolve("docker").resolve(file))).contains(" " + path);
          }
        });
  }

  @Test
  void shouldPassComposeItself() throws Exception {
    // Given
    String[] check =
        Tool.isPresent("docker-compose") || !Tool.isPresent("docker")
            ? new String[] {"docker-compose", "config", "-q"}
            : new String[] {"docker", "compose", "config", "-q"};
    Tool.require(check[0]);
    // When
    Tool.Outcome outcome = Tool.run(Chart.ROOT, check);
    // Then
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  @Test
  void shouldCopyIntoImagesOnlyWhatTheBuildContextLetsThrough() {
    // Given
    List<String> letThrough =
        Chart.read(Chart.ROOT.resolve(".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1).replace("*/", "${SERVICE}/"))
            .toList();
    for (String file : List.of("Dockerfile.jvm", "Dockerfile.native")) {
      String dockerfile = Chart.read(Chart.ROOT.resolve("docker").resolve(file));
      // When
      List<String> copied =
          dockerfile
              .lines()
              .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
              .map(line -> line.replaceAll("^COPY (--\\S+ )*(\\S+?)/? .*$", "$2"))
              .toList();
      // Then
      assertThat(copied).hasSize(2);
      assertThat(letThrough).as(file).containsAll(copied);
      assertThat(dockerfile).contains("USER 10001:10001").doesNotContain("SECRET", "PASSWORD");
    }
  }

  @Test
  void shouldCallAContainerHealthyOnlyWhenItIsReady() throws Exception {
    // Given
    Tool.require("bash");
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    try {
      String[] check = {
        "env",
        "QUARKUS_HTTP_PORT=" + server.getAddress().getPort(),
        Chart.ROOT.resolve("docker/healthcheck").toString()
      };
      // When
      int whenReady = Tool.run(Chart.ROOT, check).status();
      status.set(503);
      int whenNotReady = Tool.run(Chart.ROOT, check).status();
      server.stop(0);
      int whenGone = Tool.run(Chart.ROOT, check).status();
      // Then
      assertThat(List.of(whenReady, whenNotReady, whenGone)).containsExactly(0, 1, 1);
    } finally {
      server.stop(0);
    }
  }
}
