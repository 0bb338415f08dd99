package org.avatarengine.animation.compositor;

import static org.avatarengine.contract.frame.Channel.EYE_LOOK_DOWN_LEFT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_DOWN_RIGHT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_IN_LEFT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_IN_RIGHT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_OUT_LEFT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_OUT_RIGHT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_UP_LEFT;
import static org.avatarengine.contract.frame.Channel.EYE_LOOK_UP_RIGHT;
import static org.avatarengine.contract.frame.Channel.HEAD_PITCH;
import static org.avatarengine.contract.frame.Channel.HEAD_YAW;
import static org.avatarengine.contract.frame.Channel.LEFT_EYE_PITCH;
import static org.avatarengine.contract.frame.Channel.LEFT_EYE_YAW;
import static org.avatarengine.contract.frame.Channel.RIGHT_EYE_PITCH;
import static org.avatarengine.contract.frame.Channel.RIGHT_EYE_YAW;

import java.nio.ByteBuffer;

/**
 * Where the eyes look: at the target that was set, else ahead, with small saccades about it while
 * no live source moves them. Shapes and rotations of both eyes tell the same direction. On the wire
 * a positive yaw turns to the subject's right and a positive pitch down, as Live Link Face sends
 * it.
 */
final class GazeStage implements Stage {

  /** As far as eyes turn, in radians. */
  static final float MOST = 0.6f;

  /** Shape for a radian, fitted to a capture of ARKit with 4,030 frames. */
  static final float SIDE = 1.6f;

  static final float DOWN = 1.64f;
  static final float UP = 2.4f;

  /** Saccade: 21 ms and 2.2 ms for each degree (Carpenter 1988), in µs and radians. */
  private static final long SACCADE_US = 21_000;

  private static final float SACCADE_US_A_RADIAN = 2_200 * 57.29578f;

  /** A target is obeyed and let go within so many seconds. */
  private static final float TURN = 0.15f;

  /** The head follows with this time constant in seconds. */
  private static final float HEAD_TAU = 0.25f;

  /** Share of the fixations that go back to the target itself. */
  private static final float BACK = 0.3f;

  private final CompositorSettings.Gaze settings;
  private final Prng random;
  private float aimYaw;
  private float aimPitch;
  private long aimUntilUs = -1;
  private float aimed;
  private float fromYaw;
  private float fromPitch;
  private float toYaw;
  private float toPitch;
  private float yaw;
  private float pitch;
  private long saccadeUs;
  private long lengthUs;
  private long nextUs = -1;
  private float headYaw;
  private float headPitch;
  private long saccades;

  GazeStage(CompositorSettings.Gaze settings, long seed) {
    this.settings = settings;
    this.random = new Prng(seed, 2);
  }

  /** Yaw to the subject's left, pitch up; until is Long.MAX_VALUE for ever and −1 for no target. */
  void aim(float toLeft, float up, long untilUs, long nowUs) {
    aimUntilUs = untilUs;
    aimYaw = untilUs < 0 ? 0 : toLeft;
    aimPitch = untilUs < 0 ? 0 : up;
    jump(nowUs, aimYaw, aimPitch);
  }

  private void jump(long now, float newYaw, float newPitch) {
    fromYaw = yaw;
    fromPitch = pitch;
    toYaw = newYaw;
    toPitch = newPitch;
    saccadeUs = now;
    float way = Math.max(Math.abs(newYaw - yaw), Math.abs(newPitch - pitch));
    lengthUs = SACCADE_US + (long) (SACCADE_US_A_RADIAN * Math.min(way, 1));
    nextUs = now + random.micros(settings.fixationMinMs(), settings.fixationMaxMs());
    saccades++;
  }

