package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart makes of each service. */
class ChartTest {

  private static final Manifests EXAMPLE = Chart.manifests(Map.of());

  static Stream<Topology> services() {
    return Topology.SERVICES.stream();
  }

  @Test
  void shouldPassStrictLint() {
    // When
    var lint = Chart.lint();
    // Then
    assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
  }

  @Test
  void shouldBeInStepWithTheReactor() {
    // Given
    String version = "<version>" + Yaml.map(chartYaml()).get("appVersion") + "</version>";
    // Then
    assertThat(Chart.read(Chart.ROOT.resolve("pom.xml"))).contains(version);
    assertThat(EXAMPLE.of("Deployment")).hasSize(Topology.SERVICES.size() + 1);
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldRunAServiceBoundedAndUnprivileged(Topology service) {
    // When
    Map<String, Object> deployment = EXAMPLE.one("Deployment", service.name());
    Object pod = Yaml.at(deployment, "spec", "template", "spec");
    Map<String, Object> container = Manifests.container(deployment);
    // Then
    assertThat(container).containsEntry("image", "avatar-engine/" + service.module() + ":0.1.0");
    assertThat(Yaml.at(pod, "automountServiceAccountToken")).isEqualTo(false);
    assertThat(Yaml.at(pod, "enableServiceLinks")).isEqualTo(false);
    assertThat(Yaml.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(Yaml.at(pod, "securityContext", "runAsUser")).isEqualTo(10001);
    assertThat(Yaml.at(pod, "securityContext", "seccompProfile", "type"))
        .isEqualTo("RuntimeDefault");
    assertThat(container.get("securityContext"))
        .isEqualTo(
            Map.of(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                Map.of("drop", List.of("ALL"))));
    for (String bound : List.of("requests", "limits")) {
      assertThat(Yaml.asMap(Yaml.at(container, "resources", bound))).containsKeys("cpu", "memory");
    }
    assertThat(Yaml.asList(container.get("volumeMounts")))
        .anySatisfy(mount -> assertThat(Yaml.at(mount, "mountPath")).isEqualTo("/tmp"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldAskAServiceForItsHealth(Topology service) {
    // When
    Map<String, Object> container = Manifests.container(EXAMPLE.one("Deployment", service.name()));
    // Then
    assertThat(Yaml.at(container, "startupProbe", "httpGet", "path")).isEqualTo("/health/live");
    assertThat(Yaml.at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/health/live");
    assertThat(Yaml.at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(Yaml.at(container, probe, "httpGet", "port")).isEqualTo("http");
    }
    assertThat(Yaml.at(container, "ports", 0, "containerPort")).isEqualTo(service.port());
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldScaleAServiceAtSeventyPercent(Topology service) {
    // When
    Map<String, Object> scaler = EXAMPLE.one("HorizontalPodAutoscaler", service.name());
    Map<String, Object> budget = EXAMPLE.one("PodDisruptionBudget", service.name());
    // Then
    assertThat(scaler).containsEntry("apiVersion", "autoscaling/v2");
    assertThat(Yaml.at(scaler, "spec", "scaleTargetRef", "name"))
        .isEqualTo("avatar-engine-" + service.name());
    assertThat(Yaml.at(scaler, "spec", "metrics", 0, "resource", "name")).isEqualTo("cpu");
    assertThat(Yaml.at(scaler, "spec", "metrics", 0, "resource", "target", "averageUtilization"))
        .isEqualTo(70);
    assertThat((Integer) Yaml.at(scaler, "spec", "minReplicas")).isGreaterThanOrEqualTo(2);
    assertThat(Yaml.at(budget, "spec", "maxUnavailable")).isEqualTo(1);
    // The autoscaler owns the number: a Deployment that names one too resets it at every upgrade.
    assertThat(Yaml.asMap(EXAMPLE.one("Deployment", service.name()).get("spec")))
        .doesNotContainKey("replicas");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldSendAServicesTrafficToItsPods(Topology service) {
    // When
    Map<String, Object> selector =
        Yaml.asMap(Yaml.at(EXAMPLE.one("Service", service.name()), "spec", "selector"));
    Map<String, Object> podLabels =
        Yaml.asMap(
            Yaml.at(
                EXAMPLE.one("Deployment", service.name()),
                "spec",
                "template",
                "metadata",
                "labels"));
    // Then
    assertThat(podLabels).containsAllEntriesOf(selector);
    assertThat(Yaml.at(EXAMPLE.one("Service", service.name()), "spec", "ports", 0, "port"))
        .isEqualTo(service.port());
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldTellAServiceWhatItUsesAndNothingElse(Topology service) {
    // Given
    Set<String> expected = new TreeSet<>(Set.of("AVATAR_MODE", "AVATAR_IDENTITY_JWKS_FILE"));
    expected.addAll(Set.of("AVATAR_IDENTITY_SERVICE_SECRET", "ORT_DISABLE_TELEMETRY"));
    expected.addAll(Set.of("QUARKUS_HTTP_PORT", "JAVA_OPTS"));
    service.uses().forEach(engine -> expected.addAll(Topology.variables(engine)));
    service.calls().stream()
        .filter(callee -> !callee.equals("ml-worker") && !callee.equals(service.name()))
        .map(Topology::urlVariable)
        .forEach(expected::add);
    if (service.uses().contains("redis")) {
      expected.add("QUARKUS_REDIS_PASSWORD");
    }
    if (service.uses().contains("blob")) {
      expected.addAll(Set.of("AVATAR_BLOB_S3_BUCKET", "QUARKUS_S3_AWS_REGION"));
      expected.addAll(Set.of("QUARKUS_S3_ENDPOINT_OVERRIDE", "QUARKUS_S3_PATH_STYLE_ACCESS"));
      expected.addAll(Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    }
    if (service.name().equals("gateway")) {
      expected.addAll(Set.of("AVATAR_GATEWAY_KEYS_FOLDER", "AVATAR_GATEWAY_ADMIN_PASSWORD"));
      expected.add("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING");
      expected.add("QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED");
      expected.add("AVATAR_GATEWAY_PROXY_ANIMATION_INSTANCES");
    }
    if (service.name().equals("registration")) {
      expected.add("AVATAR_REGISTRATION_ERASURE_KEY_FILE");
    }
    if (service.name().equals("animation")) {
      expected.addAll(Set.of("AVATAR_TURN_URLS", "AVATAR_TURN_SECRET"));
      expected.addAll(Set.of("AVATAR_ANIMATION_INSTANCE", "AVATAR_ANIMATION_TAKEOVER_URL"));
      expected.addAll(Set.of("AVATAR_ANIMATION_RTC_PORT", "AVATAR_ANIMATION_RTC_ANNOUNCED"));
      expected.add("AVATAR_ANIMATION_INGEST_PORT");
      expected.add("AVATAR_ANIMATION_INGEST_ANNOUNCED_HOST");
    }
    // When
    Set<String> told =
        new TreeSet<>(Yaml.asMap(EXAMPLE.one("ConfigMap", service.name()).get("data")).keySet());
    Map<String, Object> container = Manifests.container(EXAMPLE.one("Deployment", service.name()));
    Yaml.asList(container.get("env"))
        .forEach(variable -> told.add(String.valueOf(Yaml.at(variable, "name"))));
    // Then
    assertThat(told).containsExactlyElementsOf(expected);
    assertThat(Yaml.at(EXAMPLE.one("ConfigMap", service.name()), "data", "QUARKUS_HTTP_PORT"))
        .isEqualTo(String.valueOf(service.port()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldLetInOnlyTheServicesThatMayCall(Topology service) {
    // Given
    Set<String> callers = new HashSet<>();
    for (Topology other : Topology.SERVICES) {
      if (other.calls().contains(service.name())) {
        callers.add(other.name());
      }
    }
    // When
    Map<String, Object> policy = EXAMPLE.one("NetworkPolicy", service.name());
    Set<String> admitted = components(Yaml.at(policy, "spec", "ingress"), "from");
    Set<String> reached = components(Yaml.at(policy, "spec", "egress"), "to");
    // Then
    assertThat(Yaml.at(policy, "spec", "policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
    assertThat(admitted).isEqualTo(callers);
    assertThat(reached).isEqualTo(service.calls());
  }

  @Test
  void shouldOpenOnlyTheGatewayToTheOutside() {
    // When
    List<String> open =
        EXAMPLE.of("NetworkPolicy").stream()
            .filter(
                policy ->
                    Yaml.asList(Yaml.at(policy, "spec", "ingress")).stream()
                        .anyMatch(
                            rule ->
                                Yaml.at(rule, "from") == null
                                    && "TCP".equals(Yaml.at(rule, "ports", 0, "protocol"))))
            .map(Manifests::name)
            .toList();
    // Then
    assertThat(open).containsExactly("avatar-engine-gateway");
    assertThat(EXAMPLE.of("Ingress")).hasSize(1);
    assertThat(
            Yaml.at(
                EXAMPLE.of("Ingress").getFirst(),
                "spec",
                "rules",
                0,
                "http",
                "paths",
                0,
                "backend",
                "service",
                "name"))
        .isEqualTo("avatar-engine-gateway");
  }

  @Test
  void shouldLeadUdpToThePodsOfLiveAnimationOneByOne() {
    // When
    Map<String, Object> animation = EXAMPLE.one("Deployment", "animation");
    Object ports = Manifests.container(animation).get("ports");
    Object gateway = EXAMPLE.one("ConfigMap", "gateway").get("data");
    Object pods = EXAMPLE.one("Service", "animation-pods").get("spec");
    // Then
    assertThat(Yaml.asList(ports))
        .contains(
            Map.of("name", "rtc", "containerPort", 8767, "hostPort", 8767, "protocol", "UDP"),
            Map.of(
                "name", "live-link", "containerPort", 11111, "hostPort", 11111, "protocol", "UDP"));
    assertThat(Yaml.at(pods, "clusterIP")).isEqualTo("None");
    assertThat(Yaml.at(gateway, "AVATAR_GATEWAY_PROXY_ANIMATION_INSTANCES"))
        .isEqualTo("*=http://*.avatar-engine-animation-pods:8766");
    // A new pod cannot have the port of a node before the old one has let go of it.
    assertThat(Yaml.at(animation, "spec", "strategy", "rollingUpdate", "maxSurge")).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({
    "avatar-signing-keys, avatar-engine-gateway",
    "avatar-admin, avatar-engine-gateway",
    "avatar-erasure, avatar-engine-registration"
  })
  void shouldGiveASecretToItsServiceAlone(String secret, String service) {
    // When
    List<String> holders =
        EXAMPLE.of("Deployment").stream()
            .filter(deployment -> deployment.toString().contains(secret))
            .map(Manifests::name)
            .toList();
    // Then
    assertThat(holders).containsExactly(service);
  }

  @Test
  void shouldMountTheErasureKeyWhereRegistrationIsToldItIs() {
    // When
    Map<String, Object> registration = EXAMPLE.one("Deployment", "registration");
    String file =
        String.valueOf(
            Yaml.at(
                EXAMPLE.one("ConfigMap", "registration"),
                "data",
                "AVATAR_REGISTRATION_ERASURE_KEY_FILE"));
    // Then
    assertThat(Yaml.asList(Manifests.container(registration).get("volumeMounts")))
        .contains(
            Map.of("name", "erasure-key", "mountPath", "/etc/avatar/erasure", "readOnly", true));
    assertThat(Yaml.asList(Yaml.at(registration, "spec", "template", "spec", "volumes")))
        .anySatisfy(
            volume ->
                assertThat("/etc/avatar/erasure/" + Yaml.at(volume, "secret", "items", 0, "path"))
                    .isEqualTo(file));
  }

  @Test
  void shouldKeepTheFiguresFromThePublic() {
    // When
    Object paths = Yaml.at(EXAMPLE.of("Ingress").getFirst(), "spec", "rules", 0, "http", "paths");
    Object metrics =
        Yaml.asList(paths).stream()
            .filter(path -> "/health/metrics".equals(Yaml.at(path, "path")))
            .findFirst()
            .orElseThrow();
    // Then
    assertThat(Yaml.at(metrics, "pathType")).isEqualTo("Prefix");
    assertThat(Yaml.at(metrics, "backend", "service", "name")).isEqualTo("avatar-engine-nobody");
    assertThat(Yaml.asMap(EXAMPLE.one("Service", "nobody").get("spec")))
        .doesNotContainKey("selector");
  }

  private static Set<String> components(Object rules, String direction) {
    Set<String> components = new HashSet<>();
    for (Object rule : Yaml.asList(rules)) {
      for (Object peer : Yaml.asList(Yaml.at(rule, direction))) {
        components.add(
            String.valueOf(
                Yaml.at(peer, "podSelector", "matchLabels", "app.kubernetes.io/component")));
      }
    }
    return components;
  }

  private static String chartYaml() {
    return Chart.read(Chart.FOLDER.resolve("Chart.yaml"));
  }
}
