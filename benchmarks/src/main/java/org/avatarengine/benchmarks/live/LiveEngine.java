package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.engine.BenchedEngine;

/** The engine with room for a load that is all one user's and comes from one address. */
final class LiveEngine {

  static final String SERVICE = "animation-service";
  static final String GATEWAY = "gateway-service";
  static final int MOST_SESSIONS = 2_500;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "AVATAR_ANIMATION_SESSION_MAX", Integer.toString(MOST_SESSIONS),
          "AVATAR_ANIMATION_SESSION_MAX_PER_USER", Integer.toString(MOST_SESSIONS),
          "AVATAR_ANIMATION_INGEST_RATE", "100000",
          "AVATAR_GATEWAY_PROXY_SOCKETS", Integer.toString(2 * MOST_SESSIONS));

  /** For the document. */
  static final String TEXT =
      "The engine is as delivered but for limits that a load from one user and one address would"
          + " meet: sessions a user, UDP packets and requests an address.";

  private LiveEngine() {}

  static void start(BenchedEngine engine) throws IOException, InterruptedException {
    engine.requireUp(SETTINGS);
  }

  /** The number of a service's process. */
  static long pid(BenchedEngine engine, String service) throws IOException {
    Long pid = engine.processes().get(service);
    if (pid == null) {
      throw new BrokenRunException("the engine has no process " + service);
    }
    return pid;
  }

  /** Processor time of some services so far, without their child processes: they have none. */
  static Duration processorTime(BenchedEngine engine, String... services) throws IOException {
    Duration sum = Duration.ZERO;
    for (String service : services) {
      ProcessHandle process =
          ProcessHandle.of(pid(engine, service))
              .orElseThrow(() -> new BrokenRunException(service + " has died"));
      sum =
          sum.plus(
              process
                  .info()
                  .totalCpuDuration()
                  .orElseThrow(() -> new BrokenRunException(service + " tells no time")));
    }
    return sum;
  }
}
