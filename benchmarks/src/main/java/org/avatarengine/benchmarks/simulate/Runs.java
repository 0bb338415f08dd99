package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import org.avatarengine.benchmarks.simulate.client.SessionApi;
import org.avatarengine.benchmarks.simulate.run.InProcessRun;
import org.avatarengine.benchmarks.simulate.run.RunResult;
import org.avatarengine.benchmarks.simulate.run.Scenario;
import org.avatarengine.benchmarks.simulate.run.SocketRun;

/** Runs scenarios where they say; signs in once. */
final class Runs {

  private Scenario.Sockets signedInAt;
  private SessionApi api;

  RunResult run(Scenario scenario) throws IOException, InterruptedException {
    return switch (scenario.place()) {
      case Scenario.InProcess inProcess -> new InProcessRun(scenario, Faces.of(scenario)).run();
      case Scenario.Sockets place -> new SocketRun(scenario, Faces.of(scenario), api(place)).run();
    };
  }

  /** An API that is signed in there. */
  SessionApi api(Scenario.Sockets place) throws IOException, InterruptedException {
    if (!place.equals(signedInAt)) {
      try {
        api = SocketRun.signedIn(place);
      } catch (java.net.ConnectException e) {
        throw new IOException(
            "nobody answers at "
                + place.gateway()
                + "; is the engine up? ./avatar up starts it, --in-process needs none",
            e);
      }
      signedInAt = place;
    }
    return api;
  }
}
