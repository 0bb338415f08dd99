package org.avatarengine.facecache.face;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What is tested is what Redis holds, not how fast a busy machine answers. */
public final class Patient implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "avatar.face-cache.redis.timeout", "10s", "avatar.face-cache.redis.write-timeout", "10s");
  }
}
