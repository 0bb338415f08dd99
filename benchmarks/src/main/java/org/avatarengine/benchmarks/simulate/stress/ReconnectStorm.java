package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.avatarengine.benchmarks.simulate.client.ClientClock;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.OpenSocket;
import org.avatarengine.benchmarks.simulate.client.SessionApi;

/** Everybody loses the connection at once and comes back with its resume token. */
public final class ReconnectStorm implements StressStage {

  private static final int VIEWERS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SessionApi api;
  private final long seed;

  public ReconnectStorm(SessionApi api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public StageResult run(Duration time) throws IOException, InterruptedException {
    try (TestBed bed = new TestBed(api, seed)) {
      List<FrameViewer> viewers = new ArrayList<>();
      List<OpenSocket> sockets = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        FrameViewer viewer = bed.viewer(FrameViewer.Habits.full());
        viewers.add(viewer);
        sockets.add(bed.connect(viewer));
      }
      if (!TestBed.await(PATIENCE, () -> allShowMore(viewers, new long[VIEWERS]))) {
        return StageResult.broke(name(), "not all of " + VIEWERS + " viewers saw a frame");
      }
      long slowestUs = 0;
      int storms = 0;
      long end = System.nanoTime() + time.toNanos();
      do {
        sockets.forEach(OpenSocket::abort);
        TestBed.await(PATIENCE, () -> viewers.stream().noneMatch(FrameViewer::isOpen));
        long[] before = viewers.stream().mapToLong(each -> each.meter().framesShown()).toArray();
        sockets.clear();
        long fromUs = ClientClock.nowUs();
        viewers.forEach(viewer -> sockets.add(bed.connect(viewer)));
        if (!TestBed.await(PATIENCE, () -> allShowMore(viewers, before))) {
          long lost = viewers.stream().filter(viewer -> !viewer.isOpen()).count();
          return StageResult.broke(
              name(),
              "storm %d: not all back after %d s, %d without a connection"
                  .formatted(storms + 1, PATIENCE.toSeconds(), lost));
        }
        slowestUs = Math.max(slowestUs, ClientClock.nowUs() - fromUs);
        storms++;
      } while (System.nanoTime() < end);
      return StageResult.held(
          name(),
          "%d times all %d viewers were lost at once; all saw a frame again within %.0f ms"
              .formatted(storms, VIEWERS, slowestUs / 1_000.0));
    }
  }

  private static boolean allShowMore(List<FrameViewer> viewers, long[] before) {
    for (int i = 0; i < before.length; i++) {
      if (viewers.get(i).meter().framesShown() <= before[i]) {
        return false;
      }
    }
    return true;
  }
}
