package org.avatarengine.animation.live;

import java.security.SecureRandom;
import java.util.Base64;
import org.avatarengine.animation.live.SessionSnapshot.KnownViewer;
import org.avatarengine.contract.frame.DetailLevel;

/** Makes viewers of those who come: who they are and the level they begin with. */
final class Admission {

  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private long viewerNumber;

  /**
   * A viewer, not yet among the others.
   *
   * @param known who it was before, or null
   */
  SessionViewer admit(
      ViewerRequest request,
      KnownViewer known,
      ViewerPort port,
      SessionViewer.Desk desk,
      long nowUs) {
    boolean asked = request.level() != null;
    viewerNumber++;
    if (known == null) {
      return new SessionViewer(
          viewerNumber,
          freshId(),
          request,
          asked ? request.level() : DetailLevel.FULL,
          !asked && request.format() != WireFormat.LIVE_LINK && request.format() != WireFormat.VMC,
          port,
          desk,
          nowUs);
    }
    return new SessionViewer(
        viewerNumber,
        known.viewerId(),
        request,
        asked ? request.level() : known.level(),
        !asked && known.automatic(),
        port,
        desk,
        nowUs);
  }

  private static String freshId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
