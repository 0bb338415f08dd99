package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.OpenSocket;
import org.avatarengine.benchmarks.simulate.client.SessionApi;

/** Viewers that stop reading and go on later: nobody else may notice, nothing may pile up. */
public final class SlowReaders implements StressStage {

  private static final int READERS = 20;

  private final SessionApi api;
  private final long seed;

  public SlowReaders(SessionApi api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "slow";
  }

  @Override
  public StageResult run(Duration time) throws IOException, InterruptedException {
    try (TestBed bed = new TestBed(api, seed)) {
      List<FrameViewer> viewers = new ArrayList<>();
      List<OpenSocket> sockets = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        FrameViewer viewer = bed.viewer(FrameViewer.Habits.full());
        viewers.add(viewer);
        sockets.add(bed.connect(viewer));
      }
      TestBed.await(
          Duration.ofSeconds(10),
          () -> viewers.stream().allMatch(viewer -> viewer.meter().framesShown() > 0));
      long framesBefore = bed.healthy().meter().framesShown();
      sockets.forEach(socket -> socket.reading(false));
      // Long enough for the kernel's buffers to fill, short of the silence that ends a connection.
      Duration held = time.compareTo(Duration.ofSeconds(20)) > 0 ? Duration.ofSeconds(20) : time;
      TimeUnit.MILLISECONDS.sleep(held.toMillis());
      String complaint = bed.complaint(framesBefore, held);
      long[] before = viewers.stream().mapToLong(each -> each.meter().framesShown()).toArray();
      sockets.forEach(socket -> socket.reading(true));
      boolean again =
          TestBed.await(
              Duration.ofSeconds(5),
              () -> {
                for (int i = 0; i < READERS; i++) {
                  FrameViewer viewer = viewers.get(i);
                  if (viewer.meter().framesShown() == before[i] && viewer.isOpen()) {
                    return false;
                  }
                }
                return true;
              });
      long gone = viewers.stream().filter(viewer -> !viewer.isOpen()).count();
      String text =
          READERS
              + " viewers read nothing for "
              + held.toSeconds()
              + " s; "
              + gone
              + " were put out";
      if (!complaint.isEmpty()) {
        return StageResult.broke(name(), complaint + "; " + text);
      }
      return again
          ? StageResult.held(name(), text + ", the others went on")
          : StageResult.broke(name(), text + ", others saw nothing for 5 s when they read again");
    }
  }
}
