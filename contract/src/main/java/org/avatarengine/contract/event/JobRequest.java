package org.avatarengine.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.Preset;

/**
 * An outside producer's wish on {@code avatar.job-requests}: what an upload says, with the original
 * by reference. {@code avatar.job-events} echoes the requestId.
 *
 * @param requestId chosen by the producer, 1 to 128 of {@code A-Z a-z 0-9 . _ : -}; the same id of
 *     the same owner is the same request
 * @param ownerId who will own the avatar
 * @param preset null for quality
 * @param consent null where none was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequest(
    String requestId,
    UserId ownerId,
    JobKind kind,
    Source original,
    String name,
    String description,
    List<String> tags,
    Preset preset,
    Consent consent)
    implements Payload {

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  public JobRequest {
    Objects.requireNonNull(requestId, "requestId");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(original, "original");
    Objects.requireNonNull(name, "name");
    if (!REQUEST_ID.matcher(requestId).matches()) {
      throw new IllegalArgumentException(
          "requestId must be 1 to 128 letters, digits, dots, underscores, colons or hyphens");
    }
    tags = tags == null ? List.of() : List.copyOf(tags);
    preset = preset == null ? Preset.QUALITY : preset;
  }

  /**
   * Where the original lies: exactly one of the two.
   *
   * @param inboxKey {@code inbox/{producer}/{name}} in the blob store
   * @param url fetched by registration, if its host is on the allow-list
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(String inboxKey, URI url) {
    public Source {
      if ((inboxKey == null) == (url == null)) {
        throw new IllegalArgumentException("original takes either inboxKey or url");
      }
    }
  }

  /**
   * The consent of the person in the picture.
   *
   * @param policyVersion which text was agreed to
   * @param time when
   */
  public record Consent(String policyVersion, Instant time) {
    public Consent {
      Objects.requireNonNull(policyVersion, "policyVersion");
      Objects.requireNonNull(time, "time");
    }
  }
}
