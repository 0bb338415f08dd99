package org.avatarengine.platform.identity;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.observe.LogKeys;
import org.avatarengine.platform.problem.ProblemException;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Everything under {@code /api/} needs a token, everything under {@code /internal/} a service's.
 * Where the configuration says so, the token of a live session is one too.
 */
class IdentityFilter {

  private final TokenVerifier verifier;
  private final CurrentCaller current;
  private final SessionTokens sessions;
  private final List<String> openPaths;
  private final List<String> sessionPaths;

  IdentityFilter(
      TokenVerifier verifier,
      SessionTokens sessions,
      CurrentCaller current,
      IdentityConfig config) {
    this.verifier = verifier;
    this.sessions = sessions;
    this.current = current;
    this.openPaths = config.openPaths().orElse(List.of());
    this.sessionPaths = config.sessionPaths().orElse(List.of());
  }

  @ServerRequestFilter(preMatching = true)
  void check(ResteasyReactiveContainerRequestContext request) {
    // The very form by which the resource is chosen: no other spelling of a path gets past this.
    String path =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext())
            .serverRequest()
            .getRequestNormalisedPath();
    boolean internal = path.startsWith("/internal/");
    if (!internal && (!path.startsWith("/api/") || isAmong(openPaths, path))) {
      return;
    }
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (!internal && isAmong(sessionPaths, path) && SessionTokens.isOne(authorization)) {
      SessionTokens.Grant grant = sessions.verifyAuthorization(authorization);
      MDC.put(LogKeys.SESSION_ID, grant.sessionId().value());
      current.set(grant);
      return;
    }
    Caller caller = verifier.verifyAuthorization(authorization);
    if (internal && !caller.isSystem()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN, new Reason("services-only", "Only services may call this."));
    }
    MDC.put(LogKeys.USER_ID, caller.userId().toString());
    current.set(caller);
  }

  static boolean isAmong(List<String> paths, String path) {
    for (String known : paths) {
      boolean prefix = known.endsWith("*");
      if (prefix ? path.startsWith(known.substring(0, known.length() - 1)) : path.equals(known)) {
        return true;
      }
    }
    return false;
  }
}
