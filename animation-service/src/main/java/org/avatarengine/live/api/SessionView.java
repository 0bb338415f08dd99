package org.avatarengine.live.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.live.session.SessionFacts;

/**
 * A session as its owner sees it.
 *
 * @param tokens in the answer to its creation only
 * @param ingest where sources send to; empty for a session on another instance
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(
    SessionId sessionId,
    AvatarId avatarId,
    String rig,
    int fps,
    FrameProfile profile,
    String preset,
    Instant createdAt,
    Transports transports,
    Tokens tokens,
    List<IngestPoint> ingest) {

  private static final List<String> SUBPROTOCOLS =
      List.of("avatar.frame.v1", "avatar.json.v1", "avatar.msgpack.v1");

  /** The ways to watch and to drive it. */
  @RegisterForReflection
  public record Transports(WebSocketAt webSocket, WebRtcAt webRtc) {}

  /** The WebSocket; a token goes along as the subprotocol {@code bearer.<token>}. */
  @RegisterForReflection
  public record WebSocketAt(String path, List<String> subprotocols) {}

  /** Where a WebRTC offer goes. */
  @RegisterForReflection
  public record WebRtcAt(String path, String iceServers) {}

  /** What others may be given to take part. */
  @RegisterForReflection
  public record Tokens(String performer, String viewer, Instant expiresAt) {}

  /**
   * Where a tracking program sends to.
   *
   * @param subject what it has to call itself
   */
  @RegisterForReflection
  public record IngestPoint(Dialect dialect, String host, int port, String subject) {}

  static SessionView of(SessionFacts facts, Tokens tokens, List<IngestPoint> ingest) {
    return new SessionView(
        facts.id(),
        facts.avatarId(),
        facts.rig(),
        facts.fps(),
        facts.profile(),
        facts.preset(),
        facts.createdAt(),
        new Transports(
            new WebSocketAt("/api/v1/sessions/" + facts.id() + "/stream", SUBPROTOCOLS),
            new WebRtcAt("/api/v1/sessions/" + facts.id() + "/rtc/offer", "/api/v1/ice-servers")),
        tokens,
        ingest);
  }
}
