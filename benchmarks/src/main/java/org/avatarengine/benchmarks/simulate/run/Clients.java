package org.avatarengine.benchmarks.simulate.run;

import java.io.IOException;
import java.time.Duration;
import org.avatarengine.benchmarks.simulate.client.PeerLinks;
import org.avatarengine.benchmarks.simulate.client.WebSockets;

/** The threads and ways that all clients of a run share. */
record Clients(Detours detours, WebSockets sockets, PeerLinks peers) implements AutoCloseable {

  private static final int MOST_PEERS = 10_000;

  static Clients of(Scenario scenario) throws IOException {
    Detours detours = new Detours(scenario.up(), scenario.down(), scenario.seed());
    boolean many = scenario.sessions() * (long) Math.max(1, scenario.viewers()) > 500;
    return new Clients(
        detours,
        new WebSockets(many ? 2 : 1, Duration.ofSeconds(10)),
        new PeerLinks(MOST_PEERS, detours::udp));
  }

  @Override
  public void close() throws IOException {
    peers.close();
    sockets.close();
    detours.close();
  }
}
