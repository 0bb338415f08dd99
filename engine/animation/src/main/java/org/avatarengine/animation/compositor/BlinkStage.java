package org.avatarengine.animation.compositor;

import java.nio.ByteBuffer;
import org.avatarengine.contract.frame.Channel;

/**
 * Blinks where no live source moves the lids. A blink that is tracked all the same counts as one:
 * the next is a whole gap away.
 */
final class BlinkStage implements Stage {

  private static final int LEFT = Channel.EYE_BLINK_LEFT.ordinal();
  private static final int RIGHT = Channel.EYE_BLINK_RIGHT.ordinal();

  /** Lids that are closed so far already blink. */
  private static final float TRACKED = 0.45f;

  /** Between the two of a double blink, in ms. */
  private static final int AGAIN_MIN_MS = 60;

  private static final int AGAIN_MAX_MS = 140;

  private final CompositorSettings.Blink settings;
  private final Prng random;
  private long nextUs = -1;
  private long startUs;
  private long holdUs;
  private boolean blinking;
  private boolean again;
  private long blinks;

  BlinkStage(CompositorSettings.Blink settings, long seed) {
    this.settings = settings;
    this.random = new Prng(seed, 1);
  }

  @Override
  public String name() {
    return "blink";
  }

  @Override
  public void apply(float[] face, Moment moment) {
    long now = moment.nowUs;
    float free = moment.free(ChannelGroup.LIDS);
    if (nextUs < 0) {
      nextUs = now + gap();
    }
    if (!blinking && Math.max(face[LEFT], face[RIGHT]) > TRACKED) {
      nextUs = now + gap();
    }
    if (!blinking && now >= nextUs) {
      if (free > 0.5f) {
        begin(now);
      } else {
        nextUs = now + gap();
      }
    }
    if (!blinking) {
      return;
    }
    float closed = closed(now) * free;
    face[LEFT] = Math.max(face[LEFT], closed);
    face[RIGHT] = Math.max(face[RIGHT], closed);
  }

  private long gap() {
    return random.micros(settings.gapMinMs(), settings.gapMaxMs());
  }

  private void begin(long now) {
    blinking = true;
    startUs = now;
    holdUs = random.micros(settings.holdMinMs(), settings.holdMaxMs());
    boolean second = again;
    again = !second && random.unit() < settings.doubleShare();
    blinks++;
  }

  private float closed(long now) {
    long closeUs = settings.closeMs() * 1_000L;
    long openUs = settings.openMs() * 1_000L;
    long since = now - startUs;
    if (since < closeUs) {
      return Curves.smooth(Curves.passed(since, closeUs));
    }
    long opening = since - closeUs - holdUs;
    if (opening < openUs) {
      return 1 - Curves.smooth(Curves.passed(opening, openUs));
    }
    blinking = false;
    nextUs = now + (again ? random.micros(AGAIN_MIN_MS, AGAIN_MAX_MS) : gap());
    return 0;
  }

  @Override
  public long events() {
    return blinks;
  }

  @Override
  public void save(ByteBuffer out) {
    random.save(out);
    out.putLong(nextUs).putLong(startUs).putLong(holdUs);
    out.put((byte) (blinking ? 1 : 0)).put((byte) (again ? 1 : 0)).putLong(blinks);
  }

  @Override
  public void restore(ByteBuffer in) {
    random.restore(in);
    nextUs = in.getLong();
    startUs = in.getLong();
    holdUs = in.getLong();
    blinking = in.get() != 0;
    again = in.get() != 0;
    blinks = in.getLong();
  }
}
