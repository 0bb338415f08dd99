package org.avatarengine.animation.live;

import java.util.Random;
import org.avatarengine.animation.compositor.CompositorSettings;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectWriter;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;

/** A session with a phone, a recording of another one, and all that a person does to it. */
final class Flight {

  static final long BEAT_US = 16_667;

  final LiveSession session;
  final float[] values = new float[Channel.COUNT];
  long nowUs;
  int phone;

  private final Random random = new Random(11);
  private final DialectWriter liveLink = Dialects.liveLink("AVA-7K3Q", 60);
  private final DialectWriter vmc = Dialects.vmc();
  private final byte[] packet = new byte[DialectWriter.MAX_BYTES];
  private int second = -1;
  private long count;

  Flight(FlightSettings recorder) {
    this(new LiveSession(settings(), null, recorder), 0);
    phone =
        session.openSource(Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("phone"), 0);
  }

  Flight(LiveSession session, long nowUs) {
    this.session = session;
    this.nowUs = nowUs;
  }

  static LiveSettings settings() {
    return new LiveSettings(
        SessionId.create("test"),
        "arkit",
        60,
        FrameProfile.EIGHT_BIT,
        CompositorSettings.defaults(),
        99,
        300);
  }

  /** One beat with whatever belongs to it. */
  void beat() {
    nowUs += BEAT_US + random.nextInt(300) - 150;
    count++;
    for (int i = 0; i < Channel.COUNT; i++) {
      float least = i < Channel.SHAPES ? 0 : -1;
      values[i] = Math.max(least, Math.min(1, values[i] + (random.nextFloat() - 0.5f) * 0.08f));
    }
    if (random.nextInt(10) != 0) {
      send(phone, liveLink);
    }
    if (count % 100 == 50) {
      second =
          session.openSource(
              Dialects.reader(Dialect.VMC), SourceSettings.named("vmc " + count), nowUs);
    }
    if (second >= 0 && count % 2 == 0) {
      send(second, vmc);
    }
    if (second >= 0 && count % 100 == 10) {
      session.closeSource(second, nowUs);
      second = -1;
    }
    if (count % 70 == 0) {
      Emotion[] all = Emotion.values();
      session.emotion(EmotionCue.of(all[random.nextInt(all.length)], 0.7f, 400), nowUs);
    }
    if (count % 90 == 0) {
      session.gaze(random.nextFloat() - 0.5f, 0.1f, 500, nowUs);
    }
    if (count % 200 == 0) {
      session.calibrate(nowUs);
    }
    if (count % 31 == 0) {
      session.packet(phone, new byte[] {6, 0, 0}, 0, 3, nowUs);
    }
    session.beat(nowUs);
  }

  void beats(int beats) {
    for (int i = 0; i < beats; i++) {
      beat();
    }
  }

  private void send(int source, DialectWriter writer) {
    int length = writer.write(values, count, nowUs, packet, 0);
    session.packet(source, packet, 0, length, nowUs);
  }
}
