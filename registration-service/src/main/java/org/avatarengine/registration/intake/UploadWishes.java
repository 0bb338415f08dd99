package org.avatarengine.registration.intake;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.waiting.Preference;
import org.avatarengine.registration.waiting.WaitConfig;

/**
 * What an upload's headers and query ask for.
 *
 * @param key the {@code Idempotency-Key}, or null
 * @param dryRun whether only the verdict is wanted
 * @param patience how long to wait for it
 * @param applied what to say in {@code Preference-Applied}, or null
 */
record UploadWishes(String key, boolean dryRun, Duration patience, String applied) {

  private static final int LONGEST_KEY = 128;

  /**
   * Reads them.
   *
   * @throws ProblemException 400 when they do not fit, or not together
   */
  static UploadWishes of(HttpServerRequest request, WaitConfig waits) {
    String key = key(request);
    boolean dryRun = dryRun(request.getParam("dryRun"));
    Preference preference = Preference.of(request.headers().getAll("Prefer"), waits);
    if (!dryRun) {
      return new UploadWishes(key, false, preference.patience(), preference.applied());
    }
    if (key != null) {
      throw invalid(
          "dry-run-has-no-key",
          "A dry run leaves nothing to answer again from: leave the Idempotency-Key out.");
    }
    if (preference.patience().isZero()) {
      throw invalid(
          "dry-run-waits", "A dry run has no job to look at later: leave respond-async out.");
    }
    Duration patience = preference.applied() == null ? waits.longest() : preference.patience();
    return new UploadWishes(null, true, patience, preference.applied());
  }

  private static boolean dryRun(String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw invalid("invalid-dryRun", "The query parameter dryRun must be true or false.");
  }

  private static String key(HttpServerRequest request) {
    String key = request.getHeader("Idempotency-Key");
    if (key == null) {
      return null;
    }
    boolean fits =
        !key.isBlank()
            && key.length() <= LONGEST_KEY
            && key.chars().allMatch(c -> c >= ' ' && c < 127);
    if (!fits) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason(
              "invalid-idempotency-key",
              "The Idempotency-Key must be 1 to " + LONGEST_KEY + " printable characters."));
    }
    return key;
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
