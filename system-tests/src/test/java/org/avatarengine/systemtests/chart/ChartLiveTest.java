package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How live animation is reached in a cluster. */
class ChartLiveTest {

  private static final Set<String> TRACKERS = Set.of("ifacialmocap", "vmc", "vtube-studio");

  @Test
  void shouldAnnounceTheNodesAddressesWithPortsOnTheNode() {
    // When
    Manifests manifests = Chart.manifests(Map.of());
    // Then
    assertThat(field(manifests, "AVATAR_ANIMATION_RTC_ANNOUNCED")).isEqualTo("status.hostIPs");
    assertThat(field(manifests, "AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST"))
        .isEqualTo("status.hostIP");
    assertThat(field(manifests, "AVATAR_ANIMATION_INSTANCE")).isEqualTo("status.podIP");
  }

  @Test
  void shouldAnnounceThePodsAddressesWithoutPortsOnTheNode() {
    // When
    Manifests manifests = Chart.manifests(Map.of("live.hostPorts", false));
    // Then
    assertThat(field(manifests, "AVATAR_ANIMATION_RTC_ANNOUNCED")).isEqualTo("status.podIPs");
    assertThat(field(manifests, "AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST"))
        .isEqualTo("status.podIP");
    assertThat(Yaml.asList(container(manifests).get("ports")))
        .hasSize(3)
        .noneMatch(port -> Yaml.asMap(port).containsKey("hostPort"));
  }

  @ParameterizedTest
  @CsvSource({
    "live.example.org, live.example.org",
    "live.example.org:30000, live.example.org",
    "192.0.2.7:30000, 192.0.2.7",
    "2001:db8::7, 2001:db8::7",
    "[2001:db8::7]:30000, 2001:db8::7"
  })
  void shouldAnnounceWhatTheOperatorNames(String announced, String host) {
    // When
    Manifests manifests =
        Chart.manifests(
            Map.of("live.announced[0]", announced, "live.announced[1]", "198.51.100.9"));
    // Then
    assertThat(variable(manifests, "AVATAR_ANIMATION_RTC_ANNOUNCED"))
        .containsEntry("value", announced + ",198.51.100.9");
    assertThat(variable(manifests, "AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST"))
        .containsEntry("value", host);
  }

  @Test
  void shouldOpenThePortsOfTrackersToTheirNetworksOnly() {
    // Given
    String network = "192.0.2.0/24";
    // When
    Manifests manifests = Chart.manifests(Map.of("live.devices[0]", network));
    // Then
    Set<String> open = new TreeSet<>();
    for (Object port : Yaml.asList(container(manifests).get("ports"))) {
      if (TRACKERS.contains(Yaml.at(port, "name"))) {
        assertThat(Yaml.at(port, "hostPort")).isEqualTo(Yaml.at(port, "containerPort"));
        String variable =
            "AVATAR_ANIMATION_INGEST_"
                + String.valueOf(Yaml.at(port, "name")).replace('-', '_').toUpperCase(Locale.ROOT)
                + "_PORT";
        assertThat(Yaml.at(manifests.one("ConfigMap", "animation"), "data", variable))
            .isEqualTo(String.valueOf(Yaml.at(port, "containerPort")));
      }
    }
    for (Object rule :
        Yaml.asList(Yaml.at(manifests.one("NetworkPolicy", "animation"), "spec", "ingress"))) {
      if (Yaml.at(rule, "from", 0, "ipBlock") != null) {
        assertThat(Yaml.at(rule, "from", 0, "ipBlock", "cidr")).isEqualTo(network);
        Yaml.asList(Yaml.at(rule, "ports"))
            .forEach(port -> open.add(String.valueOf(Yaml.at(port, "port"))));
      }
    }
    assertThat(open).isEqualTo(TRACKERS);
    assertThat(Yaml.asList(Yaml.at(manifests.one("NetworkPolicy", "animation"), "spec", "egress")))
        .anySatisfy(
            rule -> assertThat(Yaml.at(rule, "to", 0, "ipBlock", "cidr")).isEqualTo(network));
  }

  @Test
  void shouldKeepThePortsOfTrackersShutWithoutNetworks() {
    // When
    Manifests manifests = Chart.manifests(Map.of());
    // Then
    assertThat(Yaml.asList(container(manifests).get("ports")))
        .noneMatch(port -> TRACKERS.contains(Yaml.at(port, "name")));
    assertThat(manifests.one("NetworkPolicy", "animation").toString()).doesNotContain("ipBlock");
  }

  @Test
  void shouldScrapeEachPodOnce() {
    // Given
    Manifests manifests = Chart.manifests(Map.of("metrics.scrape", "serviceMonitor"));
    Object selector = Yaml.at(manifests.one("ServiceMonitor", "monitoring"), "spec", "selector");
    Object expression = Yaml.at(selector, "matchExpressions", 0);
    List<Object> components = Yaml.asList(Yaml.at(expression, "values"));
    // When
    List<String> scraped =
        manifests.of("Service").stream()
            .filter(
                service ->
                    Yaml.asMap(Yaml.at(service, "metadata", "labels"))
                            .entrySet()
                            .containsAll(Yaml.asMap(Yaml.at(selector, "matchLabels")).entrySet())
                        && components.contains(
                            Yaml.at(service, "metadata", "labels", "app.kubernetes.io/component")))
            .map(Manifests::name)
            .toList();
    // Then
    assertThat(Yaml.at(expression, "operator")).isEqualTo("In");
    assertThat(Yaml.at(expression, "key")).isEqualTo("app.kubernetes.io/component");
    assertThat(scraped)
        .containsExactlyInAnyOrderElementsOf(
            Topology.SERVICES.stream().map(service -> "avatar-engine-" + service.name()).toList());
  }

  private static Map<String, Object> container(Manifests manifests) {
    return Manifests.container(manifests.one("Deployment", "animation"));
  }

  private static Object field(Manifests manifests, String name) {
    return Yaml.at(variable(manifests, name), "valueFrom", "fieldRef", "fieldPath");
  }

  private static Map<String, Object> variable(Manifests manifests, String name) {
    return Yaml.asList(container(manifests).get("env")).stream()
        .map(Yaml::asMap)
        .filter(variable -> name.equals(variable.get("name")))
        .findFirst()
        .orElseThrow();
  }
}
