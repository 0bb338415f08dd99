package org.avatarengine.benchmarks.live.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.avatarengine.benchmarks.live.capture.Performance;

/** Viewers over WebSocket, of the engine or of Socket.IO, all on one thread. */
final class SocketLoad implements Load {

  private static final int BUFFER = 1 << 16;
  private static final int CONNECTING_AT_ONCE = 32;

  /** One in so many decodes each frame wholly. */
  private static final int DECODES = 16;

  private static final Duration JOINING = Duration.ofSeconds(30);
  private static final long REMIND_NANOS = 25_000_000;

  private final Selector selector = Selector.open();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<SocketMember> members = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final byte[] scratch = new byte[2 * BUFFER];
  private final Tally tally = new Tally();
  private final Performers performers;
  private final Thread thread = new Thread(this::loop, "socket-load");
  private volatile boolean running = true;
  private boolean joining;
  private long remindedNanos;

  SocketLoad(Performance performance) throws IOException {
    performers = new Performers(performance);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void join(List<LoadMember> joining) throws IOException, InterruptedException {
    for (int from = 0; from < joining.size(); from += CONNECTING_AT_ONCE) {
      List<LoadMember> some =
          joining.subList(from, Math.min(joining.size(), from + CONNECTING_AT_ONCE));
      ask(() -> connect(some));
      awaitReady();
    }
    performers.add(joining);
  }

  private Void connect(List<LoadMember> some) throws IOException {
    joining = true;
    for (LoadMember member : some) {
      Speech speech =
          member.token() == null
              ? new SocketIoSpeech(tally)
              : new EngineSpeech(tally, member.token(), members.size() % DECODES == 0);
      members.add(
          new SocketMember(
              selector,
              new InetSocketAddress(member.host(), member.port()),
              member.path(),
              speech,
              tally,
              out));
    }
    return null;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + JOINING.toNanos();
    while (ask(this::unready) > 0) {
      if (System.nanoTime() > end) {
        throw new IOException("not all members get frames after " + JOINING.toSeconds() + " s");
      }
      Thread.sleep(10);
    }
    ask(
        () -> {
          joining = false;
          return null;
        });
  }

  private Integer unready() throws IOException {
    requireNoFault();
    int unready = 0;
    for (SocketMember member : members) {
      unready += member.speech().isReady() ? 0 : 1;
    }
    return unready;
  }

  private void requireNoFault() throws IOException {
    if (tally.faulty() > 0) {
      throw new IOException(tally.faulty() + " faults: " + tally.faults());
    }
  }

  @Override
  public void leave(int count) throws IOException, InterruptedException {
    int left =
        ask(
            () -> {
              for (int i = 0; i < count && !members.isEmpty(); i++) {
                members.removeLast().close();
              }
              return members.size();
            });
    performers.keep(left);
  }

  @Override
  public LoadReport measure(Duration length) throws IOException, InterruptedException {
    long cpu =
        ask(
            () -> {
              requireNoFault();
              members.forEach(member -> member.speech().beginWindow());
              tally.begin(System.nanoTime());
              return LoadMain.cpuNanos();
            });
    Thread.sleep(length);
    return ask(
        () -> {
          requireNoFault();
          long fewest =
              members.stream().mapToLong(member -> member.speech().frames()).min().orElse(0);
          double cpuSeconds = (LoadMain.cpuNanos() - cpu) / 1e9;
          return tally.end(System.nanoTime(), cpuSeconds, members.size(), fewest);
        });
  }

  @Override
  public void cycle(LoadMember member, int times, int atOnce)
      throws IOException, InterruptedException {
    for (int done = 0; done < times; done += atOnce) {
      int count = Math.min(atOnce, times - done);
      join(java.util.Collections.nCopies(count, member));
      leave(count);
    }
  }

  private interface Task<T> {
    T run() throws IOException;
  }

  private <T> T ask(Task<T> task) throws IOException, InterruptedException {
    var answer = new CompletableFuture<T>();
    tasks.add(
        () -> {
          try {
            answer.complete(task.run());
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    selector.wakeup();
    try {
      return answer.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the load's own thread does not answer", e);
    }
  }

  private void loop() {
    try {
      while (running) {
        selector.select(20);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid()) {
            ((SocketMember) key.attachment()).ready(key, in, scratch);
          }
        }
        selector.selectedKeys().clear();
        remind();
      }
      members.forEach(SocketMember::close);
      selector.close();
    } catch (IOException e) {
      tally.fault(e.toString());
    }
  }

  private void remind() {
    long now = System.nanoTime();
    if (joining && now - remindedNanos >= REMIND_NANOS) {
      remindedNanos = now;
      for (SocketMember member : members) {
        if (!member.speech().isReady()) {
          member.speech().remind(member, now);
        }
      }
    }
  }

  @Override
  public void close() {
    performers.close();
    running = false;
    selector.wakeup();
  }
}
