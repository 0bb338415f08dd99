package org.avatarengine.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The controlling side against a lite one (RFC 8445 sections 6 and 7): one host candidate of its
 * own, checks to each of the other's in turn, the first that answers is nominated, and consent is
 * asked for as long as it lives (RFC 7675). Without socket or clock; not thread-safe.
 */
public final class ControllingAgent {

  /** Where it stands. */
  public enum State {
    CHECKING,
    NOMINATING,
    CONNECTED
  }

  /** A check to be sent. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Check(InetSocketAddress to, byte[] bytes) {}

  /** Ta of RFC 8445 section 14.2. */
  private static final long PACE_US = 50_000;

  /** RFC 7675 section 5.1: every five seconds, give or take a fifth. */
  private static final long CONSENT_US = 5_000_000;

  /** A lost consent check is asked again soon, so that a lossy link does not lose its consent. */
  private static final long CONSENT_RETRY_US = 500_000;

  private static final int OPEN_CHECKS = 32;
  private static final long HOST_PRIORITY = (110L << 24) | (65_535L << 8) | 255;

  private final String username;
  private final StunIntegrity key;
  private final List<InetSocketAddress> remotes;
  private final RandomGenerator random;
  private final long tieBreaker;
  private final List<Sent> sent = new ArrayList<>();
  private State state = State.CHECKING;
  private InetSocketAddress chosen;
  private int turn;
  private long nextUs;

  @SuppressWarnings("ArrayRecordComponent")
  private record Sent(byte[] transaction, InetSocketAddress to, boolean nominating) {}

  public ControllingAgent(
      IceCredentials local,
      IceCredentials remote,
      List<InetSocketAddress> remotes,
      RandomGenerator random) {
    if (remotes.isEmpty()) {
      throw new IllegalArgumentException("nowhere to send a check");
    }
    this.username = remote.ufrag() + ":" + local.ufrag();
    this.key = new StunIntegrity(remote.password());
    this.remotes = List.copyOf(remotes);
    this.random = random;
    this.tieBreaker = random.nextLong();
    this.nextUs = Long.MIN_VALUE;
  }

  /** When {@link #next} has a check; at once at first. */
  public long nextUs() {
    return nextUs;
  }

  /** The check that is due. */
  public Check next(long nowUs) {
    boolean nominate = state != State.CHECKING;
    InetSocketAddress to = nominate ? chosen : remotes.get(turn++ % remotes.size());
    nextUs = nowUs + (state == State.CONNECTED ? CONSENT_RETRY_US : PACE_US);
    byte[] transaction = new byte[StunAttribute.TRANSACTION_BYTES];
    random.nextBytes(transaction);
    if (sent.size() == OPEN_CHECKS) {
      sent.removeFirst();
    }
    sent.add(new Sent(transaction, to, nominate));
    StunWriter check =
        new StunWriter(StunType.REQUEST, transaction)
            .username(username)
            .priority(HOST_PRIORITY)
            .controlling(tieBreaker);
    if (nominate) {
      check.useCandidate();
    }
    return new Check(to, check.signed(key));
  }

  /**
   * An answer came.
   *
   * @return whether it was one to a check of ours, from where that was sent, and signed
   */
  public boolean onAnswer(StunMessage answer, InetSocketAddress from, long nowUs) {
    if (answer.type() != StunType.SUCCESS || !answer.isSignedWith(key)) {
      return false;
    }
    byte[] transaction = answer.transaction();
    for (int i = 0; i < sent.size(); i++) {
      Sent check = sent.get(i);
      // RFC 8445 section 7.2.5.2.1: an answer from elsewhere does not prove the path.
      if (Arrays.equals(check.transaction(), transaction) && check.to().equals(from)) {
        sent.subList(0, i + 1).clear();
        advance(check, nowUs);
        return true;
      }
    }
    return false;
  }

  private void advance(Sent check, long nowUs) {
    switch (state) {
      case CHECKING -> {
        chosen = check.to();
        state = State.NOMINATING;
        nextUs = nowUs;
      }
      case NOMINATING -> {
        if (check.nominating()) {
          state = State.CONNECTED;
          nextUs = nowUs + consentInterval();
        }
      }
      case CONNECTED -> nextUs = nowUs + consentInterval();
    }
  }

  private long consentInterval() {
    return (long) (CONSENT_US * (0.8 + 0.4 * random.nextDouble()));
  }

  public State state() {
    return state;
  }

  /** The path in use; null while checking. */
  public InetSocketAddress chosen() {
    return chosen;
  }
}
