package org.avatarengine.systemtests.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.avatarengine.systemtests.live.LiveClient.Session;
import org.avatarengine.systemtests.live.StreamViewer.Shown;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** An instance dies, its sessions do not. */
class TakeoverST {

  private static final ConditionFactory SOON =
      await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));

  /** The engine promises 5 s; the machine of the tests is shared. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String JAW = "{\"type\":\"values\",\"t\":%d,\"values\":{\"jawOpen\":%s}}";

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient gateway = GatewayClient.demo(engine);
  private final LiveClient owner = new LiveClient(gateway);

  @Test
  void shouldGoOnElsewhereWhenTheInstanceOfASessionIsKilled() {
    try (SecondAnimation second = SecondAnimation.start(engine)) {
      // Given
      Session session = second.create(gateway, Map.of("preset", "raw"));
      assertThat(session.id()).startsWith(RunningEngine.SECOND_ANIMATION + ".");
      StreamViewer viewer = open(session, session.viewer());
      StreamViewer performer = open(session, session.performer());
      viewer.say("{\"type\":\"level\",\"level\":1}");
      drive(performer, viewer, 0.5f);
      assertThat(
              gateway
                  .postJson(session.path() + "/emotion", Map.of("emotion", "happiness"))
                  .status())
          .isEqualTo(202);
      SOON.until(() -> smile(viewer) > 0.2f && viewer.last().level() == DetailLevel.REDUCED);
      // Two snapshots later all of that is safe.
      long safe = viewer.last().timeMs() + 2_200;
      SOON.until(() -> viewer.last().timeMs() > safe);
      // When
      second.kill();
      long killed = System.nanoTime();
      // Then
      SOON.until(() -> viewer.closed().isDone() && performer.closed().isDone());
      try (StreamViewer again = comeBack(session, session.viewer(), viewer)) {
        SOON.until(() -> again.last() != null);
        Duration gone = Duration.ofNanos(System.nanoTime() - killed);
        System.out.println("taken over and shown again after " + gone.toMillis() + " ms");
        assertThat(gone).isLessThan(LIMIT);
        assertThat(gateway.get("/api/v1/stats").json().get("instance").asText()).isEqualTo("local");
        try (StreamViewer driver = comeBack(session, session.performer(), performer)) {
          assertThat(id(again)).isEqualTo(id(viewer));
          assertThat(id(driver)).isEqualTo(id(performer));
          assertThat(driver.control("welcome").get("role").asText()).isEqualTo("performer");
          SOON.until(() -> again.shown().size() > 30);
          assertThat(smile(again)).as("the emotion goes on").isGreaterThan(0.2f);
          drive(driver, again, 0.9f);
        }
        List<Shown> after = again.shown();
        assertThat(after.getFirst().key()).isTrue();
        assertThat(after).filteredOn(frame -> !frame.key()).hasSizeGreaterThan(20);
        assertThat(after).allMatch(frame -> frame.level() == DetailLevel.REDUCED);
        List<Shown> all = new ArrayList<>(viewer.shown());
        all.addAll(after);
        assertThat(all).extracting(Shown::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(Shown::timeMs).as("media time goes on").isSorted();
      }
      assertThat(gateway.get(session.path()).json().get("preset").asText()).isEqualTo("raw");
      assertThat(gateway.delete(session.path()).status()).isEqualTo(204);
    }
  }

  private StreamViewer open(Session session, String token, String... more) {
    return owner.watch(session, token, StreamViewer.BINARY, "", more);
  }

  /** Tries again and again, as every client has to. */
  private StreamViewer comeBack(Session session, String token, StreamViewer before) {
    AtomicReference<StreamViewer> back = new AtomicReference<>();
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(CompletionException.class)
        .until(
            () -> {
              back.set(open(session, token, "resume." + id(before)));
              return true;
            });
    SOON.until(() -> back.get().control("welcome") != null);
    return back.get();
  }

  private static void drive(StreamViewer performer, StreamViewer viewer, float jaw) {
    SOON.until(
        () ->
            performer.say(JAW.formatted(System.nanoTime() / 1_000_000, jaw))
                && Math.abs(viewer.value(Channel.JAW_OPEN) - jaw) < 0.1f);
  }

  private static float smile(StreamViewer viewer) {
    return viewer.value(Channel.MOUTH_SMILE_LEFT);
  }

  private static String id(StreamViewer viewer) {
    return viewer.control("welcome").get("viewerId").asText();
  }
}
