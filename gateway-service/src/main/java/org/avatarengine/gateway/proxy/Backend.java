package org.avatarengine.gateway.proxy;

import java.util.Locale;

/** A service behind the gateway. */
public enum Backend {
  REGISTRATION("avatar.registration.url"),
  FACE_CACHE("avatar.face-cache.url"),
  JOB("avatar.job.url"),
  ANIMATION("avatar.animation.url");

  private final String property;

  Backend(String property) {
    this.property = property;
  }

  /** The configuration property of its base URL. */
  String property() {
    return property;
  }

  /** The name in problems and metrics: {@code face-cache}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
