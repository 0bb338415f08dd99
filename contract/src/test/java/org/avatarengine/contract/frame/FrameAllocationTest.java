package org.avatarengine.contract.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The frame loop makes no garbage; says by the way how fast it is. */
class FrameAllocationTest {

  private static final int FRAMES = 10_000;

  private final float[][] values = new float[FRAMES][Channel.COUNT];
  private final QuantizedFrame[] frames = new QuantizedFrame[FRAMES];
  private final FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
  private final FrameDecoder decoder = new FrameDecoder();
  private final FrameText text = new FrameText();
  private final QuantizedFrame shown = new QuantizedFrame();
  private final byte[] packets = new byte[FRAMES * 64 + FrameEncoder.MAX_BYTES];
  private final int[] offsets = new int[FRAMES + 1];
  private final byte[] out = new byte[2_000];
  private long sequence;

  @Test
  void shouldAllocateNothingWhenFramesAreCoded() throws Exception {
    // Given
    SyntheticFace face = new SyntheticFace(77, 60);
    for (int i = 0; i < FRAMES; i++) {
      face.next(values[i]);
      frames[i] = new QuantizedFrame();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Assumptions.assumeTrue(threads.isThreadAllocatedMemorySupported());
    long thread = Thread.currentThread().threadId();
    long[] nanos = new long[4];
    for (int i = 0; i < 20; i++) {
      round(nanos);
    }
    long asking = threads.getThreadAllocatedBytes(thread);
    asking = threads.getThreadAllocatedBytes(thread) - asking;

    // When: the runtime itself may allocate now and then, the codec would each time
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < 60 && allocated > 0; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      round(nanos);
      long after = threads.getThreadAllocatedBytes(thread);
      allocated = Math.min(allocated, after - before - asking);
    }

    // Then
    System.out.printf(
        "quantise %d, encode %d, decode %d, JSON and MessagePack %d ns a frame%n",
        nanos[0] / FRAMES, nanos[1] / FRAMES, nanos[2] / FRAMES, nanos[3] / FRAMES);
    assertThat(allocated).isZero();
  }

  private void round(long[] nanos) throws FrameFormatException {
    long start = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      encoder.quantize(sequence, sequence * 17, values[i], frames[i]);
      sequence++;
    }
    long quantized = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      QuantizedFrame base = i == 0 ? null : frames[i - 1];
      offsets[i + 1] = offsets[i] + encoder.encode(frames[i], base, packets, offsets[i]);
    }
    long encoded = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      decoder.decode(packets, offsets[i], offsets[i + 1] - offsets[i], shown);
    }
    long decoded = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      text.json(frames[i], null, 0, out, 0);
      text.messagePack(frames[i], null, 0, out, 0);
    }
    nanos[0] = quantized - start;
    nanos[1] = encoded - quantized;
    nanos[2] = decoded - encoded;
    nanos[3] = System.nanoTime() - decoded;
  }
}
