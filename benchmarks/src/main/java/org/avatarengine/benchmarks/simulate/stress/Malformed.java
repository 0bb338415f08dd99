package org.avatarengine.benchmarks.simulate.stress;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.avatarengine.benchmarks.simulate.client.FrameViewer;
import org.avatarengine.benchmarks.simulate.client.OpenSocket;
import org.avatarengine.benchmarks.simulate.client.SessionApi;

/** Damaged messages of every kind, over sockets and ports, while somebody watches in peace. */
public final class Malformed implements StressStage {

  private static final int DATAGRAM_EVERY = 4;

  private final SessionApi api;
  private final long seed;

  public Malformed(SessionApi api, long seed) {
    this.api = api;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "malformed";
  }

  @Override
  public StageResult run(Duration time) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    long messages = 0;
    long datagrams = 0;
    long put = 0;
    try (TestBed bed = new TestBed(api, seed);
        DatagramSocket phone = new DatagramSocket()) {
      long framesBefore = bed.healthy().meter().framesShown();
      long begun = System.nanoTime();
      FrameViewer rude = bed.viewer(FrameViewer.Habits.light());
      OpenSocket socket = bed.perform(rude);
      while (System.nanoTime() - begun < time.toNanos()) {
        if (rude.closeCode() >= 0) {
          put++;
          rude = bed.viewer(FrameViewer.Habits.light());
          socket = bed.perform(rude);
          FrameViewer waited = rude;
          TestBed.await(Duration.ofSeconds(2), () -> waited.isOpen() || waited.closeCode() >= 0);
        }
        byte[] bytes = junk(random);
        if (random.nextBoolean()) {
          socket.binary(bytes, 0, bytes.length);
        } else {
          socket.text(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        messages++;
        if (messages % DATAGRAM_EVERY == 0) {
          for (InetSocketAddress port : bed.ports()) {
            phone.send(new DatagramPacket(bytes, Math.min(bytes.length, 1_400), port));
            datagrams++;
          }
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      String complaint = bed.complaint(framesBefore, Duration.ofNanos(System.nanoTime() - begun));
      String text =
          messages
              + " damaged messages and "
              + datagrams
              + " datagrams; the sender was put out "
              + put
              + " times";
      return complaint.isEmpty()
          ? StageResult.held(name(), text)
          : StageResult.broke(name(), complaint + "; " + text);
    }
  }

  /** Noise, and things that begin as they should. */
  private static byte[] junk(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(1, 600)];
    random.nextBytes(bytes);
    byte[] head =
        switch (random.nextInt(8)) {
          case 0 -> new byte[] {0x01, 0, 0};
          case 1 -> new byte[] {0x01, 0, 1};
          case 2 -> new byte[] {0x11};
          case 3 ->
              "{\"type\":\"input\",\"dialect\":\"azure\",\"data\":{"
                  .getBytes(StandardCharsets.US_ASCII);
          case 4 ->
              "{\"type\":\"values\",\"values\":[1e999,null,".getBytes(StandardCharsets.US_ASCII);
          case 5 -> new byte[] {6, 0, 0, 0, 36};
          case 6 -> "/VMC/Ext/Blend/Val".getBytes(StandardCharsets.US_ASCII);
          default -> new byte[0];
        };
    System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
    return bytes;
  }
}
