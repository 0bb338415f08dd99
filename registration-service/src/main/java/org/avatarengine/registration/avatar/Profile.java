package org.avatarengine.registration.avatar;

import java.util.ArrayList;
import java.util.List;
import org.avatarengine.contract.problem.Reason;

/**
 * What the owner says about an avatar.
 *
 * @param name 1 to 100 characters
 * @param description up to 2,000 characters, or null
 * @param tags up to 20, each 1 to 50 characters, none twice
 */
public record Profile(String name, String description, List<String> tags) {

  static final int MAX_NAME = 100;
  static final int MAX_DESCRIPTION = 2_000;
  static final int MAX_TAGS = 20;
  static final int MAX_TAG = 50;

  public Profile {
    tags = List.copyOf(tags);
    List<Reason> complaints = complaints(name, description, tags);
    if (!complaints.isEmpty()) {
      throw new IllegalArgumentException(complaints.getFirst().message());
    }
  }

  /** Blanks around the name, the description and the tags go; an empty description is none. */
  public static String tidy(String text) {
    if (text == null) {
      return null;
    }
    String stripped = text.strip();
    return stripped.isEmpty() ? null : stripped;
  }

  /** Reads comma-separated tags: blanks go, empty and repeated ones too. */
  public static List<String> tags(String commaSeparated) {
    return commaSeparated == null ? List.of() : tidyTags(List.of(commaSeparated.split(",", -1)));
  }

  static List<String> tidyTags(List<String> tags) {
    return tags.stream().map(Profile::tidy).filter(tag -> tag != null).distinct().toList();
  }

  /** What a person would have to change; empty when all of it is acceptable. */
  public static List<Reason> complaints(String name, String description, List<String> tags) {
    List<Reason> found = new ArrayList<>();
    if (name == null || name.isBlank()) {
      found.add(new Reason("missing-field", "The field \"name\" is missing: name the avatar."));
    } else if (length(name) > MAX_NAME) {
      found.add(tooLong("name", length(name), MAX_NAME));
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      found.add(new Reason("invalid-name", "The name may not hold control characters."));
    }
    if (description != null && length(description) > MAX_DESCRIPTION) {
      found.add(tooLong("description", length(description), MAX_DESCRIPTION));
    }
    if (description != null && description.indexOf('\0') >= 0) {
      found.add(new Reason("invalid-description", "The description may not hold a zero byte."));
    }
    if (tags.size() > MAX_TAGS) {
      found.add(
          new Reason(
              "too-many-tags",
              "There are " + tags.size() + " tags; at most " + MAX_TAGS + " are kept."));
    }
    for (String tag : tags) {
      if (length(tag) > MAX_TAG) {
        found.add(tooLong("tag", length(tag), MAX_TAG));
        break;
      }
      if (tag.chars().anyMatch(Character::isISOControl)) {
        found.add(new Reason("invalid-tag", "A tag may not hold control characters."));
        break;
      }
    }
    return List.copyOf(found);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Reason tooLong(String field, int length, int most) {
    return new Reason(
        field + "-too-long",
        "The " + field + " has " + length + " characters; at most " + most + " fit.");
  }
}
