package org.avatarengine.live.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.observe.LogKeys;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/**
 * A live session and the event loop that owns it. Whatever touches the {@link LiveSession} runs on
 * that loop; from elsewhere {@link #run} and {@link #ask} take it there.
 *
 * <p>A session without viewers may move to the loop on which its first one's socket lives, so that
 * the two share a thread from then on. It never moves while somebody watches.
 */
public final class HeldSession {

  private static final Logger LOG = Logger.getLogger(HeldSession.class);
  private static final long PATIENCE_S = 5;

  private final SessionFacts facts;
  private final LiveSession live;
  private final LiveSessions registry;

  /** When media time was zero, as {@link System#nanoTime} has it. */
  private final long originNanos;

  private final List<Intake> intakes = new ArrayList<>();
  private volatile SessionLoop home;
  private volatile CloseReason closed;
  private volatile Vitals vitals = Vitals.NONE;
  private long lastUs;
  private int credit;

  HeldSession(
      SessionFacts facts, LiveSession live, LiveSessions registry, SessionLoop home, long mediaUs) {
    this.facts = facts;
    this.live = live;
    this.registry = registry;
    this.home = home;
    this.originNanos = System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(mediaUs);
    this.lastUs = mediaUs;
  }

  public SessionFacts facts() {
    return facts;
  }

  /** Whether it is here no more. */
  public boolean isClosed() {
    return closed != null;
  }

  /** What the doctor found lately about its viewers. */
  Vitals vitals() {
    return vitals;
  }

  void setVitals(Vitals vitals) {
    this.vitals = vitals;
  }

  /** The loop that owns it now. */
  public SessionLoop home() {
    return home;
  }

  /** Media time now: microseconds since the session began, never less than before. On its loop. */
  public long nowUs() {
    return us(System.nanoTime());
  }

  long us(long atNanos) {
    lastUs = Math.max(lastUs, (atNanos - originNanos) / 1_000);
    return lastUs;
  }

  /** Runs a task with the session on its loop; does nothing when it is closed. Any thread. */
  public void run(Consumer<LiveSession> task) {
    SessionLoop loop = home;
    loop.execute(
        () -> {
          if (loop != home) {
            run(task);
          } else if (closed == null) {
            enter(task);
          }
        });
  }

  /**
   * Asks the session something on its loop. Any thread.
   *
   * @return fails with 404 when it is closed
   */
  public <T> Future<T> ask(Function<LiveSession, T> question) {
    Promise<T> answer = Promise.promise();
    ask(question, answer);
    return answer.future().timeout(PATIENCE_S, TimeUnit.SECONDS);
  }

  private <T> void ask(Function<LiveSession, T> question, Promise<T> answer) {
    SessionLoop loop = home;
    loop.execute(
        () -> {
          if (loop != home) {
            ask(question, answer);
          } else if (closed != null) {
            answer.tryFail(gone());
          } else {
            try {
              answer.tryComplete(question.apply(live));
            } catch (RuntimeException failure) {
              answer.tryFail(failure);
            } finally {
              loop.handOver();
            }
          }
        });
  }

  /** Runs a task at once: for whoever is on the session's loop already. */
  public void enter(Consumer<LiveSession> task) {
    if (closed != null) {
      return;
    }
    // The task may move the session to another loop.
    SessionLoop loop = home;
    try {
      task.accept(live);
    } catch (RuntimeException failure) {
      broke(failure);
    } finally {
      loop.handOver();
    }
  }

  /**
   * Makes another loop its home when nobody watches. On its loop; afterwards the caller no longer
   * is.
   *
   * @return whether it moved
   */
  public boolean moveTo(SessionLoop other) {
    if (closed != null || other == home || live.viewers() > 0) {
      return false;
    }
    home.remove(this);
    home = other;
    other.execute(
        () -> {
          if (home == other && closed == null) {
            other.add(this);
          }
        });
    return true;
  }

  /**
   * A way in for one foreign thread; as many as the session has viewers and sources. On its loop.
   */
  public Intake openIntake(int capacity) {
    Intake intake = new Intake(capacity);
    intakes.add(intake);
    return intake;
  }

  public void closeIntake(Intake intake) {
    intakes.remove(intake);
  }

  /** Ends it for all. Any thread. */
  public void close(CloseReason reason) {
    SessionLoop loop = home;
    loop.execute(
        () -> {
          if (loop != home) {
            close(reason);
          } else {
            closeHere(reason);
          }
        });
  }

  void closeHere(CloseReason reason) {
    if (closed != null) {
      return;
    }
    closed = reason;
    try {
      home.retire(this, live.stats());
      live.close(reason);
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "a session did not close cleanly sessionId=%s", facts.id());
    }
    home.handOver();
    registry.left(this, reason);
  }

  /** One beat when it is due: {@code fps} of every 60. On its loop. */
  boolean beat() {
    credit += facts.fps();
    if (credit < 60) {
      return false;
    }
    credit -= 60;
    try {
      for (int i = 0; i < intakes.size(); i++) {
        intakes.get(i).drain(this);
      }
      if (closed != null) {
        return false;
      }
      live.beat(nowUs());
      // A relay's frames come from elsewhere: this was only the turn of what its viewers sent.
      return !live.isRelay();
    } catch (RuntimeException failure) {
      broke(failure);
      return false;
    }
  }

  LiveSession live() {
    return live;
  }

  // A fault of ours in one session must not stop the others of its loop, nor be repeated 60 times
  // a second.
  private void broke(RuntimeException failure) {
    try (LogKeys.Scope scope = LogKeys.put(LogKeys.SESSION_ID, facts.id())) {
      LOG.errorf(failure, "session broke and is closed sessionId=%s", facts.id());
    }
    registry.countFault();
    closeHere(CloseReason.SESSION_CLOSED);
  }

  private ProblemException gone() {
    return ProblemException.of(ProblemType.NOT_FOUND, "There is no session " + facts.id() + ".");
  }
}
