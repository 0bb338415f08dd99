package org.avatarengine.job;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Everything as in production, with shorter pauses. */
public class Impatient implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "avatar.job.board.backoff-base", "50ms",
        "avatar.job.board.lease", "8s",
        "avatar.job.events.ping", "1s",
        "avatar.job.queue.retention-sweep", "1s",
        "avatar.job.events.retention-sweep", "1s");
  }
}
