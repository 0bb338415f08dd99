package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.avatarengine.contract.event.Topics;
import org.junit.jupiter.api.Test;

/** What the chart's switches do. */
class ChartOptionsTest {

  @Test
  void shouldGiveTheWorkerAGpuAndItsImageWhenAsked() {
    // When
    Manifests manifests = Chart.manifests(Map.of("services.mlWorker.gpu.enabled", true));
    Map<String, Object> worker = Manifests.container(manifests.one("Deployment", "ml-worker"));
    // Then
    assertThat(worker).containsEntry("image", "avatar-engine/ml-worker:0.1.0-gpu");
    assertThat(Yaml.at(worker, "resources", "limits", "nvidia.com/gpu")).isEqualTo("1");
    assertThat(Manifests.container(manifests.one("Deployment", "gateway")).toString())
        .doesNotContain("gpu");
  }

  @Test
  void shouldShareOneVolumeWhenBlobsAreAFolder() {
    // When
    Manifests manifests =
        Chart.manifests(Map.of("blob.kind", "folder", "blob.folder.create", true));
    // Then
    Map<String, Object> claim = manifests.one("PersistentVolumeClaim", "blob");
    assertThat(Yaml.at(claim, "spec", "accessModes")).isEqualTo(List.of("ReadWriteMany"));
    for (Topology service : Topology.SERVICES) {
      boolean mounted =
          manifests.one("Deployment", service.name()).toString().contains("avatar-engine-blob");
      assertThat(mounted).as(service.name()).isEqualTo(service.uses().contains("blob"));
    }
    assertThat(Yaml.at(manifests.one("ConfigMap", "ml-worker"), "data", "AVATAR_BLOB_FOLDER"))
        .isEqualTo("/var/lib/avatar/blob");
  }

  @Test
  void shouldMakeSecretsOfGivenValues() {
    // Given
    Map<String, ?> given =
        Map.of(
            "identity.existingSecret", "",
            "identity.serviceSecret", "0123456789abcdef0123456789abcdef",
            "identity.jwks", "public",
            "erasure.existingSecret", "",
            "erasure.key", Chart.ERASURE_KEY,
            "postgres.existingSecret", "",
            "postgres.username", "someone",
            "postgres.password", "secret");
    // When
    Manifests manifests = Chart.manifests(given);
    // Then
    assertThat(Yaml.at(manifests.one("Secret", "postgres"), "data", "password"))
        .isEqualTo("c2VjcmV0");
    assertThat(Yaml.at(manifests.one("Secret", "identity"), "data", "jwks.json"))
        .isEqualTo("cHVibGlj");
    assertThat(Yaml.asMap(manifests.one("Secret", "erasure").get("data")))
        .containsOnlyKeys("erasure-key.jwk");
    assertThat(manifests.one("Deployment", "registration").toString())
        .contains("secretName=avatar-engine-erasure");
    assertThat(manifests.one("Deployment", "job").toString())
        .contains("avatar-engine-postgres")
        .doesNotContain("avatar-postgres");
  }

  @Test
  void shouldNameReplicasWhenNothingScalesThem() {
    // When
    Manifests manifests = Chart.manifests(Map.of("autoscaling.enabled", false));
    // Then
    assertThat(manifests.of("HorizontalPodAutoscaler")).isEmpty();
    assertThat(Yaml.at(manifests.one("Deployment", "job"), "spec", "replicas")).isEqualTo(2);
  }

  @Test
  void shouldCreateTheTopicsOfTheContract() {
    // When
    Map<String, Object> job = topicsJob(Map.of());
    String script = String.valueOf(Yaml.at(Manifests.container(job), "command", 2));
    Set<String> created = new HashSet<>();
    script
        .lines()
        .filter(line -> line.startsWith("topic "))
        .forEach(line -> created.add(line.split(" ", -1)[1]));
    // Then
    assertThat(created).isEqualTo(Set.copyOf(Topics.all()));
  }

