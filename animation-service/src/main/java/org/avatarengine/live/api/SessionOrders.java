package org.avatarengine.live.api;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.avatarengine.animation.preset.AnimationPreset;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.live.session.PresetShelf;
import org.avatarengine.live.session.RigShelf;
import org.avatarengine.live.session.SessionOrder;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;

/** Checks what a session is asked to be. */
@Singleton
class SessionOrders {

  private static final int MAX_FPS = 60;
  private static final Pattern SUBJECT = Pattern.compile("[\\p{L}\\p{N} ._-]{1,64}");

  private final RigShelf rigs;
  private final PresetShelf presets;
  private final SecureRandom random = new SecureRandom();

  SessionOrders(RigShelf rigs, PresetShelf presets) {
    this.rigs = rigs;
    this.presets = presets;
  }

  /**
   * Checks a request.
   *
   * <p>Nobody is asked whose the avatar is: this service calls no other. The session belongs to its
   * creator whatever it animates, and a token that is good for certain avatars only makes sessions
   * for those.
   *
   * @throws ProblemException 400 for what is unknown or out of range, 404 for an avatar out of the
   *     token's scope, 403 for none at all with such a token
   */
  SessionOrder check(Caller caller, SessionRequest request) {
    int fps = request.fps() == null ? MAX_FPS : request.fps();
    if (fps < 1 || fps > MAX_FPS) {
      throw invalid("fps-invalid", "fps is 1 to 60.");
    }
    String rig = request.rig() == null ? RigShelf.ARKIT : request.rig();
    if (rigs.named(rig).isEmpty()) {
      throw invalid("rig-unknown", "There is no rig \"" + rig + "\"; GET /api/v1/rigs names them.");
    }
    String name = request.preset() == null ? AnimationPresets.DEFAULT : request.preset();
    AnimationPreset preset =
        presets
            .named(name)
            .orElseThrow(
                () ->
                    invalid(
                        "preset-unknown",
                        "There is no preset \"" + name + "\"; GET /api/v1/presets names them."));
    String subject = request.liveLinkSubject();
    if (subject != null && !SUBJECT.matcher(subject.strip()).matches()) {
      throw invalid(
          "subject-invalid",
          "liveLinkSubject has 1 to 64 letters, digits, spaces, dots, hyphens or underscores.");
    }
    return new SessionOrder(
        avatar(caller, request.avatarId()),
        rig,
        fps,
        profile(request.profile()),
        preset,
        subject,
        request.seed() == null ? random.nextLong() : request.seed());
  }

  private static AvatarId avatar(Caller caller, String text) {
    if (text == null) {
      if (!caller.avatarScope().isEmpty()) {
        throw ProblemException.of(
            ProblemType.FORBIDDEN,
            new Reason(
                "token-scoped", "This token is good for certain avatars: name one of them."));
      }
      return null;
    }
    try {
      AvatarId avatarId = AvatarId.of(text);
      if (caller.avatarScope().isEmpty() || caller.avatarScope().contains(avatarId)) {
        return avatarId;
      }
    } catch (IllegalArgumentException bad) {
      throw invalid("avatar-invalid", "avatarId is the id of an avatar.");
    }
    throw ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + text + ".");
  }

  private static FrameProfile profile(String name) {
    if (name == null) {
      return FrameProfile.EIGHT_BIT;
    }
    for (FrameProfile profile : FrameProfile.values()) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    throw invalid("profile-unknown", "profile is EIGHT_BIT or SEVEN_BIT.");
  }

  private static ProblemException invalid(String code, String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason(code, message));
  }
}
