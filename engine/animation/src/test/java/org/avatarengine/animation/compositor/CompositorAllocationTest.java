package org.avatarengine.animation.compositor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.avatarengine.animation.emotion.Emotion;
import org.avatarengine.animation.emotion.EmotionCue;
import org.avatarengine.contract.frame.Channel;
import org.junit.jupiter.api.Test;

class CompositorAllocationTest {

  @Test
  void shouldAllocateNothingInSteadyState() {
    // Given
    Compositor compositor = new Compositor(CompositorSettings.defaults(), 1);
    int source = compositor.addSource(SourceSettings.named("phone"));
    ScriptedPerformer performer = new ScriptedPerformer(1);
    compositor.emotion(EmotionCue.of(Emotion.JOY, 1, -1), 0);
    float[] out = new float[Channel.COUNT];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().threadId();
    long now = run(compositor, source, performer, out, 0, 5_000);
    long least = Long.MAX_VALUE;
    // When: until the JIT is through with it
    for (int round = 0; round < 20 && least >= 1_024; round++) {
      long before = threads.getThreadAllocatedBytes(id);
      now = run(compositor, source, performer, out, now, 10_000);
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    // Then
    assertThat(least).as("bytes in 10,000 frames").isLessThan(1_024);
  }

  private static long run(
      Compositor compositor,
      int source,
      ScriptedPerformer performer,
      float[] out,
      long from,
      int frames) {
    long now = from;
    for (int i = 0; i < frames; i++) {
      now += 16_667;
      compositor.offer(source, performer.next(now), now);
      compositor.compose(now, out);
    }
    return now;
  }
}
