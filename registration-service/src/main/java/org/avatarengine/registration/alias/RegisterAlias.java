package org.avatarengine.registration.alias;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.avatarengine.registration.intake.UploadDialect;
import org.avatarengine.registration.intake.UploadRoute;

/** {@code POST /avatar/register}. */
@ApplicationScoped
class RegisterAlias {

  private final UploadRoute uploads;
  private final ObjectMapper json;

  RegisterAlias(UploadRoute uploads, ObjectMapper json) {
    this.uploads = uploads;
    this.json = json;
  }

  void install(@Observes Router router) {
    uploads.install(
        router,
        new UploadDialect(
            "/avatar/register",
            Map.of(
                "avatar_name", "name",
                "user_id", UploadDialect.USER_ID,
                "description", "description",
                "tags", "tags"),
            200,
            view -> AvatarRegistrationResponse.of(view, json)));
  }
}
