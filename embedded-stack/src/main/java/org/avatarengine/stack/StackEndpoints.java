package org.avatarengine.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the running engines answer.
 *
 * @param postgresJdbcUrl for Flyway, {@code jdbc:postgresql://host:port/avatar}
 * @param postgresReactiveUrl for the reactive client, {@code postgresql://host:port/avatar}
 * @param postgresUser owner of the database
 * @param postgresPassword made once per data folder
 * @param redisUrl {@code redis://host:port}
 * @param kafkaBootstrap {@code host:port}
 */
public record StackEndpoints(
    String postgresJdbcUrl,
    String postgresReactiveUrl,
    String postgresUser,
    String postgresPassword,
    String redisUrl,
    String kafkaBootstrap) {

  static StackEndpoints of(int postgresPort, String password, int redisPort, int kafkaPort) {
    String database =
        "postgresql://" + StackSettings.HOST + ":" + postgresPort + "/" + StackSettings.DATABASE;
    return new StackEndpoints(
        "jdbc:" + database,
        database,
        StackSettings.USER,
        password,
        "redis://" + StackSettings.HOST + ":" + redisPort,
        StackSettings.HOST + ":" + kafkaPort);
  }

  /** The environment a service needs to find the engines, in a stable order. */
  public Map<String, String> toEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgresReactiveUrl);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgresJdbcUrl);
    environment.put("QUARKUS_DATASOURCE_USERNAME", postgresUser);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", postgresPassword);
    environment.put("QUARKUS_REDIS_HOSTS", redisUrl);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap);
    return environment;
  }

  /** The same as Quarkus properties, for a test. */
  public Map<String, String> toProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("quarkus.datasource.reactive.url", postgresReactiveUrl);
    properties.put("quarkus.datasource.jdbc.url", postgresJdbcUrl);
    properties.put("quarkus.datasource.username", postgresUser);
    properties.put("quarkus.datasource.password", postgresPassword);
    properties.put("quarkus.redis.hosts", redisUrl);
    properties.put("kafka.bootstrap.servers", kafkaBootstrap);
    return properties;
  }

  /** Never prints the password. */
  @Override
  public String toString() {
    return "postgres=" + postgresReactiveUrl + " redis=" + redisUrl + " kafka=" + kafkaBootstrap;
  }
}
