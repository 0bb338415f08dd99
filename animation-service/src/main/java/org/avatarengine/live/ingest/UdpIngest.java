package org.avatarengine.live.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.IngestView;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.session.SessionWatcher;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/** The UDP ports of tracking programs. Public methods: any thread. */
@Singleton
public class UdpIngest implements SessionWatcher {

  private static final Logger LOG = Logger.getLogger(UdpIngest.class);
  private static final int MAX_PACKET = 65_535;
  private static final int AT_ONCE = 256;
  private static final long CHORES_MS = 500;

  private final IngestConfig config;
  private final LiveSessions sessions;
  private final Pairing pairing;
  private final RateLimit limit;
  private final AskedDevices devices = new AskedDevices();
  private final Map<Dialect, UdpChannel> channels = new EnumMap<>(Dialect.class);
  private final Map<String, Binding> asked = new ConcurrentHashMap<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final LongAdder paired = new LongAdder();
  private final LongAdder unpaired = new LongAdder();
  private final LongAdder limited = new LongAdder();
  private volatile long dropped;
  private volatile boolean running;
  private Selector selector;
  private String announced = "localhost";

  UdpIngest(IngestConfig config, LiveSessions sessions) {
    this.config = config;
    this.sessions = sessions;
    this.pairing = new Pairing(sessions, session -> settings(session, Dialect.LIVE_LINK), config);
    this.limit = new RateLimit(config.rate());
  }

  private SourceSettings settings(HeldSession session, Dialect dialect) {
    return SourceSettings.named(dialect.key()).with(sessions.calibration(session));
  }

  void onStart(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    try {
      selector = Selector.open();
      open(Dialect.LIVE_LINK, config.port());
      open(Dialect.VMC, config.vmcPort());
      open(Dialect.IFACIALMOCAP, config.ifacialmocapPort());
      open(Dialect.VTUBE_STUDIO, config.vtubeStudioPort());
      announced = config.announcedHost().orElseGet(() -> reachable(config.host()));
    } catch (IOException failure) {
      channels.values().forEach(UdpChannel::close);
      throw new ConfigurationException(
          "avatar: cannot open the port of "
              + failure.getMessage()
              + " (avatar.animation.ingest; 0 picks a free port)");
    }
    running = true;
    Thread thread = new Thread(this::loop, "avatar-ingest");
    thread.setDaemon(true);
    thread.start();
    LOG.infof("Live Link Face packets are awaited port=%d", port(Dialect.LIVE_LINK));
  }

  private void open(Dialect dialect, int port) throws IOException {
    channels.put(dialect, UdpChannel.open(selector, config.host(), port, dialect));
  }