  @Test
  void shouldRunAnotherTopicsJobWhenTheTopicsChange() {
    // When
    String before = Manifests.name(topicsJob(Map.of()));
    String after = Manifests.name(topicsJob(Map.of("kafka.topics.partitions", 24)));
    // Then
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void shouldNeverPutTheTurnSecretIntoAConfigMap() {
    // When
    Manifests manifests =
        Chart.manifests(Map.of("turn.existingSecret", "", "turn.secret", "kept-between-two"));
    // Then
    assertThat(manifests.of("ConfigMap").toString()).doesNotContain("kept-between-two");
    assertThat(manifests.one("ConfigMap", "coturn").toString())
        .contains("use-auth-secret", "denied-peer-ip=10.0.0.0-10.255.255.255");
    assertThat(Yaml.at(manifests.one("Deployment", "coturn"), "spec", "template", "spec"))
        .extracting("hostNetwork", "automountServiceAccountToken")
        .containsExactly(true, false);
  }

  @Test
  void shouldLeaveTurnOutWhenSwitchedOff() {
    // When
    Manifests manifests =
        Chart.manifests(Map.of("turn.enabled", false, "turn.existingSecret", "", "turn.host", ""));
    // Then
    assertThat(manifests.has("Deployment", "coturn")).isFalse();
    assertThat(manifests.one("ConfigMap", "animation").toString()).doesNotContain("TURN");
  }

  @Test
  void shouldDemandTls13WhereTheControllerTakesItFromTheIngress() {
    // When
    Manifests traefik = Chart.manifests(Map.of("ingress.controller", "traefik"));
    Manifests contour = Chart.manifests(Map.of("ingress.controller", "contour"));
    Manifests alb = Chart.manifests(Map.of("ingress.controller", "alb"));
    // Then
    assertThat(Yaml.at(traefik.one("TLSOption", "gateway"), "spec", "minVersion"))
        .isEqualTo("VersionTLS13");
    assertThat(traefik.of("Ingress").toString())
        .contains("avatar-avatar-engine-gateway@kubernetescrd");
    assertThat(contour.of("Ingress").toString()).contains("tls-minimum-protocol-version=1.3");
    assertThat(alb.of("Ingress").toString()).contains("ELBSecurityPolicy-TLS13-1-3");
  }

  @Test
  void shouldBelieveForwardedAddressesOnlyBehindAnIngress() {
    // Given
    String forwarding = "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING";
    // When
    Map<String, Object> behind = gatewayData(Map.of("ingress.trustedProxies[0]", "10.1.0.0/16"));
    Map<String, Object> alone = gatewayData(Map.of("ingress.enabled", false));
    Map<String, Object> distrustful = gatewayData(Map.of("ingress.clientAddress", "connection"));
    // Then
    assertThat(behind)
        .containsEntry(forwarding, "true")
        .containsEntry("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "10.1.0.0/16");
    assertThat(alone).doesNotContainKey(forwarding);
    assertThat(distrustful).doesNotContainKey(forwarding);
  }

  @Test
  void shouldRecordTheShareOfTracesThatIsAskedFor() {
    // When
    Map<String, Object> untraced = gatewayData(Map.of());
    Map<String, Object> traced =
        gatewayData(Map.of("tracing.otlpEndpoint", "http://collector:4317", "tracing.ratio", 0.25));
    Map<String, Object> byDefault =
        gatewayData(Map.of("tracing.otlpEndpoint", "http://collector:4317"));
    // Then
    assertThat(untraced.keySet()).noneMatch(name -> name.startsWith("QUARKUS_OTEL_"));
    assertThat(traced)
        .containsEntry("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")
        .containsEntry("QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.25");
    assertThat(byDefault).containsEntry("QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.1");
  }

  @Test
  void shouldHandRulesAndDashboardsToTheirOperators() {
    // When
    Manifests manifests =
        Chart.manifests(
            Map.of(
                "metrics.scrape", "serviceMonitor",
                "metrics.rules", true,
                "metrics.dashboards", true));
    // Then
    assertThat(manifests.has("ServiceMonitor", "monitoring")).isTrue();
    assertThat(Yaml.at(manifests.one("PrometheusRule", "monitoring"), "spec"))
        .isEqualTo(Yaml.map(Chart.read(Chart.FOLDER.resolve("rules/avatar-engine.yaml"))));
    assertThat(Yaml.asMap(manifests.one("ConfigMap", "dashboards").get("data")))
        .containsKey("overview.json");
    assertThat(manifests.one("Deployment", "gateway").toString())
        .doesNotContain("prometheus.io/scrape");
  }

  private static Map<String, Object> gatewayData(Map<String, ?> changes) {
    return Yaml.asMap(Chart.manifests(changes).one("ConfigMap", "gateway").get("data"));
  }

  private static Map<String, Object> topicsJob(Map<String, ?> changes) {
    return Chart.manifests(changes).of("Job").getFirst();
  }
}
