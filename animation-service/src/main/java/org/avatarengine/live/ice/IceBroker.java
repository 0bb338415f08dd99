package org.avatarengine.live.ice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hands out the ICE servers with credentials by time, as coturn's REST scheme has them: the name is
 * {@code expiry:user} in Unix seconds, the credential Base64 of HMAC-SHA1 of the name under the
 * shared secret. coturn checks both by itself; nothing is stored.
 */
@ApplicationScoped
public class IceBroker {

  // coturn's scheme knows no other; as a MAC SHA-1 is still sound.
  private static final String HMAC = "HmacSHA1";

  private final List<String> stun = new ArrayList<>();
  private final List<String> turn = new ArrayList<>();
  private final SecretKeySpec secret;
  private final Duration ttl;
  private final Clock clock;

  @Inject
  IceBroker(TurnConfig config) {
    this(config, Clock.systemUTC());
  }

  IceBroker(TurnConfig config, Clock clock) {
    for (IceUrl url : config.urls().orElse(List.of())) {
      (url.isTurn() ? turn : stun).add(url.text());
    }
    this.secret = new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), HMAC);
    this.ttl = config.ttl();
    this.clock = clock;
  }

  /**
   * The servers for one user, with credentials that start to count now.
   *
   * @param user whom coturn's quota counts: a user's id, or that of a session whose token came
   */
  public IceServers issue(String user) {
    List<IceServer> servers = new ArrayList<>();
    if (!stun.isEmpty()) {
      servers.add(IceServer.stun(stun));
    }
    if (!turn.isEmpty()) {
      String username = clock.instant().plus(ttl).getEpochSecond() + ":" + user;
      servers.add(new IceServer(turn, username, credential(username)));
    }
    return new IceServers(servers, ttl.toSeconds());
  }

  private String credential(String username) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
