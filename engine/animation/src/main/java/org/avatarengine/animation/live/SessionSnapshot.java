package org.avatarengine.animation.live;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;

/**
 * A session at a moment, to be taken over by another instance. Written to JSON by Jackson, at most
 * {@link #MAX_BYTES} long. Emotion, gaze and calibrations are in the compositor's state.
 *
 * @param version {@link #VERSION}
 * @param nextSequence number of the frame that comes next, 0..2³²−1
 * @param mediaTimeUs microseconds since the session began; the next instance goes on from here
 * @param state of the compositor, at most {@link #MAX_STATE} bytes
 * @param viewers who may come back, at most {@link #MAX_VIEWERS}, the latest ones
 * @param sources that were open, at most 8; packet sources have to pair again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionSnapshot(
    int version,
    SessionId id,
    String rig,
    int fps,
    FrameProfile profile,
    CompositorSettings compositor,
    long seed,
    int maxViewers,
    long nextSequence,
    long mediaTimeUs,
    byte[] state,
    List<KnownViewer> viewers,
    List<OpenSource> sources) {

  /** The one that is written and read here. */
  public static final int VERSION = 1;

  /** The most bytes of its JSON. */
  public static final int MAX_BYTES = 64 << 10;

  /** The most bytes of the compositor's state. */
  public static final int MAX_STATE = 32 << 10;

  /** The most viewers. */
  public static final int MAX_VIEWERS = 96;

  public SessionSnapshot {
    if (version != VERSION) {
      throw new IllegalArgumentException("snapshot of version " + version + ", not " + VERSION);
    }
    if (nextSequence < 0 || nextSequence > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("nextSequence is 0..2^32-1: " + nextSequence);
    }
    if (mediaTimeUs < 0) {
      throw new IllegalArgumentException("mediaTimeUs is 0 or more: " + mediaTimeUs);
    }
    if (state.length > MAX_STATE) {
      throw new IllegalArgumentException("state has at most " + MAX_STATE + " bytes");
    }
    state = state.clone();
    viewers = List.copyOf(viewers);
    sources = List.copyOf(sources);
    if (viewers.size() > MAX_VIEWERS) {
      throw new IllegalArgumentException("at most " + MAX_VIEWERS + " viewers");
    }
    if (sources.size() > 8) {
      throw new IllegalArgumentException("at most 8 sources");
    }
    new LiveSettings(id, rig, fps, profile, compositor, seed, maxViewers);
  }

  @Override
  public byte[] state() {
    return state.clone();
  }

  /** The settings of the session. */
  public LiveSettings settings() {
    return new LiveSettings(id, rig, fps, profile, compositor, seed, maxViewers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionSnapshot that
        && version == that.version
        && id.equals(that.id)
        && rig.equals(that.rig)
        && fps == that.fps
        && profile == that.profile
        && compositor.equals(that.compositor)
        && seed == that.seed
        && maxViewers == that.maxViewers
        && nextSequence == that.nextSequence
        && mediaTimeUs == that.mediaTimeUs
        && Arrays.equals(state, that.state)
        && viewers.equals(that.viewers)
        && sources.equals(that.sources);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, nextSequence, mediaTimeUs, Arrays.hashCode(state));
  }

  /**
   * A viewer that may come back.
   *
   * @param level it had
   * @param automatic whether the level followed its reports
   * @param validUntilUs media time until when it is known
   */
  public record KnownViewer(
      String viewerId,
      SessionRole role,
      WireFormat format,
      DetailLevel level,
      boolean automatic,
      long validUntilUs) {

    public KnownViewer {
      if (viewerId.isEmpty() || viewerId.length() > 64) {
        throw new IllegalArgumentException("viewerId is 1..64 characters");
      }
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(format, "format");
      Objects.requireNonNull(level, "level");
    }
  }

  /**
   * A source that was open; its settings and calibration are in the compositor's state.
   *
   * @param number in the session
   * @param name of its settings
   * @param performer the viewer that it came from; null for a source of packets
   * @param subject the last one seen, or null
   */
  public record OpenSource(
      int number, Dialect dialect, String name, String performer, String subject) {

    public OpenSource {
      Objects.requireNonNull(dialect, "dialect");
      Objects.requireNonNull(name, "name");
    }
  }
}
