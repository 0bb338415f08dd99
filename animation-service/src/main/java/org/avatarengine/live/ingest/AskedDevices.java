package org.avatarengine.live.ingest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.avatarengine.animation.dialect.Dialect;

/** Devices that sessions asked for packets, with their leases. On the ingest thread. */
final class AskedDevices {

  private static final long LEASE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Map<Key, Asked> devices = new HashMap<>();

  /** One device may speak several dialects, each for one session. */
  record Key(Dialect dialect, InetAddress address) {}

  private static final class Asked {
    private final Binding binding;
    private final InetSocketAddress device;
    private final UdpChannel channel;
    private long nextAt;

    Asked(Binding binding, InetSocketAddress device, UdpChannel channel) {
      this.binding = binding;
      this.device = device;
      this.channel = channel;
    }
  }

  /** Begins to ask a device; false when another session has it. */
  boolean add(Binding binding, InetSocketAddress device, UdpChannel channel, long nowNanos) {
    Key key = new Key(binding.dialect(), device.getAddress());
    Asked before = devices.get(key);
    if (before != null && !before.binding.session().isClosed()) {
      return false;
    }
    binding.bind(device, nowNanos);
    Asked asked = new Asked(binding, device, channel);
    asked.nextAt = nowNanos;
    devices.put(key, asked);
    renew(nowNanos);
    return true;
  }

  /** The binding of whoever sends in a dialect from an address, or null. */
  Binding of(Dialect dialect, InetAddress from) {
    Asked asked = devices.get(new Key(dialect, from));
    return asked == null ? null : asked.binding;
  }

  void remove(Binding binding) {
    devices.values().removeIf(asked -> asked.binding == binding);
  }

  /** Asks again whoever needs it; forgets those of sessions that ended. */
  void renew(long nowNanos) {
    Iterator<Asked> all = devices.values().iterator();
    while (all.hasNext()) {
      Asked asked = all.next();
      if (asked.binding.session().isClosed()) {
        all.remove();
        continue;
      }
      Dialect dialect = asked.binding.dialect();
      boolean silent = nowNanos - asked.binding.heardAt() >= RETRY_NANOS;
      if (nowNanos - asked.nextAt >= 0) {
        boolean due = DeviceCall.isLease(dialect) || silent || asked.nextAt == asked.binding.heardAt();
        byte[] request = due ? DeviceCall.request(dialect, asked.channel.port()) : null;
        if (request != null) {
          asked.channel.send(request, asked.device);
        }
        asked.nextAt = nowNanos + (DeviceCall.isLease(dialect) && !silent ? LEASE_NANOS : RETRY_NANOS);
      }
    }
  }
}
