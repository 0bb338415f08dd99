package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rendered objects against the types of the Kubernetes API, and the committed file against the
 * chart.
 */
class ManifestsTest {

  private static final Map<String, Class<?>> KINDS = new HashMap<>();

  static {
    KINDS.put("v1/ConfigMap", ConfigMap.class);
    KINDS.put("v1/Secret", Secret.class);
    KINDS.put("v1/Service", Service.class);
    KINDS.put("v1/ServiceAccount", ServiceAccount.class);
    KINDS.put("v1/PersistentVolumeClaim", PersistentVolumeClaim.class);
    KINDS.put("apps/v1/Deployment", Deployment.class);
    KINDS.put("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class);
    KINDS.put("batch/v1/Job", Job.class);
    KINDS.put("networking.k8s.io/v1/Ingress", Ingress.class);
    KINDS.put("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);
    KINDS.put("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);
  }

  /** Kinds of operators, whose types are not part of Kubernetes. */
  private static final Set<String> FOREIGN =
      Set.of(
          "traefik.io/v1alpha1/TLSOption",
          "monitoring.coreos.com/v1/ServiceMonitor",
          "monitoring.coreos.com/v1/PrometheusRule");

  /** The API's types collect unknown fields in a map; here an unknown field is an error. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              })
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final Map<String, ?> EVERYTHING =
      Map.ofEntries(
          Map.entry("blob.kind", "folder"),
          Map.entry("blob.folder.create", true),
          Map.entry("blob.folder.storageClassName", "shared"),
          Map.entry("identity.existingSecret", ""),
          Map.entry("identity.serviceSecret", "0123456789abcdef0123456789abcdef"),
          Map.entry("identity.jwks", "public"),
          Map.entry("identity.admin.existingSecret", ""),
          Map.entry("identity.admin.password", "a long password"),
          Map.entry("identity.signingKeys.existingSecret", ""),
          Map.entry("identity.signingKeys.files.key\\.pem", "private"),
          Map.entry("erasure.existingSecret", ""),
          Map.entry("erasure.key", Chart.ERASURE_KEY),
          Map.entry("ingress.trustedProxies[0]", "192.0.2.0/24"),
          Map.entry("live.devices[0]", "192.0.2.0/24"),
          Map.entry("live.devices[1]", "2001:db8::/64"),
          Map.entry("kafka.securityProtocol", "SASL_SSL"),
          Map.entry("kafka.sasl.mechanism", "PLAIN"),
          Map.entry("kafka.sasl.jaasConfig", "module required;"),
          Map.entry("metrics.scrape", "serviceMonitor"),
          Map.entry("metrics.rules", true),
          Map.entry("metrics.dashboards", true),
          Map.entry("metrics.labels.release", "prometheus"),
          Map.entry("services.mlWorker.gpu.enabled", true),
          Map.entry("services.mlWorker.gpu.runtimeClassName", "nvidia"),
          Map.entry("services.mlWorker.nodeSelector.gpu", "yes"),
          Map.entry("services.mlWorker.tolerations[0].key", "gpu"),
          Map.entry("services.job.env.SOME_NAME", "value"),
          Map.entry("services.job.serviceAccountAnnotations.role", "one"),
          Map.entry("tracing.otlpEndpoint", "http://collector:4317"),
          Map.entry("turn.tls.existingSecret", "turn-tls"),
          Map.entry("turn.allowedPeers[0]", "10.1.0.0-10.1.255.255"),
          Map.entry("ingress.controller", "traefik"),
          Map.entry("networkPolicy.gatewayFrom[0].ipBlock.cidr", "192.0.2.0/24"),
          Map.entry("networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.name", "mon"),
          Map.entry("networkPolicy.to.postgres[0].ipBlock.cidr", "192.0.2.0/24"),
          Map.entry("image.pullSecrets[0]", "pull"),
          Map.entry("extra.env[0].name", "EXTRA"),
          Map.entry("extra.env[0].value", "value"),
          Map.entry("extra.volumes[0].name", "ca"),
          Map.entry("extra.volumes[0].configMap.name", "ca"),
          Map.entry("extra.volumeMounts[0].name", "ca"),
          Map.entry("extra.volumeMounts[0].mountPath", "/etc/ca"));

  @Test
  void shouldMatchTheChartWhenCommitted() {
    // When
    String committed = Chart.read(RenderManifests.TARGET);
    // Then
    assertThat(committed)
        .as(
            "k8s/avatar-engine.yaml is not what the chart renders now: run "
                + RenderManifests.COMMAND)
        .isEqualTo(RenderManifests.text());
    assertThat(Manifests.parse(committed).of("Secret")).isEmpty();
  }

  @Test
  void shouldBeObjectsThatKubernetesKnows() {
    assertKnown(Chart.manifests(Map.of()));
  }

  @Test
  void shouldBeObjectsThatKubernetesKnowsWithEverythingSwitchedOn() {
    assertKnown(Chart.manifests(EVERYTHING));
  }

  @Test
  void shouldNoticeAFieldThatKubernetesDoesNotKnow() {
    // Given
    Map<String, Object> misspelt =
        new LinkedHashMap<>(Chart.manifests(Map.of()).one("Deployment", "job"));
    misspelt.put("spec", Map.of("template", Map.of("spec", Map.of("contaners", List.of()))));
    // Then
    assertThatThrownBy(() -> STRICT.convertValue(misspelt, Deployment.class))
        .hasMessageContaining("contaners");
  }

  @Test
  void shouldReferOnlyToObjectsThatExistOrThatTheOperatorNamed() {
    // Given
    Manifests manifests = Chart.manifests(EVERYTHING);
    Set<String> existing = new HashSet<>();
    manifests
        .all()
        .forEach(object -> existing.add(object.get("kind") + "/" + Manifests.name(object)));
    existing.addAll(Set.of("Secret/avatar-postgres", "Secret/avatar-redis", "Secret/avatar-turn"));
    existing.addAll(Set.of("Secret/turn-tls", "ConfigMap/ca"));
    // When
    Set<String> referred = new HashSet<>();
    manifests.of("Deployment").forEach(deployment -> collectReferences(deployment, referred));
    manifests.of("Job").forEach(job -> collectReferences(job, referred));
    // Then
    assertThat(referred).isNotEmpty();
    assertThat(existing).containsAll(referred);
  }

  private static void assertKnown(Manifests manifests) {
    Set<String> identities = new HashSet<>();
    for (Map<String, Object> object : manifests.all()) {
      String kind = object.get("apiVersion") + "/" + object.get("kind");
      assertThat(identities.add(kind + " " + Manifests.name(object)))
          .as("twice: %s %s", kind, Manifests.name(object))
          .isTrue();
      assertThat(Manifests.name(object)).hasSizeLessThanOrEqualTo(63);
      assertThat(Yaml.at(object, "metadata", "namespace")).isEqualTo("avatar");
      if (!FOREIGN.contains(kind)) {
        assertThat(KINDS).as("a kind nobody checks").containsKey(kind);
        assertThat(STRICT.convertValue(object, KINDS.get(kind))).isNotNull();
      }
    }
    assertThat(identities).hasSizeGreaterThan(40);
  }

  private static void collectReferences(Object node, Set<String> found) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            switch (String.valueOf(key)) {
              case "secretKeyRef" -> found.add("Secret/" + Yaml.at(value, "name"));
              case "secretName" -> found.add("Secret/" + value);
              case "configMapRef", "configMap" -> found.add("ConfigMap/" + Yaml.at(value, "name"));
              case "serviceAccountName" -> found.add("ServiceAccount/" + value);
              case "claimName" -> found.add("PersistentVolumeClaim/" + value);
              default -> collectReferences(value, found);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(element -> collectReferences(element, found));
    }
  }
}
