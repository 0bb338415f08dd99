package org.avatarengine.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.Jwks;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, dashboards, the chart's README and the key scripts. */
class OperationsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RULES = Chart.FOLDER.resolve("rules/avatar-engine.yaml");

  @Test
  void shouldAlertOnMetricsThatExist() {
    // Given
    Set<String> known = PublishedMetrics.all();
    // When
    Set<String> used = new HashSet<>();
    for (Object group : Yaml.asList(Yaml.map(Chart.read(RULES)).get("groups"))) {
      for (Object rule : Yaml.asList(Yaml.at(group, "rules"))) {
        String expression = String.valueOf(Yaml.at(rule, "expr"));
        used.addAll(PublishedMetrics.in(expression));
        assertThat(PublishedMetrics.strangeLabels(expression)).as(expression).isEmpty();
        assertThat(Yaml.at(rule, "annotations", "summary")).isNotNull();
        assertThat(Yaml.at(rule, "annotations", "description")).isNotNull();
        assertThat(Yaml.at(rule, "labels", "severity")).isIn("warning", "critical");
      }
    }
    // Then
    assertThat(used).isNotEmpty();
    assertThat(known).containsAll(used);
  }

  @Test
  void shouldDrawMetricsThatExist() throws Exception {
    // Given
    Set<String> known = PublishedMetrics.all();
    for (Path file : Chart.list(Chart.FOLDER.resolve("dashboards"), ".json")) {
      // When
      JsonNode dashboard = JSON.readTree(Files.readString(file));
      Set<Integer> panels = new HashSet<>();
      Set<String> used = new HashSet<>();
      for (JsonNode panel : dashboard.get("panels")) {
        assertThat(panels.add(panel.get("id").asInt())).as("panel id twice in %s", file).isTrue();
        for (JsonNode target : panel.get("targets")) {
          String expression = target.get("expr").asText();
          used.addAll(PublishedMetrics.in(expression));
          assertThat(PublishedMetrics.strangeLabels(expression)).as(expression).isEmpty();
        }
      }
      // Then
      assertThat(used).isNotEmpty();
      assertThat(known).as("%s", file).containsAll(used);
      assertThat(dashboard.get("uid").asText()).startsWith("avatar-engine-");
    }
  }

  @Test
  void shouldRaiseTheAlertsThatTheirTestsExpect() throws Exception {
    // Given
    Tool.require("promtool");
    // When
    Tool.Outcome check = Tool.run(Chart.FOLDER, "promtool", "check", "rules", RULES.toString());
    List<String> test = new ArrayList<>(List.of("promtool", "test", "rules"));
    Chart.list(Chart.FOLDER.resolve("ci"), ".yaml").forEach(file -> test.add(file.toString()));
    Tool.Outcome tests = Tool.run(Chart.FOLDER, test.toArray(String[]::new));
    // Then
    assertThat(check.status()).as(check.output()).isZero();
    assertThat(tests.status()).as(tests.output()).isZero();
    assertThat(test).hasSizeGreaterThan(4);
  }

  @Test
  void shouldTestEveryAlertRaisedAndNotRaised() {
    // Given
    StringBuilder tests = new StringBuilder();
    Chart.list(Chart.FOLDER.resolve("ci"), ".yaml").forEach(file -> tests.append(Chart.read(file)));
    // When
    List<String> untested = new ArrayList<>();
    Matcher alert = Pattern.compile("- alert: (\\w+)").matcher(Chart.read(RULES));
    while (alert.find()) {
      String name = Pattern.quote(alert.group(1));
      if (!Pattern.compile("alertname: " + name + "\\s+exp_alerts:\\s+- exp_labels")
              .matcher(tests)
              .find()
          || !Pattern.compile("alertname: " + name + ",?\\s+exp_alerts: \\[]")
              .matcher(tests)
              .find()) {
        untested.add(alert.group(1));
      }
    }
    // Then
    assertThat(untested).isEmpty();
  }

  @Test
  void shouldExplainEveryMetricOfLiveAnimation() {
    // Given
    String page = Chart.read(Chart.ROOT.resolve("docs/operations/live.md"));
    // When
    List<String> unexplained =
        PublishedMetrics.registered().stream()
            .filter(metric -> !page.contains("`" + metric + "`"))
            .sorted()
            .toList();
    // Then
    assertThat(unexplained).as("metrics without a line in docs/operations/live.md").isEmpty();
  }

  @Test
  void shouldExplainEveryValueInTheReadme() {
    // Given
    List<String> values = new ArrayList<>();
    leaves("", Chart.values(), values);
    String readme = Chart.read(Chart.FOLDER.resolve("README.md"));
    // When
    List<String> unexplained =
        values.stream()
            .map(
                value ->
                    value.replaceFirst(
                        "^services\\.(?!mlWorker\\.gpu)\\w+\\.", "services.<service>."))
            .distinct()
            .filter(value -> !readme.contains("`" + value + "`"))
            .toList();
    // Then
    assertThat(values).hasSizeGreaterThan(100);
    assertThat(unexplained).as("values without a line in helm/avatar-engine/README.md").isEmpty();
  }

  @Test
  void shouldMakeKeysWhosePublicHalvesVerifyTheirSignatures(@TempDir Path folder) throws Exception {
    // Given
    Tool.require("openssl");
    byte[] message = "anything".getBytes(StandardCharsets.UTF_8);
    // When
    Tool.Outcome outcome =
        Tool.run(
            Chart.ROOT, Chart.ROOT.resolve("helm/new-signing-key").toString(), folder.toString());
    // Then
    assertThat(outcome.status()).as(outcome.output()).isZero();
    JsonNode jwk = JSON.readTree(Files.readString(folder.resolve("jwks.json"))).get("keys").get(0);
    Path pem = Chart.list(folder.resolve("keys"), ".pem").getFirst();
    ECPrivateKey privateKey = privateKey(pem);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(privateKey);
    signer.update(message);
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y")),
                    privateKey.getParams())));
    verifier.update(message);
    assertThat(verifier.verify(signer.sign())).isTrue();
    assertThat(jwk.get("kid").asText()).isEqualTo(thumbprint(jwk));
    assertThat(Files.getPosixFilePermissions(pem).toString()).doesNotContain("OTHERS", "GROUP");
  }

  @Test
  void shouldMakeAnErasureKeyThatSignsAsRegistrationDoes(@TempDir Path folder) throws Exception {
    // Given
    Tool.require("openssl");
    Path file = folder.resolve("new/erasure-key.jwk");
    String[] command = {Chart.ROOT.resolve("helm/new-erasure-key").toString(), file.toString()};
    // When
    Tool.Outcome outcome = Tool.run(Chart.ROOT, command);
    // Then
    assertThat(outcome.status()).as(outcome.output()).isZero();
    EcPrivateJwk jwk = (EcPrivateJwk) Jwks.parser().build().parse(Files.readString(file));
    assertThat(jwk.toKey().getParams().getOrder().bitLength()).isEqualTo(256);
    assertThat(jwk.getId())
        .isEqualTo(
            Jwks.builder().key(jwk.toPublicJwk().toKey()).idFromThumbprint().build().getId());
    String record = Jwts.builder().subject("x").signWith(jwk.toKey(), Jwts.SIG.ES256).compact();
    assertThat(
            Jwts.parser()
                .verifyWith(jwk.toPublicJwk().toKey())
                .build()
                .parseSignedClaims(record)
                .getPayload()
                .getSubject())
        .isEqualTo("x");
    assertThat(Files.getPosixFilePermissions(file).toString()).doesNotContain("OTHERS", "GROUP");
    // A key that signed records is never overwritten.
    String before = Files.readString(file);
    assertThat(Tool.run(Chart.ROOT, command).status()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  private static ECPrivateKey privateKey(Path pem) throws Exception {
    String body = Chart.read(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }

  /** RFC 7638, by which the gateway names its keys. */
  private static String thumbprint(JsonNode jwk) throws Exception {
    String members =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":%s,\"y\":%s}"
            .formatted(jwk.get("x"), jwk.get("y"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static BigInteger coordinate(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(name).asText()));
  }

  private static void leaves(String path, Object node, List<String> found) {
    if (node instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach(
          (key, value) -> leaves(path.isEmpty() ? "" + key : path + "." + key, value, found));
    } else {
      found.add(path);
    }
  }
}
