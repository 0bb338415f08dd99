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
 */
class IdentityFilter {

  private final TokenVerifier verifier;
  private final CurrentCaller current;
  private final List<String> openPaths;

  IdentityFilter(TokenVerifier verifier, CurrentCaller current, IdentityConfig config) {
    this.verifier = verifier;
    this.current = current;
    this.openPaths = config.openPaths().orElse(List.of());
  }

  @ServerRequestFilter(preMatching = true)
  void check(ResteasyReactiveContainerRequestContext request) {
    // The very form by which the resource is chosen: no other spelling of a path gets past this.
    String path =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext())
            .serverRequest()
            .getRequestNormalisedPath();
    boolean internal = path.startsWith("/internal/");
    if (!internal && (!path.startsWith("/api/") || isOpen(path))) {
      return;
    }
    Caller caller =
        verifier.verifyAuthorization(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (internal && !caller.isSystem()) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN, new Reason("services-only", "Only services may call this."));
    }
    MDC.put(LogKeys.USER_ID, caller.userId().toString());
    current.set(caller);
  }

  private boolean isOpen(String path) {
    for (String open : openPaths) {
      boolean prefix = open.endsWith("*");
      if (prefix ? path.startsWith(open.substring(0, open.length() - 1)) : path.equals(open)) {
        return true;
      }
    }
    return false;
  }
}
