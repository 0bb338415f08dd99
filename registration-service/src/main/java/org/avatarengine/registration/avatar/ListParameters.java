package org.avatarengine.registration.avatar;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a list is asked for, as it came. */
public class ListParameters {

  private static final int MAX_SIZE = 100;
  private static final int MAX_PAGE = 1_000_000;
  private static final int MAX_TEXT = 100;

  @QueryParam("userId")
  @Parameter(description = "Whose; for administrators.")
  String userId;

  @QueryParam("includeInactive")
  @DefaultValue("false")
  String includeInactive;

  @QueryParam("q")
  @Parameter(description = "Found in the name or a tag.")
  String text;

  @QueryParam("tag")
  @Parameter(description = "A whole tag; may be repeated.")
  List<String> tags;

  @QueryParam("status")
  @Parameter(description = "pending, success or failed.")
  String status;

  @QueryParam("page")
  @DefaultValue("0")
  String page;

  @QueryParam("size")
  @DefaultValue("20")
  String size;

  /**
   * The query.
   *
   * @throws ProblemException 400 when a parameter does not fit, 403 for somebody else's list
   */
  AvatarQuery query(Caller caller) {
    return new AvatarQuery(
        owner(caller, userId),
        caller.avatarScope(),
        bool("includeInactive", includeInactive),
        text(),
        tags(),
        status(),
        number("page", page, 0, MAX_PAGE),
        number("size", size, 1, MAX_SIZE));
  }

  private String text() {
    String wanted = Profile.tidy(text);
    if (wanted != null
        && (wanted.length() > MAX_TEXT || wanted.chars().anyMatch(Character::isISOControl))) {
      throw invalid("q", "at most " + MAX_TEXT + " characters, none of them a control character");
    }
    return wanted;
  }

  private List<String> tags() {
    List<String> wanted = tags == null ? List.of() : Profile.tidyTags(tags);
    if (wanted.size() > Profile.MAX_TAGS
        || wanted.stream().anyMatch(tag -> tag.length() > 2 * Profile.MAX_TAG)
        || wanted.stream().anyMatch(tag -> tag.chars().anyMatch(Character::isISOControl))) {
      throw invalid("tag", "a tag, and there are at most " + Profile.MAX_TAGS);
    }
    return wanted;
  }

  private RegistrationStatus status() {
    if (status == null) {
      return null;
    }
    for (RegistrationStatus each : RegistrationStatus.values()) {
      if (each != RegistrationStatus.REJECTED
          && each.wire().equals(status.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw invalid("status", "pending, success or failed");
  }

  /** Whose avatars a caller means: an administrator everybody's, unless one user is named. */
  static UserId owner(Caller caller, String userId) {
    boolean seesAll = caller.isAdmin() || caller.isSystem();
    if (userId == null) {
      return seesAll ? null : caller.userId();
    }
    UserId wanted;
    try {
      wanted = UserId.of(userId);
    } catch (IllegalArgumentException e) {
      throw invalid("userId", "a user's id");
    }
    if (!seesAll && !wanted.equals(caller.userId())) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason("admin-only", "Only an administrator may list another user's avatars."));
    }
    return wanted;
  }

  private static boolean bool(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "true or false");
    };
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw invalid(name, "a whole number from " + least + " to " + most);
  }

  private static ProblemException invalid(String name, String expected) {
    return ProblemException.of(
        ProblemType.INVALID_REQUEST,
        new Reason(
            "invalid-" + name, "The query parameter " + name + " must be " + expected + "."));
  }
}
