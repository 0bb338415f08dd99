package org.avatarengine.benchmarks.live.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.animation.rig.RigMapper;
import org.avatarengine.animation.rig.Rigs;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame: a sample taken and the face composed, mapped to a rig, encoded; and decoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameJmh {

  static final String RIG = "cc4-extended";

  private final FaceSample sample = new FaceSample();
  private final float[] face = new float[Channel.COUNT];
  private final byte[] out = new byte[FrameEncoder.MAX_BYTES];
  private final QuantizedFrame shown = new QuantizedFrame();
  private final FrameDecoder decoder = new FrameDecoder();
  private final FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
  private final List<float[]> composed = new ArrayList<>();
  private final List<byte[]> messages = new ArrayList<>();
  private Performance performance;
  private Compositor compositor;
  private RigMapper mapper;
  private float[] targets;
  private int source;
  private long number;
  private QuantizedFrame newest = new QuantizedFrame();
  private QuantizedFrame before = new QuantizedFrame();

  /** Reads the capture and composes and encodes it once, for the steps that are measured alone. */
  @Setup
  public void open() throws IOException {
    performance = Performance.load(LiveJmhHost.testdata());
    mapper = new RigMapper(Rigs.builtIn().find(RIG));
    targets = new float[mapper.count()];
    begin();
    for (int i = 0; i < performance.frames().size(); i++) {
      compose();
      composed.add(face.clone());
      int length = encode(face, i == 0);
      messages.add(Arrays.copyOf(out, length));
      number++;
    }
    begin();
  }

  private void begin() {
    compositor =
        new Compositor(
            AnimationPresets.bundled().named(AnimationPresets.DEFAULT).orElseThrow().compositor(),
            1);
    source = compositor.addSource(SourceSettings.named("capture"));
    sample.clear();
    number = 0;
  }

  private long nowUs() {
    return number * 1_000_000 / 60;
  }

  private void compose() {
    System.arraycopy(performance.frame(number), 0, sample.values(), 0, Channel.COUNT);
    sample.setPresent(FaceSample.ALL);
    sample.setFrameNumber(number);
    sample.setSourceTimeUs(nowUs());
    compositor.offer(source, sample, nowUs());
    compositor.compose(nowUs(), face);
  }

  private int encode(float[] values, boolean key) {
    QuantizedFrame base = newest;
    newest = before;
    before = base;
    encoder.quantize(number, nowUs() / 1_000, values, newest);
    return encoder.encode(newest, key ? null : base, out, 0);
  }

  /** A live source's sample to a face. */
  @Benchmark
  public float[] compositor() {
    compose();
    number++;
    return face;
  }

  /** A face to the targets of a rig. */
  @Benchmark
  public float[] rig() {
    mapper.map(composed.get((int) (number % composed.size())), nowUs(), targets);
    number++;
    return targets;
  }

  /** A face to bytes, against the frame before. */
  @Benchmark
  public int encode() {
    int length = encode(composed.get((int) (number % composed.size())), number == 0);
    number++;
    return length;
  }

  /** Bytes to a face, each against the one before. */
  @Benchmark
  public float[] decode() throws FrameFormatException {
    byte[] message = messages.get((int) (number % messages.size()));
    if (decoder.decode(message, 0, message.length, shown) != FrameDecoder.Outcome.SHOWN) {
      throw new IllegalStateException("frame " + number + " was not shown");
    }
    shown.toValues(face);
    number++;
    return face;
  }

  /** Compositor, rig and encoder. */
  @Benchmark
  public int frame() {
    compose();
    mapper.map(face, nowUs(), targets);
    int length = encode(face, number == 0);
    number++;
    return length;
  }
}
