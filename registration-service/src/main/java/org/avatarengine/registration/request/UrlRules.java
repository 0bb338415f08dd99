package org.avatarengine.registration.request;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.avatarengine.contract.problem.Reason;

/**
 * Which URLs originals may be fetched from, by what is written in them; where their hosts lie is
 * the {@link AddressPolicy}'s question.
 *
 * @param allowHttp whether http is taken beside https
 * @param hosts exact names, or {@code *.suffix} for every name under a suffix; empty for none
 * @param ports beside 443 for https and 80 for http
 */
record UrlRules(boolean allowHttp, Set<String> hosts, Set<Integer> ports) {

  static final int LONGEST = 2_048;
  private static final Pattern RULE =
      Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|[0-9.]+|\\[[0-9a-f:]+]");

  UrlRules {
    hosts = Set.copyOf(hosts);
    ports = Set.copyOf(ports);
    for (String host : hosts) {
      if (!RULE.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "avatar.registration.requests.url.allowed-hosts takes lower-case names and *.suffix,"
                + " not \""
                + host
                + "\"");
      }
    }
  }

  static UrlRules of(RequestsConfig.Url config) {
    return new UrlRules(
        config.allowHttp(),
        config.allowedHosts().orElse(Set.of()),
        config.allowedPorts().orElse(Set.of()));
  }

  /** Why this URL is not fetched, or empty where it may be. */
  Optional<Reason> complaint(URI url) {
    if (hosts.isEmpty()) {
      return notAllowed("Originals are not fetched by URL here; lay them down in the inbox.");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(scheme.equals("http") && allowHttp)) {
      return notAllowed(
          allowHttp
              ? "Originals are fetched by http or https."
              : "Originals are fetched by https.");
    }
    if (url.getHost() == null || url.toASCIIString().length() > LONGEST) {
      return notAllowed("The URL has no host that can be read, or is too long.");
    }
    if (url.getRawUserInfo() != null) {
      return notAllowed("The URL may not carry a user name or a password.");
    }
    if (url.getPort() != -1 && url.getPort() != usualPort(scheme) && !ports.contains(port(url))) {
      return notAllowed("Originals are not fetched from port " + url.getPort() + ".");
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    if (hosts.stream().noneMatch(rule -> covers(rule, host))) {
      return notAllowed("The host of the URL is not on the list of those allowed.");
    }
    return Optional.empty();
  }

  /** The port to connect to. */
  static int port(URI url) {
    return url.getPort() != -1
        ? url.getPort()
        : usualPort(url.getScheme().toLowerCase(Locale.ROOT));
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static boolean covers(String rule, String host) {
    return rule.startsWith("*.")
        ? host.endsWith(rule.substring(1)) && host.length() > rule.length() - 1
        : host.equals(rule);
  }

  private static Optional<Reason> notAllowed(String message) {
    return Optional.of(new Reason("url-not-allowed", message));
  }
}
