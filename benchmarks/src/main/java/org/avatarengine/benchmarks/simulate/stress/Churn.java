package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.time.Duration;
import org.avatarengine.benchmarks.simulate.client.ClientClock;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.OpenSocket;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.quality.Buckets;

/** Viewers that come, see one frame and go, again and again. */
public final class Churn implements StressStage {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SessionApi api;
  private final long seed;

  public Churn(SessionApi api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public StageResult run(Duration time) throws IOException, InterruptedException {
    Buckets firstFrame = new Buckets();
    int cycles = 0;
    try (TestBed bed = new TestBed(api, seed)) {
      long framesBefore = bed.healthy().meter().framesShown();
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < time.toNanos()) {
        FrameViewer viewer = bed.viewer(FrameViewer.Habits.full());
        long fromUs = ClientClock.nowUs();
        OpenSocket socket = bed.connect(viewer);
        boolean shown =
            TestBed.await(
                PATIENCE, () -> viewer.meter().framesShown() > 0 || viewer.closeCode() >= 0);
        if (!shown || viewer.closeCode() >= 0) {
          return StageResult.broke(
              name(), "cycle " + cycles + ": no frame came: " + viewer.farewell());
        }
        firstFrame.add(ClientClock.nowUs() - fromUs);
        if (cycles % 2 == 0) {
          socket.close();
        } else {
          socket.abort();
        }
        TestBed.await(PATIENCE, () -> viewer.closeCode() >= 0);
        cycles++;
      }
      String complaint = bed.complaint(framesBefore, Duration.ofNanos(System.nanoTime() - begun));
      String text =
          cycles
              + " connections, each until its first frame: p50 "
              + firstFrame.percentile(50) / 1_000.0
              + " ms, p99 "
              + firstFrame.percentile(99) / 1_000.0
              + " ms";
      return complaint.isEmpty()
          ? StageResult.held(name(), text)
          : StageResult.broke(name(), complaint + "; " + text);
    }
  }
}
