package org.avatarengine.live.ice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AnimationIT.WithTurn.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class AnimationIT {

  private static final String SECRET = "a-shared-secret-for-tests";

  /** A service that knows a relay. */
  public static final class WithTurn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "avatar.turn.urls",
          "stun:stun.example.org:3478,turn:turn.example.org:3478?transport=udp",
          "avatar.turn.secret",
          SECRET,
          "avatar.turn.ttl",
          "10m");
    }
  }

  private final UserId user = UserId.random();

  @Test
  void shouldIssueCredentialsThatCoturnAcceptsWhenTheCallerHasAToken() throws Exception {
    // Given
    long before = Instant.now().getEpochSecond();
    // When
    JsonPath body =
        given()
            .header("Authorization", TestUsers.bearer(user, "read"))
            .get("/api/v1/ice-servers")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .extract()
            .jsonPath();
    // Then
    assertThat(body.getInt("ttlSeconds")).isEqualTo(600);
    assertThat(body.getList("iceServers")).hasSize(2);
    assertThat(body.getMap("iceServers[0]"))
        .isEqualTo(Map.of("urls", List.of("stun:stun.example.org:3478")));
    assertThat(body.getList("iceServers[1].urls"))
        .isEqualTo(List.of("turn:turn.example.org:3478?transport=udp"));
    String username = body.getString("iceServers[1].username");
    assertThat(username).endsWith(":" + user);
    assertThat(Long.parseLong(username.substring(0, username.indexOf(':'))))
        .isBetween(before + 600, before + 660);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    assertThat(Base64.getDecoder().decode(body.getString("iceServers[1].credential")))
        .isEqualTo(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldAnswer401WhenThereIsNoToken() {
    given()
        .get("/api/v1/ice-servers")
        .then()
        .statusCode(401)
        .contentType(equalTo("application/problem+json"))
        .header("WWW-Authenticate", startsWith("Bearer"))
        .body("type", equalTo("/problems/unauthenticated"))
        .body("reasons[0].code", equalTo("token-missing"));
  }

  @Test
  void shouldAnswer403WhenTheTokenDoesNotPermitReading() {
    given()
        .header("Authorization", TestUsers.bearer(user))
        .get("/api/v1/ice-servers")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/forbidden"));
  }

  @Test
  void shouldBeHealthyAndMeasuredAndDescribedWhenItRuns() {
    given().get("/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/health/live").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/health/metrics").then().statusCode(200).body(containsString("jvm_memory_used"));
    given()
        .accept("application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey("/api/v1/ice-servers"))
        .body("paths", hasKey("/api/v1/sessions/{id}/doctor"))
        .body("paths", hasKey("/api/v1/rtc/offer"));
  }
}
