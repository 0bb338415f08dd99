package org.avatarengine.contract.problem;

import java.util.Objects;

/**
 * One thing that is wrong, said so that a person can act on it.
 *
 * @param code stable, lower-case, hyphenated, for programs: {@code face-too-small}
 * @param message one plain English sentence for people, naming what was found and what helps
 */
public record Reason(String code, String message) {
  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }
}
