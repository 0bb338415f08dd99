package org.avatarengine.live.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This instance's name, the first part of the ids of its sessions: as configured, or the host's
 * name made to fit. Two instances on one Redis must not have the same.
 */
@ApplicationScoped
public class InstanceName {

  private static final int MAX_LENGTH = 50;

  private final String value;

  @Inject
  InstanceName(
      @ConfigProperty(name = "avatar.animation.instance") Optional<String> configured,
      @ConfigProperty(name = "hostname") Optional<String> host) {
    this.value = fit(configured.or(() -> host).orElse("local"));
  }

  /** For CDI's proxy. */
  InstanceName() {
    this.value = "local";
  }

  /** Lower-case letters, digits and hyphens, 1 to 50 of them. */
  public String value() {
    return value;
  }

  static String fit(String text) {
    String fitting =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-").replaceAll("^-+|-+$", "");
    if (fitting.length() > MAX_LENGTH) {
      // The end tells a pod from its siblings.
      fitting = fitting.substring(fitting.length() - MAX_LENGTH).replaceAll("^-+", "");
    }
    return fitting.isEmpty() ? "local" : fitting;
  }
}
