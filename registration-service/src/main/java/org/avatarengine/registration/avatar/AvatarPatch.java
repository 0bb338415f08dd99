package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/**
 * An edit of an avatar in the manner of RFC 7396: a field that is absent stays, {@code null} clears
 * it where it may be empty.
 */
final class AvatarPatch {

  private static final List<String> FIELDS =
      List.of("name", "description", "tags", "isActive", "consent");

  private final JsonNode json;

  private AvatarPatch(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads the body.
   *
   * @throws ProblemException 400 when it is not an object of the five fields, each of its type
   */
  static AvatarPatch of(JsonNode json) {
    if (json == null || !json.isObject()) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("invalid-body", "Send a JSON object with the fields to change."));
    }
    List<Reason> reasons = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      boolean fits =
          switch (name) {
            case "name" -> value.isTextual();
            case "description" -> value.isTextual() || value.isNull();
            case "tags" -> value.isNull() || isTexts(value);
            case "isActive", "consent" -> value.isBoolean();
            default -> false;
          };
      if (!FIELDS.contains(name)) {
        reasons.add(
            new Reason(
                "unknown-field",
                "There is no field \""
                    + brief(name)
                    + "\"; these can change: "
                    + String.join(", ", FIELDS)
                    + "."));
      } else if (!fits) {
        reasons.add(
            new Reason("invalid-" + name, "The field \"" + name + "\" is of another type."));
      }
    }
    if (json.path("consent").booleanValue()) {
      reasons.add(
          new Reason(
              "invalid-consent",
              "Consent is given with an upload; here it can only be withdrawn, by false."));
    }
    refuseFor(reasons);
    return new AvatarPatch(json);
  }

  /**
   * The avatar after the edit. Who withdraws the consent takes the avatar out of use with it.
   *
   * @throws ProblemException 400 when a value is too long, 409 when an avatar is to be in use
   *     without the consent that it had
   */
  Avatar apply(Avatar avatar, Instant now) {
    Profile before = avatar.profile();
    String name = json.has("name") ? Profile.tidy(json.get("name").textValue()) : before.name();
    String description =
        json.has("description")
            ? Profile.tidy(json.get("description").textValue())
            : before.description();
    List<String> tags = json.has("tags") ? texts(json.get("tags")) : before.tags();
    boolean active = json.has("isActive") ? json.get("isActive").booleanValue() : avatar.active();
    refuseFor(Profile.complaints(name, description, tags));
    boolean withdraws = json.has("consent");
    Consent consent =
        withdraws && avatar.consent() != null
            ? avatar.consent().toWithdrawn(now)
            : avatar.consent();
    if (json.path("isActive").booleanValue() && (withdraws || isWithdrawn(consent))) {
      throw ProblemException.of(
          ProblemType.CONFLICT,
          new Reason(
              "consent-withdrawn",
              "The consent was withdrawn: the avatar stays out of use; erase it, or upload anew."));
    }
    return avatar.with(new Profile(name, description, tags), consent, active && !withdraws, now);
  }

  private static boolean isWithdrawn(Consent consent) {
    return consent != null && consent.isWithdrawn();
  }

  private static void refuseFor(List<Reason> reasons) {
    if (!reasons.isEmpty()) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, reasons.toArray(Reason[]::new));
    }
  }

  private static boolean isTexts(JsonNode value) {
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> texts(JsonNode value) {
    List<String> found = new ArrayList<>();
    value.forEach(element -> found.add(element.textValue()));
    return Profile.tidyTags(found);
  }

  private static String brief(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
