package org.avatarengine.live.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.avatarengine.animation.live.LiveSession;

/** The event loops of the process, each with the sessions it owns. Any thread. */
@Singleton
public class SessionLoops {

  private final List<SessionLoop> loops = new ArrayList<>();
  private final Map<EventLoop, SessionLoop> byEventLoop = new IdentityHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  SessionLoops(Vertx vertx) {
    List<EventLoop> eventLoops = new ArrayList<>();
    for (EventExecutor executor : ((VertxInternal) vertx).getEventLoopGroup()) {
      eventLoops.add((EventLoop) executor);
    }
    for (EventLoop eventLoop : eventLoops) {
      SessionLoop loop = new SessionLoop(eventLoop, loops.size(), eventLoops.size());
      loops.add(loop);
      byEventLoop.put(eventLoop, loop);
    }
  }

  void onStart(@Observes StartupEvent event) {
    loops.forEach(SessionLoop::start);
  }

  void stop() {
    loops.forEach(SessionLoop::stop);
  }

  /** All of them. */
  public List<SessionLoop> all() {
    return List.copyOf(loops);
  }

  /** The loop on which a Vert.x context runs, such as that of a connection. */
  public SessionLoop of(ContextInternal context) {
    return byEventLoop.get(context.nettyEventLoop());
  }

  /** The next one in turn, for a session that has no socket yet. */
  SessionLoop inTurn() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  /**
   * Visits all sessions on their loops, a few at a time.
   *
   * @param visit called on each session's loop
   * @param done called once, on any loop, when all were visited
   */
  public void survey(BiConsumer<HeldSession, LiveSession> visit, Runnable done) {
    AtomicInteger left = new AtomicInteger(loops.size());
    for (SessionLoop loop : loops) {
      loop.survey(
          visit,
          () -> {
            if (left.decrementAndGet() == 0) {
              done.run();
            }
          });
    }
  }
}
