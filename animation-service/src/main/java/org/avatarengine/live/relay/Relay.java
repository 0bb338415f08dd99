package org.avatarengine.live.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.impl.ContextInternal;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.SessionFacts;
import org.avatarengine.live.takeover.Whereabouts;
import org.jboss.logging.Logger;

/**
 * One session of another instance, shown here: keeps the connection to whoever owns it, finds the
 * next owner when that one is gone, and ends with the session or with its last viewer. Confined to
 * its context unless it says so.
 */
final class Relay implements OwnerLink.Listener {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final long LOOK_EVERY_MS = 500;
  private static final int NOT_FOUND = 404;

  /** So many looks in a row must find that less would do before less is asked for. */
  private static final int LOWER_AFTER = 10;

  private static final int MAX_DOUBLINGS = 10;

  /** What a relay needs of its instance. */
  interface House {
    Future<OwnerLink> connect(URI owner, Relay relay, String viewerId, DetailLevel level);

    /** Where the session is now. */
    Future<Whereabouts> locate(Relay relay);

    /** Whether the session is known to anybody. */
    Future<Boolean> exists(Relay relay);

    HeldSession hold(Relay relay, long mediaTimeMs);

    void ended(Relay relay);
  }

  private final SessionFacts facts;
  private final House house;
  private final RelayConfig config;
  private final Vertx vertx;
  private final ContextInternal context;
  private final Promise<HeldSession> started = Promise.promise();
  private final AtomicReference<QuantizedFrame> newest = new AtomicReference<>();
  private volatile HeldSession session;
  private volatile String owner;
  private volatile int viewers;
  private URI url;
  private OwnerLink link;
  private String viewerId;
  private DetailLevel level = DetailLevel.FULL;
  private int lowerWouldDo;
  private int failures;
  private long alone = System.nanoTime();
  private long lost = System.nanoTime();
  private long timer = -1;
  private boolean ended;

  Relay(
      SessionFacts facts,
      Whereabouts.Elsewhere where,
      House house,
      RelayConfig config,
      Vertx vertx,
      ContextInternal context) {
    this.facts = facts;
    this.owner = where.instance();
    this.url = where.url();
    this.house = house;
    this.config = config;
    this.vertx = vertx;
    this.context = context;
  }

  SessionFacts facts() {
    return facts;
  }

  /** The instance that owns the session, as far as is known. Any thread. */
  String owner() {
    return owner;
  }

  /** Viewers that it has here, at most half a second ago. Any thread. */
  int viewers() {
    return viewers;
  }

  /** The session here, once the owner has let us in. Any thread. */
  Future<HeldSession> started() {
    return started.future();
  }

  /** Any thread. */
  void start() {
    context.runOnContext(
        there -> {
          timer = vertx.setPeriodic(LOOK_EVERY_MS, again -> look());
          connect();
        });
  }

  private void connect() {
    house.connect(url, this, viewerId, level).onComplete(this::connected, this::failed);
  }

  private void connected(OwnerLink fresh) {
    if (ended) {
      fresh.close();
    } else {
      link = fresh;
    }
  }

  private void failed(Throwable cause) {
    if (ended) {
      return;
    }
    LOG.debugf("no way to the owner sessionId=%s owner=%s cause=%s", facts.id(), owner, cause);
    if (session == null) {
      started.tryFail(cause);
      end(CloseReason.MOVED);
    } else if (cause instanceof UpgradeRejectedException refused
        && refused.getStatus() == NOT_FOUND) {
      end(CloseReason.SESSION_CLOSED);
    } else {
      tryAgain();
    }
  }

  @Override
  public void welcome(OwnerLink from, String ourId, long mediaTimeMs) {
    if (ended) {
      return;
    }
    viewerId = ourId;
    failures = 0;
    lost = -1;
    if (session == null) {
      try {
        session = house.hold(this, mediaTimeMs);
        started.complete(session);
      } catch (RuntimeException failure) {
        started.tryFail(failure);
        from.close();
        end(CloseReason.MOVED);
      }
    }
  }

  @Override
  public void frame(QuantizedFrame frame) {
    HeldSession here = session;
    if (here == null || ended) {
      return;
    }
    if (here.home().isHere()) {
      here.enter(live -> live.show(frame, here.nowUs()));
      return;
    }
    QuantizedFrame copy = new QuantizedFrame();
    copy.set(frame);
    // One slot: when the session's loop is behind, it finds the newest frame alone.
    if (newest.getAndSet(copy) == null) {
      here.run(live -> showNewest(here, live));
    }
  }