  private static String reachable(String host) {
    try {
      if (!InetAddress.getByName(host).isAnyLocalAddress()) {
        return host;
      }
      return NetworkInterface.networkInterfaces()
          .filter(UdpIngest::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("localhost");
    } catch (SocketException | UnknownHostException unknown) {
      return host;
    }
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (SocketException gone) {
      return false;
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    running = false;
    if (selector != null) {
      selector.wakeup();
    }
  }

  /** Whether packets are taken. */
  public boolean isOpen() {
    return running;
  }

  /** The port of a dialect; 0 when it is not open. */
  public int port(Dialect dialect) {
    UdpChannel channel = channels.get(dialect);
    return channel == null ? 0 : channel.port();
  }

  /** Where programs reach the ports. */
  public String host() {
    return announced;
  }

  /** The port on which a device of that dialect listens by default. */
  public static int devicePort(Dialect dialect) {
    return AskedDevices.defaultPort(dialect);
  }

  public IngestStats stats() {
    return new IngestStats(
        paired.sum(),
        unpaired.sum() + pairing.unpaired(),
        pairing.malformed(),
        pairing.foreign(),
        limited.sum() + pairing.limited(),
        dropped,
        pairing.subjects().last());
  }

  /** What a session's doctor may know; null when no packets are taken. */
  public IngestView view(HeldSession session) {
    if (!running) {
      return null;
    }
    String subject = session.facts().subject();
    return new IngestView(
        Dialect.LIVE_LINK,
        subject,
        announced,
        port(Dialect.LIVE_LINK),
        stats().unpaired(),
        pairing.subjects().near(subject));
  }

  /**
   * Asks a device for packets from now on.
   *
   * @param device an allowed address
   * @return the number of the session's source; fails with 409 when another session has the device,
   *     or the session as many sources as may be
   */
  public Future<Integer> ask(HeldSession session, Dialect dialect, InetSocketAddress device) {
    if (!running) {
      return Future.failedFuture(
          ProblemException.of(
              ProblemType.UNAVAILABLE, "This instance takes no packets: avatar.animation.ingest."));
    }
    Binding binding = new Binding(session, dialect);
    Promise<Boolean> free = Promise.promise();
    run(
        () ->
            free.complete(devices.add(binding, device, channels.get(dialect), System.nanoTime())));
    return free.future()
        .compose(
            ours ->
                ours
                    ? session.ask(
                        live -> binding.open(live, settings(session, dialect), config.maxWaiting()))
                    : Future.failedFuture(
                        conflict("device-taken", "Another session has asked that device.")))
        .onSuccess(number -> asked.put(key(session, number), binding))
        .recover(
            failure -> {
              run(() -> devices.remove(binding));
              return Future.failedFuture(
                  failure instanceof IllegalStateException
                      ? conflict("too-many-sources", failure.getMessage())
                      : failure);
            });
  }

  /** Stops a source that was asked; fails with 404 when there is none of that number. */
  public Future<Void> release(HeldSession session, int source) {
    Binding binding = asked.remove(key(session, source));
    if (binding == null) {
      return Future.failedFuture(
          ProblemException.of(
              ProblemType.NOT_FOUND, "There is no source " + source + " that was asked."));
    }
    run(() -> devices.remove(binding));
    binding.close();
    return Future.succeededFuture();
  }

  private static String key(HeldSession session, int source) {
    return session.facts().id() + "/" + source;
  }

  private static ProblemException conflict(String code, String message) {
    return ProblemException.of(ProblemType.CONFLICT, new Reason(code, message));
  }

  @Override
  public void opened(HeldSession session) {
    // Its sources pair by themselves, or are asked.
  }

  @Override
  public void closed(HeldSession session, CloseReason reason) {
    asked.values().removeIf(binding -> binding.session() == session);
    run(pairing::sweep);
  }

  private void run(Runnable task) {
    tasks.add(task);
    Selector current = selector;
    if (current != null) {
      current.wakeup();
    }
  }

  private void loop() {
    byte[] packet = new byte[MAX_PACKET];
    ByteBuffer buffer = ByteBuffer.wrap(packet);
    long choresAt = System.nanoTime();
    try (Selector open = selector) {
      while (running) {
        open.select(CHORES_MS);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          dare(task);
        }
        for (SelectionKey key : open.selectedKeys()) {
          read((UdpChannel) key.attachment(), buffer, packet);
        }
        open.selectedKeys().clear();
        long now = System.nanoTime();
        if (now - choresAt >= TimeUnit.MILLISECONDS.toNanos(CHORES_MS)) {
          choresAt = now;
          dare(() -> devices.renew(now));
          dropped = pairing.dropped();
        }
      }
    } catch (IOException | ClosedSelectorException failure) {
      LOG.errorf(failure, "the ingest has stopped");
    } finally {
      running = false;
      List.copyOf(channels.values()).forEach(UdpChannel::close);
    }
  }

  /** A fault in one task must not end the reading for all. */
  private static void dare(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.errorf(failure, "a task of the ingest failed");
    }
  }

  private void read(UdpChannel channel, ByteBuffer buffer, byte[] packet) {
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        buffer.clear();
        InetSocketAddress from = channel.receive(buffer);
        if (from == null) {
          return;
        }
        packet(channel.dialect(), packet, buffer.position(), from);
      }
    } catch (IOException | RuntimeException failure) {
      // One bad packet, or an ICMP error that a packet of ours came back with.
      LOG.debugf(failure, "packet not taken");
    }
  }

  private void packet(Dialect dialect, byte[] packet, int length, InetSocketAddress from) {
    long now = System.nanoTime();
    if (!limit.take(from.getAddress(), now)) {
      limited.increment();
      return;
    }
    if (dialect == Dialect.LIVE_LINK) {
      if (pairing.packet(packet, length, from, now)) {
        paired.increment();
      }
      return;
    }
    Binding binding = devices.of(dialect, from.getAddress());
    if (binding == null || binding.session().isClosed()) {
      unpaired.increment();
      return;
    }
    binding.packet(packet, length, now);
    paired.increment();
  }
}
