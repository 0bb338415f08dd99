package org.avatarengine.job.events;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.TokenVerifier;
import org.avatarengine.platform.problem.ProblemException;

/** Lets a socket open only for a valid token: 401 without, 403 for one that may not read. */
@Singleton
class EventsUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Caller> CALLER = new TypedKey<>("caller");
  static final TypedKey<Instant> EXPIRY = new TypedKey<>("token-expiry");

  private static final int UNAUTHENTICATED = ProblemType.UNAUTHENTICATED.status();
  private static final Map<String, List<String>> CHALLENGE =
      Map.of("WWW-Authenticate", List.of("Bearer"));
  private static final Map<String, List<String>> LATER = Map.of("Retry-After", List.of("5"));

  private final TokenVerifier verifier;
  private final ViewerHub hub;

  EventsUpgrade(TokenVerifier verifier, ViewerHub hub) {
    this.verifier = verifier;
    this.hub = hub;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    Optional<String> token =
        BearerProtocol.token(
            request.getHeader(HttpHeaders.AUTHORIZATION),
            request.headers().getAll("Sec-WebSocket-Protocol"));
    if (token.isEmpty()) {
      return CheckResult.rejectUpgrade(UNAUTHENTICATED, CHALLENGE);
    }
    try {
      Caller caller = verifier.verify(token.get());
      caller.require(Permission.READ);
      if (hub.refusal(caller.userId()).isPresent()) {
        return CheckResult.rejectUpgrade(ProblemType.BUSY.status(), LATER);
      }
      context.userData().put(CALLER, caller);
      context.userData().put(EXPIRY, BearerProtocol.expiry(token.get()));
      return CheckResult.permitUpgrade();
    } catch (ProblemException refused) {
      return refused.type() == ProblemType.UNAUTHENTICATED
          ? CheckResult.rejectUpgrade(UNAUTHENTICATED, CHALLENGE)
          : CheckResult.rejectUpgrade(refused.type().status());
    }
  }
}
