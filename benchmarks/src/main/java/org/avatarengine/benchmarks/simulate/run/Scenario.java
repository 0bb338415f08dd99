package org.avatarengine.benchmarks.simulate.run;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.avatarengine.benchmarks.simulate.client.Format;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.contract.frame.FrameProfile;

/**
 * What is simulated.
 *
 * @param place with sockets or without
 * @param sessions 1..10,000
 * @param viewers of each session, 0..10,000
 * @param watch what carries frames to viewers
 * @param perform what carries the performer's face
 * @param source a recording; null for synthetic faces
 * @param seed of faces, links and sessions
 * @param duration of the measurement, 1 s..24 h
 * @param up from clients to the session
 * @param down back
 * @param level 0..3; −1 to have it chosen
 * @param fps of the sessions, 1..60
 * @param preset of the sessions
 * @param light viewers acknowledge without decoding
 * @param acknowledgeEvery which frames viewers acknowledge: 1 all, 2 every other
 * @param analysed how many viewers of each session are kept frame by frame
 * @param replaySessions of how many sessions the encoder's input is fetched to compare with
 */
public record Scenario(
    Place place,
    int sessions,
    int viewers,
    Watch watch,
    Format format,
    Perform perform,
    Path source,
    long seed,
    Duration duration,
    LinkSettings up,
    LinkSettings down,
    int level,
    int fps,
    FrameProfile profile,
    String preset,
    boolean light,
    int acknowledgeEvery,
    int analysed,
    int replaySessions) {

  /** What carries frames to viewers. */
  public enum Watch {
    WEB_SOCKET,
    WEB_RTC,
    /** Every other viewer by WebRTC. */
    MIXED
  }

  /** What carries a performer's face. */
  public enum Perform {
    LIVE_LINK,
    WEB_SOCKET,
    WEB_RTC,
    /** Nobody performs; the session's own life is watched. */
    NOBODY
  }

  /** Where. */
  public sealed interface Place {}

  /** In this process, without sockets, on a virtual clock. */
  public record InProcess() implements Place {}

  /**
   * Over sockets.
   *
   * @param gateway signs in
   * @param sessions where sessions are made and watched: the gateway too, or an animation-service
   * @param token an access token to use instead of signing in; null to sign in
   */
  public record Sockets(URI gateway, URI sessions, String user, String password, String token)
      implements Place {
    public Sockets {
      Objects.requireNonNull(gateway, "gateway");
      Objects.requireNonNull(sessions, "sessions");
    }
  }

  public Scenario {
    range("sessions", sessions, 1, 10_000);
    range("viewers", viewers, 0, 10_000);
    range("level", level, -1, 3);
    range("fps", fps, 1, 60);
    range("ack-every", acknowledgeEvery, 1, 60);
    range("analysed", analysed, 0, 10_000);
    range("replay-sessions", replaySessions, 0, 10_000);
    if (duration.toMillis() < 1_000 || duration.toHours() > 24) {
      throw new IllegalArgumentException("the duration is 1 s..24 h: " + duration);
    }
  }

  /** In one line. */
  public String text() {
    return sessions
        + (sessions == 1 ? " session of " : " sessions of ")
        + viewers
        + (viewers == 1 ? " viewer, " : " viewers, ")
        + duration.toSeconds()
        + " s, up: "
        + up.text()
        + ", down: "
        + down.text();
  }

  private static void range(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("--" + what + " is " + least + ".." + most + ": " + value);
    }
  }
}
