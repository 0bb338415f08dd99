package org.avatarengine.gateway.proxy;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Where one request goes: to its service, and for a live session to the instance that its id names.
 * If that one is not there, any other is asked; whoever does not own the session names the owner.
 */
final class Destination {

  private static final int MISDIRECTED = 421;
  private static final String OWNER = "Avatar-Instance";
  private static final int MAX_HOPS = 3;

  private final Backends backends;
  private final Backend backend;
  private Backends.Address address;
  private boolean toInstance;
  private int hops;

  Destination(Backends backends, Target.Service target) {
    this.backends = backends;
    this.backend = target.backend();
    Backends.Address instance =
        target.session() == null ? null : backends.instance(target.session().instance());
    this.toInstance = instance != null;
    this.address = toInstance ? instance : backends.of(backend);
  }

  Backend backend() {
    return backend;
  }

  /** Whether an answer may name somewhere else to go. */
  boolean mayChange() {
    return backend == Backend.ANIMATION;
  }

  RequestOptions options(HttpMethod method, String uri) {
    return address.request(method, uri);
  }

  /**
   * After a connection that failed: true when there is somewhere else to try, which is then set.
   */
  boolean elsewhere() {
    if (!toInstance || ++hops > MAX_HOPS) {
      return false;
    }
    toInstance = false;
    address = backends.of(backend);
    return true;
  }

  /** After an answer: true when it names another instance, which is then set. */
  boolean redirectedBy(HttpClientResponse answer) {
    String owner = answer.statusCode() == MISDIRECTED ? answer.getHeader(OWNER) : null;
    Backends.Address instance = owner == null ? null : backends.instance(owner);
    if (instance == null || instance.equals(address) || ++hops > MAX_HOPS) {
      return false;
    }
    toInstance = true;
    address = instance;
    return true;
  }
}
