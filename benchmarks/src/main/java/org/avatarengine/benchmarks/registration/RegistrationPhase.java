package org.avatarengine.benchmarks.registration;

import java.util.Locale;

/** What the simulation does, one after the other. */
enum RegistrationPhase {
  WARM_UP(2),
  ONE_CLIENT(1),
  EIGHT_CLIENTS(8);

  private final int clients;

  RegistrationPhase(int clients) {
    this.clients = clients;
  }

  int clients() {
    return clients;
  }

  /** System property with its length in seconds. */
  String property() {
    return "avatar.benchmarks." + name().toLowerCase(Locale.ROOT) + ".seconds";
  }
}
