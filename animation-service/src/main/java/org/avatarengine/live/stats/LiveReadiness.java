package org.avatarengine.live.stats;

import jakarta.enterprise.context.ApplicationScoped;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.live.ingest.UdpIngest;
import org.avatarengine.live.peer.PeerDoor;
import org.avatarengine.live.session.InstanceName;
import org.avatarengine.live.session.LiveSessions;
import org.avatarengine.live.takeover.SessionTakeover;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once it runs: what is missing costs a feature, and the answer says which. */
@Readiness
@ApplicationScoped
class LiveReadiness implements HealthCheck {

  private final LiveSessions sessions;
  private final SessionTakeover takeover;
  private final UdpIngest ingest;
  private final PeerDoor peers;
  private final InstanceName instance;

  LiveReadiness(
      LiveSessions sessions,
      SessionTakeover takeover,
      UdpIngest ingest,
      PeerDoor peers,
      InstanceName instance) {
    this.sessions = sessions;
    this.takeover = takeover;
    this.ingest = ingest;
    this.peers = peers;
    this.instance = instance;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("live-sessions")
        .up()
        .withData("instance", instance.value())
        .withData("sessions", sessions.count())
        .withData("takeover", takeover.isLeased())
        .withData("ingestPort", ingest.port(Dialect.LIVE_LINK))
        .withData("rtcPort", peers.port().orElse(0))
        .build();
  }
}
