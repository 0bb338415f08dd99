package org.avatarengine.registration.version;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.OptionFields;
import org.avatarengine.registration.avatar.Processing;

/**
 * The body of a regeneration.
 *
 * @param preset or null for the one that the avatar has
 * @param options what differs from the preset
 */
record RegenerationRequest(Preset preset, FaceOptions options) {

  private static final String PRESET = "preset";

  /**
   * Reads the body.
   *
   * @param json or null where there was none
   * @throws ProblemException 400 when it does not fit
   */
  static RegenerationRequest of(JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return new RegenerationRequest(null, FaceOptions.none());
    }
    List<Reason> wrong = new ArrayList<>();
    if (!json.isObject()) {
      wrong.add(new Reason("invalid-body", "Send a JSON object, or nothing."));
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = field.getKey();
      if (!name.equals(PRESET) && !OptionFields.NAMES.contains(name)) {
        wrong.add(
            new Reason(
                "unknown-field",
                "There is no such field; these are known: preset, "
                    + String.join(", ", OptionFields.NAMES)
                    + "."));
      } else if (!field.getValue().isTextual() && !field.getValue().isIntegralNumber()) {
        wrong.add(new Reason("invalid-" + name, "The field \"" + name + "\" is of another type."));
      }
    }
    Preset preset = preset(json.path(PRESET).asText(null), wrong);
    FaceOptions options =
        OptionFields.read(name -> json.hasNonNull(name) ? json.get(name).asText() : null, wrong);
    if (!wrong.isEmpty()) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, wrong.toArray(Reason[]::new));
    }
    return new RegenerationRequest(preset, options);
  }

  /** How this avatar's face is to be made. */
  Processing processing(Avatar avatar) {
    return Processing.fresh(preset == null ? avatar.preset() : preset, options);
  }

  private static Preset preset(String text, List<Reason> wrong) {
    if (text == null) {
      return null;
    }
    for (Preset preset : Preset.values()) {
      if (preset.name().toLowerCase(Locale.ROOT).equals(text)) {
        return preset;
      }
    }
    wrong.add(new Reason("unknown-preset", "The preset must be \"quality\" or \"fast\"."));
    return null;
  }
}
