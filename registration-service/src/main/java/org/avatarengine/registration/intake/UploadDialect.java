package org.avatarengine.registration.intake;

import java.util.Map;
import java.util.function.Function;
import org.avatarengine.registration.avatar.RegistrationView;

/**
 * The names under which an upload is taken in and answered.
 *
 * @param path where it is sent
 * @param fields the form's own names beside {@code file}, and ours for each
 * @param created the status of a registration that has succeeded
 * @param body what a registration is answered with, as JSON
 */
public record UploadDialect(
    String path, Map<String, String> fields, int created, Function<RegistrationView, Object> body) {

  /** Our name for the field by which an administrator uploads for somebody else. */
  public static final String USER_ID = "userId";

  public UploadDialect {
    fields = Map.copyOf(fields);
  }
}
