package org.avatarengine.benchmarks.simulate.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.avatarengine.benchmarks.simulate.client.SessionApi;

/**
 * The sessions that a run has made, which it ends in any case: also when the program is
 * interrupted.
 */
public final class OpenSessions implements AutoCloseable {

  private final SessionApi api;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::delete, "delete-sessions");

  public OpenSessions(SessionApi api) {
    this.api = api;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Makes one more. */
  public SessionApi.Made make(SessionApi.Order order) throws IOException, InterruptedException {
    SessionApi.Made made = api.create(order);
    ids.add(made.sessionId());
    return made;
  }

  /** Ends one. */
  public void end(String sessionId) throws IOException, InterruptedException {
    api.delete(sessionId);
    ids.remove(sessionId);
  }

  /**
   * Ends all that are left.
   *
   * @return what could not be ended and why
   */
  public List<String> endAll() {
    List<String> failures = new ArrayList<>();
    for (String id : ids) {
      try {
        end(id);
      } catch (IOException e) {
        failures.add("session " + id + " could not be ended: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add("interrupted while sessions were ended");
        return failures;
      }
    }
    return failures;
  }

  private void delete() {
    endAll().forEach(System.err::println);
  }

  @Override
  public void close() {
    endAll().forEach(System.err::println);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends already; the hook finds nothing left to do.
    }
  }
}
