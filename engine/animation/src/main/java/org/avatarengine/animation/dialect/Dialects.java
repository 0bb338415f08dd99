package org.avatarengine.animation.dialect;

/** Readers and writers by dialect. */
public final class Dialects {

  private Dialects() {}

  /**
   * A fresh reader that takes rotations as the dialect's own units say: radians for Live Link, its
   * recordings and Azure, degrees for iFacialMocap and VTube Studio, bones and matrices for VMC and
   * MediaPipe.
   *
   * @throws IllegalArgumentException for AVATAR, whose frames the session itself decodes
   */
  public static DialectReader reader(Dialect dialect) {
    return reader(dialect, 1);
  }

  /**
   * A fresh reader.
   *
   * @param rotationScale what head and eye rotations are multiplied with once they are radians,
   *     over 0 and at most 1,000; 0.698 suits a Live Link source that means 40° by 1
   * @throws IllegalArgumentException for AVATAR, whose frames the session itself decodes
   */
  public static DialectReader reader(Dialect dialect, float rotationScale) {
    return switch (dialect) {
      case LIVE_LINK -> new LiveLinkReader(rotationScale);
      case IFACIALMOCAP -> new IFacialMocapReader(rotationScale);
      case VMC -> new VmcReader(rotationScale);
      case VTUBE_STUDIO -> new VTubeStudioReader(rotationScale);
      case MEDIAPIPE -> new MediaPipeReader(rotationScale);
      case AZURE -> new AzureReader(rotationScale);
      case LIVE_LINK_CSV -> new LiveLinkCsvReader(rotationScale, LiveLinkCsv.FRAMES_PER_SECOND);
      case AVATAR -> throw new IllegalArgumentException("our own frames have no dialect reader");
    };
  }

  /**
   * A writer of Live Link Face packets, version 6. Its device id is made from the subject.
   *
   * @param subject the name that Unreal shows, 1..64 characters
   * @param fps the frame rate that the packets claim, from 1
   */
  public static DialectWriter liveLink(String subject, int fps) {
    return LiveLinkWriter.of(subject, fps);
  }

  /**
   * A writer of VMC bundles (OSC): Blend/Val with the 52 ARKit names, Apply, head and eye bones.
   */
  public static DialectWriter vmc() {
    return new VmcWriter();
  }
}
