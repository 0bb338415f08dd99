package org.avatarengine.registration.avatar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.avatarengine.contract.id.UserId;

/**
 * An avatar as the API shows it: its registration and what is known around it.
 *
 * @param fileFormat {@code jpeg}, {@code png} or {@code gif}
 * @param fileSize bytes of the original
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record AvatarView(
    @JsonUnwrapped RegistrationView registration,
    String name,
    String description,
    List<String> tags,
    UserId ownerId,
    Instant createdAt,
    Instant updatedAt,
    @JsonProperty("isActive") boolean isActive,
    String fileFormat,
    long fileSize) {

  public AvatarView {
    tags = List.copyOf(tags);
  }

  public static AvatarView of(Avatar avatar) {
    return new AvatarView(
        RegistrationView.of(avatar),
        avatar.profile().name(),
        avatar.profile().description(),
        avatar.profile().tags(),
        avatar.ownerId(),
        avatar.createdAt(),
        avatar.updatedAt(),
        avatar.active(),
        avatar.original().format(),
        avatar.original().size());
  }
}
