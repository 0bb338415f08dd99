package org.avatarengine.contract.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * One thing that is wrong, said so that a person can act on it.
 *
 * @param code stable, lower-case, hyphenated, for programs: {@code face-too-small}
 * @param message one plain English sentence for people, naming what was found and what helps
 * @param errorClass the part of a registration that it belongs to, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(String code, String message, ErrorClass errorClass) {

  @JsonCreator
  public Reason(
      @JsonProperty("code") String code,
      @JsonProperty("message") String message,
      @JsonProperty("errorClass") ErrorClass errorClass) {
    this.code = Objects.requireNonNull(code, "code");
    this.message = Objects.requireNonNull(message, "message");
    this.errorClass = errorClass;
  }

  /** A reason outside a registration. */
  public Reason(String code, String message) {
    this(code, message, null);
  }

  /** The same, said of a part of the registration. */
  public Reason in(ErrorClass part) {
    return new Reason(code, message, part);
  }
}