  private void showNewest(HeldSession here, LiveSession live) {
    QuantizedFrame frame = newest.getAndSet(null);
    if (frame != null) {
      live.show(frame, here.nowUs());
    }
  }

  @Override
  public void closed(OwnerLink from, int code) {
    if (ended || (link != null && link != from)) {
      return;
    }
    link = null;
    LOG.debugf("the owner is gone sessionId=%s owner=%s code=%d", facts.id(), owner, code);
    if (session == null) {
      started.tryFail(new IllegalStateException("the owner closed with " + code));
      end(CloseReason.MOVED);
    } else if (code == CloseReason.SESSION_CLOSED.code()) {
      end(CloseReason.SESSION_CLOSED);
    } else {
      tryAgain();
    }
  }

  private void tryAgain() {
    long now = System.nanoTime();
    if (lost < 0) {
      lost = now;
    }
    if (now - lost > config.patience().toNanos()) {
      end(CloseReason.GOING_AWAY);
      return;
    }
    long wait =
        Math.min(
            config.maxBackoff().toMillis(),
            config.backoff().toMillis() << Math.min(failures, MAX_DOUBLINGS));
    failures++;
    vertx.setTimer(Math.max(1, wait), waited -> find());
  }

  private void find() {
    if (!ended) {
      house
          .locate(this)
          // Without Redis the owner may still be where it was.
          .onFailure(unknown -> context.runOnContext(there -> connect()))
          .onSuccess(where -> context.runOnContext(there -> go(where)));
    }
  }

  private void go(Whereabouts where) {
    if (ended) {
      return;
    }
    switch (where) {
      // It was taken over by this very instance: whoever comes back finds it here.
      case Whereabouts.Here here -> end(CloseReason.MOVED);
      case Whereabouts.Elsewhere other -> {
        owner = other.instance();
        url = other.url();
        connect();
      }
      case Whereabouts.Nowhere nowhere ->
          house
              .exists(this)
              .otherwise(true)
              .onSuccess(
                  exists ->
                      context.runOnContext(
                          there -> {
                            if (exists) {
                              tryAgain();
                            } else {
                              end(CloseReason.SESSION_CLOSED);
                            }
                          }));
    }
  }

  /** Twice a second: does anybody watch, how much do they need, does the owner live. */
  private void look() {
    HeldSession here = session;
    if (ended) {
      return;
    }
    if (link != null && link.silentNanos() > config.silence().toNanos()) {
      link.close();
    }
    if (here == null) {
      return;
    }
    here.ask(live -> live.stats().viewersByLevel())
        .onComplete(counts -> context.runOnContext(there -> counted(here, counts.result())));
  }

  private void counted(HeldSession here, List<Integer> byLevel) {
    if (ended) {
      return;
    }
    if (here.isClosed()) {
      end(CloseReason.SESSION_CLOSED);
      return;
    }
    if (byLevel == null) {
      return;
    }
    viewers = byLevel.stream().mapToInt(Integer::intValue).sum();
    long now = System.nanoTime();
    if (viewers > 0) {
      alone = -1;
      adapt(byLevel);
    } else if (alone < 0) {
      alone = now;
    } else if (now - alone > config.linger().toNanos()) {
      end(CloseReason.SESSION_CLOSED);
    }
  }

  /** The owner sends what the most demanding viewer needs: more at once, less after a while. */
  private void adapt(List<Integer> byLevel) {
    int needed = 0;
    while (byLevel.get(needed) == 0) {
      needed++;
    }
    lowerWouldDo = needed > level.ordinal() ? lowerWouldDo + 1 : 0;
    if (needed < level.ordinal() || lowerWouldDo > LOWER_AFTER) {
      lowerWouldDo = 0;
      level = DetailLevel.values()[needed];
      if (link != null) {
        link.level(level);
      }
    }
  }

  private void end(CloseReason reason) {
    ended = true;
    viewers = 0;
    vertx.cancelTimer(timer);
    // Nobody new comes to it from now on.
    house.ended(this);
    started.tryFail(new IllegalStateException("the relay ended: " + reason.tag()));
    if (link != null) {
      link.close();
      link = null;
    }
    if (session != null) {
      session.close(reason);
    }
    LOG.infof("relaying ended sessionId=%s reason=%s", facts.id(), reason.tag());
  }
}
