package org.avatarengine.systemtests.chart;

import java.util.List;
import java.util.Set;

/**
 * The six services as the design draws them, written down a second time so that chart and compose
 * file are checked against something that is neither.
 *
 * @param name in manifests and compose
 * @param module the Maven module and image
 * @param port HTTP
 * @param calls the services it may call
 * @param uses the engines it is given
 */
record Topology(String name, String module, int port, Set<String> calls, Set<String> uses) {

  static final List<Topology> SERVICES =
      List.of(
          new Topology(
              "gateway",
              "gateway-service",
              8080,
              Set.of("registration", "face-cache", "job", "ml-worker", "animation"),
              Set.of("postgres", "redis")),
          new Topology(
              "registration",
              "registration-service",
              8081,
              Set.of("job", "face-cache"),
              Set.of("postgres", "redis", "kafka", "blob")),
          new Topology(
              "face-cache", "face-cache-service", 8082, Set.of(), Set.of("redis", "kafka", "blob")),
          new Topology("job", "job-service", 8083, Set.of(), Set.of("postgres", "kafka")),
          new Topology(
              "ml-worker", "ml-worker", 8084, Set.of("face-cache"), Set.of("kafka", "blob")),
          new Topology(
              "animation", "animation-service", 8766, Set.of("animation"), Set.of("redis")));

  /** The variables by which each engine reaches a service. */
  static Set<String> variables(String engine) {
    return switch (engine) {
      case "postgres" ->
          Set.of(
              "QUARKUS_DATASOURCE_REACTIVE_URL",
              "QUARKUS_DATASOURCE_JDBC_URL",
              "QUARKUS_DATASOURCE_USERNAME",
              "QUARKUS_DATASOURCE_PASSWORD");
      case "redis" -> Set.of("QUARKUS_REDIS_HOSTS");
      case "kafka" -> Set.of("KAFKA_BOOTSTRAP_SERVERS");
      case "blob" -> Set.of("AVATAR_BLOB_KIND");
      default -> throw new IllegalArgumentException(engine);
    };
  }

  /** The variable that names a service's base URL. */
  static String urlVariable(String service) {
    return "AVATAR_" + service.replace('-', '_').toUpperCase(java.util.Locale.ROOT) + "_URL";
  }

  @Override
  public String toString() {
    return name;
  }
}
