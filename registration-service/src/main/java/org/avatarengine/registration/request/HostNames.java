package org.avatarengine.registration.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Names of hosts to addresses. */
@FunctionalInterface
interface HostNames {

  /** Looks a name up, blocking: at least one address, in the order to try. */
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /** The machine's own look-up. */
  static HostNames ofThisMachine() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
