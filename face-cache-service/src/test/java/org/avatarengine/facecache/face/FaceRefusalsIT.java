package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class FaceRefusalsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject EventContact contact;

  @TestHTTPResource("/")
  URI root;

  private final AvatarId avatarId = AvatarId.random();
  private final UserId owner = UserId.random();
  private final Entries entries = Entries.of(avatarId).owner(owner);
  private final FaceClient client = new FaceClient(avatarId, owner);

  @Test
  void shouldAnswer404WhenTheFaceIsSomebodyElses() {
    // Given
    client.put(entries.bytes()).then().statusCode(201);
    String unknown = AvatarId.random().toString();
    // When
    Response foreign =
        given()
            .header("Authorization", TestUsers.bearer(UserId.random(), "read"))
            .get(client.face());
    Response missing = client.asOwner().get("/api/v1/avatars/" + unknown + "/face");
    // Then
    foreign.then().statusCode(404);
    missing.then().statusCode(404);
    assertThat(foreign.jsonPath().getString("detail"))
        .isEqualTo(missing.jsonPath().getString("detail").replace(unknown, avatarId.toString()));
    given()
        .header("Authorization", TestUsers.bearer(UserId.random(), "read"))
        .get(client.face() + "/crop.png")
        .then()
        .statusCode(404);
    client.asOwner().get("/api/v1/avatars/not-an-id/face").then().statusCode(404);
  }

  @Test
  void shouldRefuseCallersWhenTheirTokensDoNotPermit() {
    // Given / When / Then
    given().get(client.face()).then().statusCode(401).contentType("application/problem+json");
    given()
        .header("Authorization", TestUsers.bearer(owner, "write"))
        .get(client.face())
        .then()
        .statusCode(403);
    given()
        .header("Authorization", TestUsers.bearer(owner, "read", "write"))
        .contentType(FaceCodec.MEDIA_TYPE)
        .body(entries.bytes())
        .put("/internal/faces/" + avatarId)
        .then()
        .statusCode(403);
    given().delete("/internal/faces/" + avatarId).then().statusCode(401);
  }

  @Test
  void shouldAnswer400WhenTheBodyIsNoIntactEntryOfThisAvatar() {
    // Given
    byte[] damaged = entries.bytes();
    damaged[40] ^= 1;
    byte[][] bodies = {
      {}, {1, 2, 3}, damaged, Entries.of(AvatarId.random()).bytes(), new byte[100_000]
    };
    for (byte[] body : bodies) {
      // When
      Response answer = client.put(body);
      // Then
      answer
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("reasons[0].code", equalTo("face-entry-malformed"));
    }
    client.getEntry().then().statusCode(404);
    given()
        .header("Authorization", TestUsers.service())
        .contentType("application/json")
        .body("{}")
        .put("/internal/faces/" + avatarId)
        .then()
        .statusCode(415);
  }

  @Test
  void shouldAnswer413WhenTheBodyIsLargerThanAnEntryMayBe() throws Exception {
    // Given
    byte[] body = new byte[(16 << 20) + 1];
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/internal/faces/" + avatarId))
            .header("Authorization", TestUsers.service())
            .header("Content-Type", FaceCodec.MEDIA_TYPE)
            .timeout(PATIENCE);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      // When
      HttpResponse<String> declared =
          http.send(
              request.copy().PUT(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.ofString());
      HttpResponse<String> streamed =
          http.send(
              request
                  .copy()
                  .PUT(
                      HttpRequest.BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      // Then
      assertThat(declared.statusCode()).isEqualTo(413);
      assertThat(declared.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(declared.body()).contains("/problems/file-too-large");
      assertThat(streamed.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void shouldBeHealthyAndDescribedWhenItRuns() {
    await().atMost(PATIENCE).until(contact::isFresh);
    given()
        .get("/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.find { it.name == 'faces' }.data.memoryTier", equalTo(true));
    given().get("/health/live").then().statusCode(200);
    given()
        .accept("application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey("/api/v1/avatars/{avatarId}/face"))
        .body("paths", not(hasKey("/internal/faces/{avatarId}")));
  }
}
