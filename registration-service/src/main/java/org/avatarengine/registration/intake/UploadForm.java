package org.avatarengine.registration.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.avatarengine.contract.job.Preset;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.blob.Sha256;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Profile;

/**
 * A form that was received and found in order.
 *
 * @param fingerprint SHA-256 over the file's hash and the fields: the same form has the same
 */
record UploadForm(
    Profile profile, Preset preset, boolean consent, ReceivedFile file, String fingerprint) {

  static final List<String> FIELDS = List.of("name", "description", "tags", "preset", "consent");

  /**
   * The file of the form.
   *
   * @param path where it lies until it is stored
   * @param sha256 64 hex digits
   * @param size bytes
   */
  record ReceivedFile(Path path, String sha256, long size, FileKind kind) {}

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
          new Reason("missing-field", "The part \"file\" is missing: attach a photo as \"file\"."));
    }
    String name = Profile.tidy(fields.get("name"));
    String description = Profile.tidy(fields.get("description"));
    List<String> tags = Profile.tags(fields.get("tags"));
    for (Reason complaint : Profile.complaints(name, description, tags)) {
      ("missing-field".equals(complaint.code()) ? missing : wrong).add(complaint);
    }
    Preset preset = preset(Profile.tidy(fields.get("preset")), wrong);
    boolean consent = consent(Profile.tidy(fields.get("consent")), wrong);
    if (!missing.isEmpty()) {
      missing.addAll(wrong);
      throw ProblemException.of(ProblemType.MISSING_FIELD, missing.toArray(Reason[]::new));
    }
    if (!wrong.isEmpty()) {
      throw ProblemException.of(ProblemType.INVALID_REQUEST, wrong.toArray(Reason[]::new));
    }
    Profile profile = new Profile(name, description, tags);
    return new UploadForm(
        profile, preset, consent, file, fingerprint(profile, preset, consent, file.sha256()));
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

  /** Every part is preceded by its length, so that no two forms read the same. */
  private static String fingerprint(
      Profile profile, Preset preset, boolean consent, String fileSha256) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("file", fileSha256);
    parts.put("name", profile.name());
    parts.put("description", profile.description() == null ? "" : profile.description());
    parts.put("preset", preset.name());
    parts.put("consent", Boolean.toString(consent));
    for (int i = 0; i < profile.tags().size(); i++) {
      parts.put("tag" + i, profile.tags().get(i));
    }
    StringBuilder text = new StringBuilder();
    parts.forEach(
        (key, value) ->
            text.append(key).append('=').append(value.length()).append(':').append(value));
    return Sha256.hex(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
