package org.avatarengine.registration.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How requests of outside producers are taken. */
@ConfigMapping(prefix = "avatar.registration.requests")
public interface RequestsConfig {

  /**
   * How long one record waits for an engine that is away, and its partition with it, before it goes
   * to the dead letters.
   */
  @WithDefault("10m")
  Duration patience();

  /** After how long a request that was begun and not ended, as by a crash, is begun again. */
  @WithDefault("2m")
  Duration lease();

  /**
   * How long a request's id is remembered; longer than the topic keeps its records, so that none
   * that is read again is taken twice.
   */
  @WithDefault("30d")
  Duration remember();

  /** Originals by URL. */
  Url url();

  /** Originals by URL: off until a host is allowed. */
  interface Url {

    /** Exact names, or {@code *.suffix}; none by default. */
    Optional<Set<String>> allowedHosts();

    /** Whether http is taken beside https. */
    @WithDefault("false")
    boolean allowHttp();

    /** Ports beside 443 for https and 80 for http. */
    Optional<Set<Integer>> allowedPorts();

    /** How long fetching may take, redirects and look-ups included. */
    @WithDefault("20s")
    Duration longest();

    /** How long a connection may take to come about, and then its TLS handshake. */
    @WithDefault("5s")
    Duration connect();

    /** How many redirects are followed. */
    @WithDefault("3")
    int redirects();

    /** A PEM file of the certificates to trust, instead of those of the Java runtime. */
    Optional<Path> trustedCertificates();
  }
}
