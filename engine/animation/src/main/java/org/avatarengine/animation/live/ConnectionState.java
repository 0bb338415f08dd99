package org.avatarengine.animation.live;

import java.util.Locale;
import org.avatarengine.contract.frame.DetailLevel;

/**
 * The life of one connection, whatever carries it. A state holds only what is true in it; its
 * methods are the only ways on.
 *
 * <pre>
 *   Init ──► Connecting ──► Connected ──► Active
 *               ▲ │             │            │
 *         retry │ ├─────────────┴────────────┤
 *               │ ▼ lost                     ▼ goodbye
 *              Failed                     Closing ──► Closed
 *                 │ given up                             ▲
 *                 └──────────────────────────────────────┘
 * </pre>
 *
 * <p>Connecting, Connected and Active may fail; what failed may be tried again, at most {@link
 * #MAX_ATTEMPTS} times, or given up. All times are microseconds since the session began.
 */
public sealed interface ConnectionState {

  /** How often a connection is tried, the first time among them. */
  int MAX_ATTEMPTS = 8;

  /** When this state began. */
  long sinceUs();

  /** The name for reports and metrics: lower case. */
  default String tag() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Nothing has happened yet. */
  record Init(long sinceUs) implements ConnectionState {
    /** The handshake begins. */
    public Connecting toConnecting(long nowUs) {
      return new Connecting(nowUs, 1);
    }
  }

  /**
   * The transport shakes hands.
   *
   * @param attempt 1..{@link #MAX_ATTEMPTS}
   */
  record Connecting(long sinceUs, int attempt) implements ConnectionState {
    public Connecting {
      if (attempt < 1 || attempt > MAX_ATTEMPTS) {
        throw new IllegalArgumentException("attempt is 1.." + MAX_ATTEMPTS + ": " + attempt);
      }
    }

    /** Control messages flow. */
    public Connected toConnected(long nowUs, WireFormat format) {
      return new Connected(nowUs, format);
    }

    public Failed toFailed(long nowUs, CloseReason reason) {
      return new Failed(nowUs, attempt, reason);
    }

    public Closing toClosing(long nowUs, CloseReason reason) {
      return new Closing(nowUs, reason);
    }
  }

  /** Welcomed; no frame has left yet. */
  record Connected(long sinceUs, WireFormat format) implements ConnectionState {
    /** The first frame left. */
    public Active toActive(long nowUs, DetailLevel level) {
      return new Active(nowUs, format, level);
    }

    public Failed toFailed(long nowUs, CloseReason reason) {
      return new Failed(nowUs, 1, reason);
    }

    public Closing toClosing(long nowUs, CloseReason reason) {
      return new Closing(nowUs, reason);
    }
  }

  /** Frames flow. */
  record Active(long sinceUs, WireFormat format, DetailLevel level) implements ConnectionState {
    /** Goes on at another level. */
    public Active toLevel(DetailLevel level) {
      return new Active(sinceUs, format, level);
    }

    public Failed toFailed(long nowUs, CloseReason reason) {
      return new Failed(nowUs, 1, reason);
    }

    public Closing toClosing(long nowUs, CloseReason reason) {
      return new Closing(nowUs, reason);
    }
  }

  /**
   * Lost without a farewell.
   *
   * @param attempt the one that failed; 1 after a connection that had stood
   */
  record Failed(long sinceUs, int attempt, CloseReason reason) implements ConnectionState {
    /** Whether it may be tried once more. */
    public boolean mayRetry() {
      return attempt < MAX_ATTEMPTS;
    }

    /**
     * Tries again.
     *
     * @throws IllegalStateException when it was tried often enough
     */
    public Connecting toConnecting(long nowUs) {
      if (!mayRetry()) {
        throw new IllegalStateException("tried " + attempt + " times");
      }
      return new Connecting(nowUs, attempt + 1);
    }

    /** Gives up. */
    public Closed toClosed(long nowUs) {
      return new Closed(nowUs, reason);
    }
  }

  /** One side said goodbye; what is on its way may still arrive. */
  record Closing(long sinceUs, CloseReason reason) implements ConnectionState {
    public Closed toClosed(long nowUs) {
      return new Closed(nowUs, reason);
    }
  }

  /** Over. */
  record Closed(long sinceUs, CloseReason reason) implements ConnectionState {}
}
