package org.avatarengine.gateway.limit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.avatarengine.platform.identity.Caller;

/** The limits of the API per user, by bucket and role. */
@ApplicationScoped
public class RateLimit {

  private final SlidingWindow windows;
  private final LimitConfig config;

  RateLimit(SlidingWindow windows, LimitConfig config) {
    this.windows = windows;
    this.config = config;
  }

  /** Counts one request of a caller; role system is exempt. */
  public Uni<Verdict> take(Caller caller, Bucket bucket) {
    if (caller.isSystem()) {
      return Uni.createFrom().item(new Verdict.Uncounted());
    }
    return windows.take(
        bucket.name().toLowerCase(Locale.ROOT) + ":" + caller.userId(),
        bucket.quota(config, caller.isAdmin()));
  }
}
