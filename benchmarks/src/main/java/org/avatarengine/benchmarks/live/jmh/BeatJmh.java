package org.avatarengine.benchmarks.live.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.LiveSettings;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerPort;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.animation.preset.AnimationPresets;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.benchmarks.live.capture.RecordedPackets;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A session's beat: one packet in, one frame out to all viewers, and their acknowledgements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BeatJmh {

  @Param({"1", "10", "100"})
  public int viewers;

  private final List<Viewer> watching = new ArrayList<>();
  private final byte[] acknowledgement = new byte[FrameMessages.ACKNOWLEDGEMENT_BYTES];
  private final Port port = new Port();
  private LiveSession session;
  private List<byte[]> packets;
  private int source;
  private long beats;

  /** Opens the session with its viewers. */
  @Setup
  public void open() throws IOException {
    packets = RecordedPackets.liveLink(Performance.load(LiveJmhHost.testdata()));
    session =
        new LiveSession(
            new LiveSettings(
                SessionId.create("benchmark"),
                "arkit",
                60,
                FrameProfile.EIGHT_BIT,
                AnimationPresets.bundled()
                    .named(AnimationPresets.DEFAULT)
                    .orElseThrow()
                    .compositor(),
                1,
                200));
    source =
        session.openSource(Dialects.reader(Dialect.LIVE_LINK), SourceSettings.named("capture"), 0);
    for (int i = 0; i < viewers; i++) {
      watching.add(
          session.join(
              new ViewerRequest(null, SessionRole.VIEWER, WireFormat.BINARY, DetailLevel.FULL),
              port,
              0));
    }
  }

  /** All viewers acknowledge the frame before the next beat. */
  @Benchmark
  public long beat() {
    long nowUs = beats * 1_000_000 / 60;
    byte[] packet = packets.get((int) (beats % packets.size()));
    session.packet(source, packet, 0, packet.length, nowUs);
    session.beat(nowUs);
    FrameMessages.acknowledge(port.sequence, acknowledgement, 0);
    for (Viewer viewer : watching) {
      viewer.binary(acknowledgement, 0, acknowledgement.length, nowUs);
    }
    beats++;
    return port.bytes;
  }

  private static final class Port implements ViewerPort {
    private long sequence;
    private long bytes;

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void frame(EncodedFrame frame) {
      sequence = frame.sequence();
      bytes += frame.length();
    }

    @Override
    public void binary(byte[] message, int length) {
      bytes += length;
    }

    @Override
    public void text(String json) {
      bytes += json.length();
    }

    @Override
    public void close(CloseReason reason) {
      throw new IllegalStateException("closed: " + reason);
    }
  }
}
