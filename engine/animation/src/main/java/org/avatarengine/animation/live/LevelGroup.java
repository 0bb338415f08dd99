package org.avatarengine.animation.live;

import java.util.Arrays;
import org.avatarengine.animation.stream.AckWindow;
import org.avatarengine.animation.stream.FrameStream;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameProfile;

/** The viewers of one level: those of the codec side by side with their windows, and the others. */
final class LevelGroup {

  final DetailLevel level;
  SessionViewer[] binary = new SessionViewer[4];
  AckWindow[] windows = new AckWindow[4];
  int binaryCount;
  SessionViewer[] others = new SessionViewer[2];
  int otherCount;
  int textCount;
  private final FrameProfile profile;
  private FrameStream stream;

  LevelGroup(FrameProfile profile, DetailLevel level) {
    this.profile = profile;
    this.level = level;
  }

  int size() {
    return binaryCount + otherCount;
  }

  /** The stream, made when somebody first needs it. */
  FrameStream stream() {
    if (stream == null) {
      stream = new FrameStream(profile, level);
    }
    return stream;
  }

  /** How many encodings its stream made. */
  long encodings() {
    return stream == null ? 0 : stream.encodings();
  }

  void add(SessionViewer viewer) {
    if (viewer.isBinary()) {
      if (binaryCount == binary.length) {
        binary = Arrays.copyOf(binary, binaryCount * 2);
        windows = Arrays.copyOf(windows, binaryCount * 2);
      }
      viewer.place = binaryCount;
      binary[binaryCount] = viewer;
      windows[binaryCount++] = viewer.window;
    } else {
      if (otherCount == others.length) {
        others = Arrays.copyOf(others, otherCount * 2);
      }
      viewer.place = otherCount;
      others[otherCount++] = viewer;
      textCount += viewer.isText() ? 1 : 0;
    }
  }

  /** The last one takes the place of the one that goes. */
  void remove(SessionViewer viewer) {
    int place = viewer.place;
    if (viewer.isBinary()) {
      binaryCount--;
      binary[place] = binary[binaryCount];
      binary[place].place = place;
      windows[place] = windows[binaryCount];
      binary[binaryCount] = null;
      windows[binaryCount] = null;
    } else {
      otherCount--;
      others[place] = others[otherCount];
      others[place].place = place;
      others[otherCount] = null;
      textCount -= viewer.isText() ? 1 : 0;
    }
    viewer.place = -1;
  }
}
