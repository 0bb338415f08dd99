package org.avatarengine.registration.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.FaceOptions;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Consent;
import org.avatarengine.registration.avatar.OptionFields;
import org.avatarengine.registration.avatar.Profile;

/**
 * A form that was received and found in order.
 *
 * @param options what differs from the preset
 * @param policyVersion what the consent is to, or null where the form does not say
 * @param userId for whom an administrator uploads, as sent, or null; for others it means nothing
 * @param fingerprint SHA-256 over the file's hash and the fields: the same form has the same
 */
record UploadForm(
    Profile profile,
    Preset preset,
    FaceOptions options,
    boolean consent,
    String policyVersion,
    String userId,
    ReceivedFile file,
    String fingerprint) {

  static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "tags",
          "preset",
          "consent",
          "consentPolicyVersion",
          "maxFrames",
          "detectionSize",
          "qualityChecks",
          "compressionLevel");

  /**
   * Checks the fields.
   *
   * @param fields by name, as sent
   * @param file or null where there was none
   * @throws ProblemException 400, naming all that a person has to change
   */
  static UploadForm of(Map<String, String> fields, ReceivedFile file) {
    List<Reason> missing = new ArrayList<>();
    List<Reason> wrong = new ArrayList<>();
    if (file == null) {
      missing.add(
          new Reason(
              "missing-field",
              "The part \"file\" is missing: attach a photo or a video as \"file\"."));
    }
    String name = Profile.tidy(fields.get("name"));
    String description = Profile.tidy(fields.get("description"));
    List<String> tags = Profile.tags(fields.get("tags"));
    for (Reason complaint : Profile.complaints(name, description, tags)) {
      ("missing-field".equals(complaint.code()) ? missing : wrong).add(complaint);
    }
    Preset preset = preset(Profile.tidy(fields.get("preset")), wrong);
    boolean consent = consent(Profile.tidy(fields.get("consent")), wrong);
    String policyVersion = policyVersion(Profile.tidy(fields.get("consentPolicyVersion")), wrong);
    FaceOptions options = OptionFields.read(fields::get, wrong);
    if (!missing.isEmpty()) {
      missing.addAll(wrong);
      throw ProblemException.of(ProblemType.MISSING_FIELD, missing.toArray(Reason[]::new));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, wrong.toArray(Reason[]::new));
    }
    Map<String, String> parts = new TreeMap<>();
    parts.put("file", file.sha256());
    parts.put("name", name);
    parts.put("description", description == null ? "" : description);
    parts.put("preset", preset.name());
    parts.put("consent", consent + " " + policyVersion);
    parts.put("options", options.toString());
    for (int i = 0; i < tags.size(); i++) {
      parts.put("tag" + i, tags.get(i));
    }
    return new UploadForm(
        new Profile(name, description, tags),
        preset,
        options,
        consent,
        policyVersion,
        Profile.tidy(fields.get(UploadDialect.USER_ID)),
        file,
        fingerprint(parts));
  }

  /**
   * The form as a wish of its owner.
   *
   * @param usualPolicy the policy's version where the form names none
   */
  NewAvatar toNewAvatar(UserId owner, String usualPolicy, Instant arrived, boolean dryRun) {
    String policy = policyVersion == null ? usualPolicy : policyVersion;
    Consent given = consent ? Consent.given(policy, arrived) : null;
    return new NewAvatar(owner, profile, preset, options, given, file, null, arrived, dryRun);
  }

  private static Preset preset(String text, List<Reason> wrong) {
    if (text == null) {
      return Preset.QUALITY;
    }
    for (Preset preset : Preset.values()) {
      if (preset.name().toLowerCase(Locale.ROOT).equals(text)) {
        return preset;
      }
    }
    wrong.add(new Reason("unknown-preset", "The preset must be \"quality\" or \"fast\"."));
    return Preset.QUALITY;
  }

  private static boolean consent(String text, List<Reason> wrong) {
    if (text != null && !"true".equals(text) && !"false".equals(text)) {
      wrong.add(new Reason("invalid-consent", "The consent must be \"true\" or \"false\"."));
    }
    return "true".equals(text);
  }

  private static String policyVersion(String text, List<Reason> wrong) {
    if (text != null && !Consent.isVersion(text)) {
      wrong.add(
          new Reason(
              "invalid-consentPolicyVersion",
              "The policy's version must be 1 to 50 printable characters."));
      return null;
    }
    return text;
  }

  /** Every part is preceded by its length, so that no two forms read the same. */
  private static String fingerprint(Map<String, String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(
        (key, value) ->
            text.append(key).append('=').append(value.length()).append(':').append(value));
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
