package org.avatarengine.live;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.testing.TestUsers;

/** A user of the service. */
final class LiveClient {

  private final UserId user = UserId.random();

  UserId user() {
    return user;
  }

  String token() {
    return TestUsers.bearer(user, "read", "write").substring("Bearer ".length());
  }

  RequestSpecification asOwner() {
    return given()
        .header("Authorization", TestUsers.bearer(user, "read", "write"))
        .contentType("application/json");
  }

  static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token).contentType("application/json");
  }

  Created create(Map<String, Object> request) {
    Response answer = asOwner().body(request).post("/api/v1/sessions");
    answer.then().statusCode(201);
    return new Created(answer.jsonPath(), answer.header("Location"));
  }

  /** A session just created. */
  record Created(JsonPath json, String location) {
    String id() {
      return json.getString("sessionId");
    }

    String performer() {
      return json.getString("tokens.performer");
    }

    String viewer() {
      return json.getString("tokens.viewer");
    }

    String subject() {
      return json.getString("ingest[0].subject");
    }

    int ingestPort() {
      return json.getInt("ingest[0].port");
    }

    String path() {
      return "/api/v1/sessions/" + id();
    }
  }
}
