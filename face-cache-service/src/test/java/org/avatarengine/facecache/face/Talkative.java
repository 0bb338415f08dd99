package org.avatarengine.facecache.face;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Tells reads at once, and is patient with a busy machine. */
public final class Talkative implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "avatar.face-cache.reports.flush-every", "1s",
        "avatar.face-cache.redis.timeout", "10s",
        "avatar.face-cache.redis.write-timeout", "10s");
  }
}
