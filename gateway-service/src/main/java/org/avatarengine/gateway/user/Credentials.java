package org.avatarengine.gateway.user;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** What a name and a password must be. */
public final class Credentials {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{2,63}");
  private static final int MIN_PASSWORD = 8;

  private Credentials() {}

  /** The form in which names are stored and compared. */
  public static String normalName(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Requires both fields of a sign-in.
   *
   * @throws ProblemException 400 naming each that is missing
   */
  public static void requirePresent(String name, String password) {
    List<Reason> missing = new ArrayList<>();
    if (name == null || name.isBlank()) {
      missing.add(new Reason("username-missing", "The field \"username\" is required."));
    }
    if (password == null || password.isEmpty()) {
      missing.add(new Reason("password-missing", "The field \"password\" is required."));
    }
    if (!missing.isEmpty()) {
      throw ProblemException.of(ProblemType.MISSING_FIELD, missing.toArray(Reason[]::new));
    }
  }

  /**
   * Requires a name and a password fit for a new user.
   *
   * @throws ProblemException 400 naming everything that is wrong
   */
  public static void requireGood(String normalName, String password) {
    List<Reason> wrong = new ArrayList<>();
    if (!NAME.matcher(normalName).matches()) {
      wrong.add(
          new Reason(
              "username-invalid",
              "A username has 3 to 64 characters, letters, digits or . _ @ -, and begins with a"
                  + " letter or digit."));
    }
    if (password.codePointCount(0, password.length()) < MIN_PASSWORD) {
      wrong.add(
          new Reason(
              "password-too-short", "A password has at least " + MIN_PASSWORD + " characters."));
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > PasswordHasher.MAX_BYTES) {
      wrong.add(
          new Reason(
              "password-too-long",
              "A password has at most " + PasswordHasher.MAX_BYTES + " bytes in UTF-8."));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, wrong.toArray(Reason[]::new));
    }
  }
}
