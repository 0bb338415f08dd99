package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.testing.TestUsers;

/** The callers of one avatar's face: services, and its owner. */
record FaceClient(AvatarId avatarId, UserId owner) {

  Response put(byte[] entry) {
    return given()
        .header("Authorization", TestUsers.service())
        .contentType(FaceCodec.MEDIA_TYPE)
        .body(entry)
        .put("/internal/faces/" + avatarId);
  }

  Response erase() {
    return given()
        .header("Authorization", TestUsers.service())
        .delete("/internal/faces/" + avatarId);
  }

  RequestSpecification asOwner() {
    return given().header("Authorization", TestUsers.bearer(owner, "read"));
  }

  Response getEntry() {
    return asOwner().accept(FaceCodec.MEDIA_TYPE).get(face());
  }

  String face() {
    return "/api/v1/avatars/" + avatarId + "/face";
  }
}
