package org.avatarengine.live.device;

import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.avatarengine.animation.live.CloseReason;
import org.avatarengine.animation.live.Viewer;
import org.avatarengine.animation.live.ViewerRequest;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.live.session.HeldSession;
import org.avatarengine.live.session.SessionWatcher;
import org.avatarengine.platform.problem.ProblemException;

/** Outputs of sessions in the dialects of other programs. Any thread. */
@Singleton
public class UdpOutputs implements SessionWatcher {

  private final DeviceConfig config;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<SessionId, List<Output>> outputs = new ConcurrentHashMap<>();

  /** An output of a session. */
  private record Output(int number, Viewer viewer, UdpPort port) {}

  UdpOutputs(DeviceConfig config) {
    this.config = config;
  }

  /**
   * Begins to send a session's frames to a program.
   *
   * @param format LIVE_LINK or VMC
   * @param subject the name that Unreal shows; null for the session's pairing code
   * @return the output's number; fails with 409 when there are as many as may be
   */
  public Future<Integer> open(
      HeldSession session, WireFormat format, InetSocketAddress to, String subject) {
    return session.ask(
        live -> {
          List<Output> of = outputs.computeIfAbsent(session.facts().id(), id -> new ArrayList<>());
          of.removeIf(output -> output.port().isClosed());
          if (of.size() >= config.maxOutputs()) {
            throw ProblemException.of(
                ProblemType.CONFLICT,
                new Reason(
                    "too-many-outputs",
                    "A session has at most " + config.maxOutputs() + " outputs."));
          }
          UdpPort port = open(to);
          Viewer viewer =
              live.join(
                  new ViewerRequest(
                      null,
                      SessionRole.VIEWER,
                      format,
                      DetailLevel.FULL,
                      format == WireFormat.LIVE_LINK ? name(session, subject) : null),
                  port,
                  session.nowUs());
          if (viewer == null) {
            port.close(CloseReason.FULL);
            throw ProblemException.of(
                ProblemType.BUSY, new Reason("session-full", "As many watch this session as may."));
          }
          int number = numbers.incrementAndGet();
          of.add(new Output(number, viewer, port));
          return number;
        });
  }

  private static String name(HeldSession session, String subject) {
    return subject == null ? session.facts().subject() : subject;
  }

  private static UdpPort open(InetSocketAddress to) {
    try {
      return UdpPort.open(to);
    } catch (IOException failure) {
      throw ProblemException.of(
          ProblemType.UNAVAILABLE,
          new Reason("output-failed", "That address cannot be sent to: " + failure.getMessage()));
    }
  }

  /** Ends an output; fails with 404 when there is none of that number. */
  public Future<Void> close(HeldSession session, int number) {
    return session.ask(
        live -> {
          List<Output> of = outputs.getOrDefault(session.facts().id(), new ArrayList<>());
          for (Output output : of) {
            if (output.number() == number) {
              output.viewer().left();
              output.port().close(CloseReason.LEFT);
              of.remove(output);
              return null;
            }
          }
          throw ProblemException.of(ProblemType.NOT_FOUND, "There is no output " + number + ".");
        });
  }

  @Override
  public void opened(HeldSession session) {
    // A session that was taken over begins without outputs.
  }

  @Override
  public void closed(HeldSession session, CloseReason reason) {
    List<Output> of = outputs.remove(session.facts().id());
    if (of != null) {
      of.forEach(output -> output.port().close(reason));
    }
  }
}
