package org.avatarengine.gateway.limit;

import java.util.regex.Pattern;

/** What a request to the API counts as. */
public enum Bucket {
  READS,
  REGISTRATIONS,
  PHOTO_BASED,
  MODELS,
  CHANGES;

  private static final Pattern MODEL = Pattern.compile("/api/v1/avatars/[^/]+/model");

  /**
   * Files a request.
   *
   * @param path normalised, without query
   */
  public static Bucket of(String method, String path) {
    if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
      return MODEL.matcher(path).matches() ? MODELS : READS;
    }
    if (method.equals("POST")) {
      if (path.equals("/api/v1/avatars") || path.equals("/avatar/register")) {
        return REGISTRATIONS;
      }
      if (path.equals("/api/v1/avatars/photo-based")) {
        return PHOTO_BASED;
      }
    }
    return CHANGES;
  }

  /** The quota of a user, or of an admin. */
  Quota quota(LimitConfig config, boolean admin) {
    return switch (this) {
      case READS -> admin ? config.admin().reads() : config.reads();
      case REGISTRATIONS -> admin ? config.admin().registrations() : config.registrations();
      case PHOTO_BASED -> admin ? config.admin().photoBased() : config.photoBased();
      case MODELS -> admin ? config.admin().models() : config.models();
      case CHANGES -> admin ? config.admin().changes() : config.changes();
    };
  }
}
