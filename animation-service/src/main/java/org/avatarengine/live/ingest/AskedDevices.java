package org.avatarengine.live.ingest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.dialect.DeviceRequest;
import org.avatarengine.animation.dialect.Dialect;

/** Devices that sessions asked for packets, with their leases. On the ingest thread. */
final class AskedDevices {

  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final String SENDER = "AvatarEngine";

  private final Map<Key, Asked> devices = new HashMap<>();

  /** One device may speak several dialects, each for one session. */
  private record Key(Dialect dialect, InetAddress address) {}

  private static final class Asked {
    private final Binding binding;
    private final InetSocketAddress device;
    private final UdpChannel channel;
    private final DeviceRequest request;
    private long nextAt;

    /** Null for a request means a device that sends unasked. */
    Asked(Binding binding, InetSocketAddress device, UdpChannel channel, DeviceRequest request) {
      this.binding = binding;
      this.device = device;
      this.channel = channel;
      this.request = request;
    }

    void renew(long nowNanos) {
      if (request != null && nowNanos - nextAt >= 0) {
        channel.send(request.start(), device);
        nextAt = nowNanos + request.renewEvery().toNanos();
      }
    }

    void stop() {
      if (request != null && request.stop().length > 0) {
        channel.send(request.stop(), device);
      }
    }
  }

  /** The port on which such a device listens, unless its user chose another one. */
  static int defaultPort(Dialect dialect) {
    return dialect == Dialect.VTUBE_STUDIO
        ? DeviceRequest.VTUBE_STUDIO_PORT
        : DeviceRequest.IFACIALMOCAP_PORT;
  }

  /** Begins to ask a device; false when another session has it. */
  boolean add(Binding binding, InetSocketAddress device, UdpChannel channel, long nowNanos) {
    Key key = new Key(binding.dialect(), device.getAddress());
    Asked before = devices.get(key);
    if (before != null && !before.binding.session().isClosed()) {
      return false;
    }
    DeviceRequest request =
        switch (binding.dialect()) {
          case IFACIALMOCAP -> DeviceRequest.iFacialMocapV2();
          case VTUBE_STUDIO -> DeviceRequest.vtubeStudio(SENDER, LEASE, List.of(channel.port()));
          default -> null;
        };
    Asked asked = new Asked(binding, device, channel, request);
    asked.nextAt = nowNanos;
    asked.renew(nowNanos);
    devices.put(key, asked);
    return true;
  }

  /** The binding of whoever sends in a dialect from an address, or null. */
  Binding of(Dialect dialect, InetAddress from) {
    Asked asked = devices.get(new Key(dialect, from));
    return asked == null ? null : asked.binding;
  }

  void remove(Binding binding) {
    devices
        .values()
        .removeIf(
            asked -> {
              if (asked.binding == binding) {
                asked.stop();
                return true;
              }
              return false;
            });
  }

  /** Asks again whoever needs it; lets those go whose sessions ended. */
  void renew(long nowNanos) {
    Iterator<Asked> all = devices.values().iterator();
    while (all.hasNext()) {
      Asked asked = all.next();
      if (asked.binding.session().isClosed()) {
        asked.stop();
        all.remove();
      } else {
        asked.renew(nowNanos);
      }
    }
  }
}
