package org.avatarengine.registration.avatar;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.avatarengine.contract.job.CompressionLevel;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.QualityChecks;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;

/** The fields that set a preset aside, of a form or of a JSON body. */
public final class OptionFields {

  public static final List<String> NAMES =
      List.of("maxFrames", "detectionSize", "qualityChecks", "compressionLevel");

  private OptionFields() {}

  /**
   * Reads the fields.
   *
   * @param fields by name; null where one is absent
   * @param wrong what a person has to change is added here
   */
  public static FaceOptions read(UnaryOperator<String> fields, List<Reason> wrong) {
    return new FaceOptions(
        number("maxFrames", fields, 1, FaceOptions.MOST_FRAMES, wrong),
        number(
            "detectionSize",
            fields,
            FaceOptions.LEAST_DETECTION_SIZE,
            FaceOptions.MOST_DETECTION_SIZE,
            wrong),
        word("qualityChecks", fields, QualityChecks.values(), wrong),
        word("compressionLevel", fields, CompressionLevel.values(), wrong));
  }

  /**
   * Requires the role for what the preset does not say.
   *
   * @throws ProblemException 403 for everyone but administrators and services
   */
  public static void requireMaySet(Caller caller, FaceOptions options) {
    if (!options.equals(FaceOptions.none()) && !caller.isAdmin() && !caller.isSystem()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason(
              "admins-only",
              "Only an administrator may set "
                  + String.join(", ", NAMES)
                  + "; choose a preset instead."));
    }
  }

  private static Integer number(
      String name, UnaryOperator<String> fields, int least, int most, List<Reason> wrong) {
    String text = Profile.tidy(fields.apply(name));
    if (text == null) {
      return null;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    wrong.add(
        new Reason(
            "invalid-" + name,
            "The field \""
                + name
                + "\" must be a whole number from "
                + least
                + " to "
                + most
                + "."));
    return null;
  }

  private static <E extends Enum<E>> E word(
      String name, UnaryOperator<String> fields, E[] values, List<Reason> wrong) {
    String text = Profile.tidy(fields.apply(name));
    if (text == null) {
      return null;
    }
    for (E value : values) {
      if (wire(value).equals(text)) {
        return value;
      }
    }
    wrong.add(
        new Reason(
            "invalid-" + name,
            "The field \""
                + name
                + "\" must be "
                + Stream.of(values)
                    .map(value -> "\"" + wire(value) + "\"")
                    .collect(Collectors.joining(" or "))
                + "."));
    return null;
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
