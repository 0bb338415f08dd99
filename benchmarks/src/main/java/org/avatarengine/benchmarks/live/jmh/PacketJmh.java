package org.avatarengine.benchmarks.live.jmh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.benchmarks.live.capture.RecordedPackets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One packet of a tracking program to a sample. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PacketJmh {

  @Param({"LIVE_LINK", "VMC", "IFACIALMOCAP"})
  public Dialect dialect;

  private final FaceSample sample = new FaceSample();
  private DialectReader reader;
  private List<byte[]> packets;
  private int next;

  /** Reads or writes the packets. */
  @Setup
  public void open() throws IOException {
    Performance performance = Performance.load(LiveJmhHost.testdata());
    packets =
        switch (dialect) {
          case LIVE_LINK -> RecordedPackets.liveLink(LiveJmhHost.testdata(), performance);
          case VMC -> RecordedPackets.vmc(performance);
          case IFACIALMOCAP -> RecordedPackets.iFacialMocap(performance);
          default -> throw new IllegalArgumentException("not measured: " + dialect);
        };
    reader = Dialects.reader(dialect);
  }

  /** The sample is cleared before, as a session does. */
  @Benchmark
  public FaceSample read() {
    byte[] packet = packets.get(next);
    next = next + 1 == packets.size() ? 0 : next + 1;
    sample.clear();
    if (reader.read(packet, 0, packet.length, sample) != DialectReader.Outcome.SAMPLE) {
      throw new IllegalStateException(dialect + ": " + reader.complaint());
    }
    return sample;
  }
}