  @Override
  public String name() {
    return "gaze";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    long now = moment.nowUs;
    if (aimUntilUs >= 0 && now >= aimUntilUs) {
      aim(0, 0, -1, now);
    }
    aimed = Curves.towards(aimed, aimUntilUs >= 0 ? 1 : 0, moment.seconds / TURN);
    if (nextUs < 0) {
      nextUs = now + random.micros(settings.fixationMinMs(), settings.fixationMaxMs());
    }
    if (settings.enabled() && now >= nextUs) {
      boolean back = random.unit() < BACK;
      float stray = back ? 0 : settings.stray();
      jump(now, aimYaw + stray * random.signed(), aimPitch + 0.6f * stray * random.signed());
    }
    float way = Curves.smooth(Curves.passed(now - saccadeUs, lengthUs));
    yaw = Curves.mix(fromYaw, toYaw, way);
    pitch = Curves.mix(fromPitch, toPitch, way);
    turnHead(face, moment);
    float share = settings.enabled() ? moment.free(ChannelGroup.GAZE) : 0;
    share = Math.max(share, aimed);
    if (share > 0) {
      look(face, bounded(headYaw - yaw), bounded(headPitch - pitch), share);
    }
  }

  private void turnHead(float[] face, Moment moment) {
    float share = settings.headShare() * aimed * moment.free(ChannelGroup.HEAD);
    float lag = Curves.lag(moment.seconds, HEAD_TAU);
    headYaw += (aimYaw * share - headYaw) * lag;
    headPitch += (aimPitch * share - headPitch) * lag;
    face[HEAD_YAW.ordinal()] -= headYaw;
    face[HEAD_PITCH.ordinal()] -= headPitch;
  }

  private static float bounded(float angle) {
    return Math.max(-MOST, Math.min(MOST, angle));
  }

  /** Angles as on the wire: yaw to the subject's right, pitch down. */
  private static void look(float[] face, float right, float down, float share) {
    set(face, LEFT_EYE_YAW.ordinal(), right, share);
    set(face, RIGHT_EYE_YAW.ordinal(), right, share);
    set(face, LEFT_EYE_PITCH.ordinal(), down, share);
    set(face, RIGHT_EYE_PITCH.ordinal(), down, share);
    float toRight = shape(right, SIDE);
    float toLeft = shape(-right, SIDE);
    set(face, EYE_LOOK_IN_LEFT.ordinal(), toRight, share);
    set(face, EYE_LOOK_OUT_RIGHT.ordinal(), toRight, share);
    set(face, EYE_LOOK_OUT_LEFT.ordinal(), toLeft, share);
    set(face, EYE_LOOK_IN_RIGHT.ordinal(), toLeft, share);
    float lookDown = shape(down, DOWN);
    float lookUp = shape(-down, UP);
    set(face, EYE_LOOK_DOWN_LEFT.ordinal(), lookDown, share);
    set(face, EYE_LOOK_DOWN_RIGHT.ordinal(), lookDown, share);
    set(face, EYE_LOOK_UP_LEFT.ordinal(), lookUp, share);
    set(face, EYE_LOOK_UP_RIGHT.ordinal(), lookUp, share);
  }

  private static float shape(float angle, float scale) {
    return angle > 0 ? Math.min(1, angle * scale) : 0;
  }

  private static void set(float[] face, int channel, float value, float share) {
    face[channel] = Curves.mix(face[channel], value, share);
  }

  @Override
  public long events() {
    return saccades;
  }

  @Override
  public void save(ByteBuffer out) {
    random.save(out);
    out.putFloat(aimYaw).putFloat(aimPitch).putLong(aimUntilUs).putFloat(aimed);
    out.putFloat(fromYaw).putFloat(fromPitch).putFloat(toYaw).putFloat(toPitch);
    out.putFloat(yaw).putFloat(pitch).putLong(saccadeUs).putLong(lengthUs).putLong(nextUs);
    out.putFloat(headYaw).putFloat(headPitch).putLong(saccades);
  }

  @Override
  public void restore(ByteBuffer in) {
    random.restore(in);
    aimYaw = in.getFloat();
    aimPitch = in.getFloat();
    aimUntilUs = in.getLong();
    aimed = in.getFloat();
    fromYaw = in.getFloat();
    fromPitch = in.getFloat();
    toYaw = in.getFloat();
    toPitch = in.getFloat();
    yaw = in.getFloat();
    pitch = in.getFloat();
    saccadeUs = in.getLong();
    lengthUs = in.getLong();
    nextUs = in.getLong();
    headYaw = in.getFloat();
    headPitch = in.getFloat();
    saccades = in.getLong();
  }
}
