package org.avatarengine.benchmarks.registration;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.ByteArrayBodyPart;
import static io.gatling.javaapi.http.HttpDsl.StringBodyPart;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that register one portrait after the other, each on a connection of its own that it
 * keeps. Takes its settings from system properties and leaves every time in a file.
 */
public final class RegistrationSimulation extends Simulation {

  static final String GATEWAY = "avatar.benchmarks.gateway";

  /** In a file, so that it does not show in a list of processes. */
  static final String TOKEN_FILE = "avatar.benchmarks.token-file";

  static final String PICTURES = "avatar.benchmarks.pictures";
  static final String TIMES = "avatar.benchmarks.times";

  private static final String START = "start";

  private final Queue<TimedRequest> times = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final List<byte[]> pictures = pictures();

  /** Gatling makes one and runs it. */
  public RegistrationSimulation() {
    var protocol =
        http.baseUrl(System.getProperty(GATEWAY))
            .disableWarmUp()
            .disableCaching()
            .acceptHeader("application/json")
            .authorizationHeader("Bearer " + token());
    PopulationBuilder warmUp = population(RegistrationPhase.WARM_UP);
    PopulationBuilder one = population(RegistrationPhase.ONE_CLIENT);
    PopulationBuilder eight = population(RegistrationPhase.EIGHT_CLIENTS);
    Duration limit = Duration.ofSeconds(90);
    for (RegistrationPhase phase : RegistrationPhase.values()) {
      limit = limit.plus(length(phase));
    }
    setUp(warmUp.andThen(one.andThen(eight)))
        .protocols(protocol)
        .maxDuration(limit)
        .assertions(global().failedRequests().count().is(0L));
  }

  private PopulationBuilder population(RegistrationPhase phase) {
    // Not to be left in mid-loop: the last request of a client counts too.
    ScenarioBuilder scenario =
        scenario(phase.name()).during(length(phase), false).on(register(phase));
    return scenario.injectOpen(atOnceUsers(phase.clients()));
  }

  private ChainBuilder register(RegistrationPhase phase) {
    return exec(session -> session.set(START, System.nanoTime()))
        .exec(
            http(phase.name())
                .post("/api/v1/avatars")
                .bodyPart(StringBodyPart("name", session -> "load " + number.get()))
                .bodyPart(
                    ByteArrayBodyPart("file", this::nextPicture)
                        .fileName("portrait.jpg")
                        .contentType("image/jpeg"))
                .check(status().is(201))
                .check(jsonPath("$.registrationStatus").is("success")))
        .exec(session -> record(phase, session));
  }

  private byte[] nextPicture(Session session) {
    return pictures.get(Math.floorMod(number.getAndIncrement(), pictures.size()));
  }

  private Session record(RegistrationPhase phase, Session session) {
    times.add(
        new TimedRequest(phase, session.getLong(START), System.nanoTime(), !session.isFailed()));
    return session.markAsSucceeded();
  }

  private static Duration length(RegistrationPhase phase) {
    return Duration.ofSeconds(Long.getLong(phase.property()));
  }

  private static String token() {
    try {
      return Files.readString(Path.of(System.getProperty(TOKEN_FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> pictures() {
    List<byte[]> read = new ArrayList<>();
    Path folder = Path.of(System.getProperty(PICTURES));
    try {
      while (Files.exists(folder.resolve(read.size() + ".jpg"))) {
        read.add(Files.readAllBytes(folder.resolve(read.size() + ".jpg")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  @Override
  public void after() {
    try {
      Files.write(
          Path.of(System.getProperty(TIMES)), times.stream().map(TimedRequest::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
