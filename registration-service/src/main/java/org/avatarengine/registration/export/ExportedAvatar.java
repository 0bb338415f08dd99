package org.avatarengine.registration.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarVersion;
import org.avatarengine.registration.avatar.AvatarView;
import org.avatarengine.registration.version.VersionsView;

/**
 * An avatar in an export: all that the API shows of it, its versions, and what it does not show.
 *
 * @param filePath key of the original in the blob store
 * @param cachePath of the face
 * @param requestId the outside producer's id; absent without one
 * @param perceptualHash of the picture, 16 hex digits; absent until the face is registered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record ExportedAvatar(
    @JsonUnwrapped AvatarView avatar,
    List<VersionsView.VersionView> versions,
    String filePath,
    String cachePath,
    String requestId,
    String perceptualHash) {

  public ExportedAvatar {
    versions = List.copyOf(versions);
  }

  static ExportedAvatar of(Avatar avatar, List<AvatarVersion> versions) {
    return new ExportedAvatar(
        AvatarView.of(avatar),
        VersionsView.of(versions).versions(),
        avatar.original().key().path(),
        "faces/" + avatar.id(),
        avatar.requestId(),
        avatar.isRegistered() ? avatar.report().perceptualHash() : null);
  }
}
