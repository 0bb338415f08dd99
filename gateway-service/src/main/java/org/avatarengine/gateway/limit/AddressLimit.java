package org.avatarengine.gateway.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.avatarengine.platform.blob.Sha256;

/**
 * The limits of those who have no token yet. Behind a load balancer the client's address is known
 * only with Quarkus's {@code quarkus.http.proxy.*} set to trust it.
 */
@ApplicationScoped
public class AddressLimit {

  private final SlidingWindow windows;
  private final LimitConfig config;

  AddressLimit(SlidingWindow windows, LimitConfig config) {
    this.windows = windows;
    this.config = config;
  }

  /** Counts one request of an address; fails with 429. */
  public Uni<Void> take(HttpServerRequest request) {
    return windows
        .take("address:" + addressOf(request), config.address())
        .invoke(this::demand)
        .replaceWithVoid();
  }

  /** Counts one sign-in of a name at an address, and one of the address; fails with 429. */
  public Uni<Void> takeSignIn(String name, HttpServerRequest request) {
    return take(request)
        .chain(() -> windows.take(signInKey(name, request), config.signIns()))
        .invoke(this::demand)
        .replaceWithVoid();
  }

  /** After a success the name starts anew at this address. */
  public Uni<Void> signedIn(String name, HttpServerRequest request) {
    return windows.forget(signInKey(name, request));
  }

  private void demand(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      throw refused.toProblem();
    }
  }

  // Hashed: a name is somebody's, and may be of any length.
  private static String signInKey(String name, HttpServerRequest request) {
    String whole = name + "\n" + addressOf(request);
    return "sign-in:" + Sha256.hex(whole.getBytes(StandardCharsets.UTF_8));
  }

  private static String addressOf(HttpServerRequest request) {
    return request.remoteAddress() == null ? "unknown" : request.remoteAddress().hostAddress();
  }
}
