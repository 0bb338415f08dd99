package org.avatarengine.systemtests.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.GatewayClient.Answer;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * A thousand clients at once register, read and delete: nothing that was registered is lost, and
 * nothing is served once its deletion was answered.
 */
class StormST {

  private static final int CLIENTS = 1_000;
  private static final int WRITERS = 80;
  private static final int READS_EACH = 6;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final RunningEngine engine = RunningEngine.shared();
  private final GatewayClient client = GatewayClient.anotherUser(engine);

  private final Queue<String> known = new ConcurrentLinkedQueue<>();
  private final Map<String, Boolean> deleted = new ConcurrentHashMap<>();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();

  @Test
  void shouldLoseNothingAndServeNothingErasedWhenAThousandClientsCome() throws Exception {
    // Given
    byte[][] portraits =
        IntStream.range(0, 8).mapToObj(i -> Portraits.jpeg(820 + i)).toArray(byte[][]::new);
    known.add(register(portraits[0], "First"));
    var start = new CountDownLatch(1);
    // When
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all =
          IntStream.range(0, CLIENTS)
              .mapToObj(
                  i ->
                      clients.submit(
                          () -> {
                            start.await();
                            if (i < WRITERS) {
                              write(i, portraits[i % portraits.length]);
                            } else {
                              read();
                            }
                            return null;
                          }))
              .toList();
      start.countDown();
      for (Future<?> each : all) {
        each.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
    // Then
    assertThat(wrongs).isEmpty();
    assertThat(known).hasSize(WRITERS + 1);
    assertThat(deleted).hasSizeGreaterThan(WRITERS / 3);
    for (String id : known) {
      if (deleted.containsKey(id)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> client.get("/api/v1/erasures/" + id).json().path("completedAt").isTextual());
        assertThat(face(id).status()).isIn(404, 410);
      } else {
        Answer kept = patiently(() -> face(id));
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        assertThat(FaceCodec.decode(kept.body()).header().avatarId()).hasToString(id);
      }
    }
  }

  private void write(int number, byte[] portrait) {
    String id = register(portrait, "Storm " + number);
    known.add(id);
    Answer read = patiently(() -> face(id));
    if (read.status() != 200) {
      wrongs.add("just registered, not served: " + id + " " + read);
    }
    if (number % 2 == 0) {
      Answer answer = patiently(() -> client.delete("/api/v1/avatars/" + id + "?confirm=true"));
      if (answer.status() != 202 && answer.status() != 204) {
        wrongs.add("not deleted: " + id + " " + answer);
        return;
      }
      deleted.put(id, true);
      Answer after = patiently(() -> face(id));
      if (after.status() != 404 && after.status() != 410) {
        wrongs.add("served after its deletion: " + id + " " + after.status());
      }
    }
  }

  private void read() {
    for (int i = 0; i < READS_EACH; i++) {
      String[] ids = known.toArray(String[]::new);
      String id = ids[ThreadLocalRandom.current().nextInt(ids.length)];
      boolean gone = deleted.containsKey(id);
      Answer answer = patiently(() -> face(id));
      if (gone && answer.status() == 200) {
        wrongs.add("served after its deletion: " + id);
      }
      if (answer.status() == 200) {
        check(id, answer.body());
      } else if (answer.status() != 404 && answer.status() != 410) {
        wrongs.add("neither a face nor none: " + id + " " + answer);
      } else if (!isDeletedSoon(id)) {
        wrongs.add("lost: " + id + " " + answer);
      }
    }
  }

  /** A deletion counts from its answer; one under way may already hide the face. */
  private boolean isDeletedSoon(String id) {
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> deleted.containsKey(id));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private void check(String id, byte[] body) {
    try {
      if (!FaceCodec.decode(body).header().avatarId().toString().equals(id)) {
        wrongs.add("somebody else's face: " + id);
      }
    } catch (FaceFormatException e) {
      wrongs.add("a face that does not verify: " + id + " " + e.getMessage());
    }
  }

  private Answer face(String id) {
    return client.get("/api/v1/avatars/" + id + "/face", "Accept", FaceCodec.MEDIA_TYPE);
  }

  private String register(byte[] portrait, String name) {
    Answer answer = patiently(() -> client.upload("me.jpg", portrait, name));
    if (answer.status() == 202) {
      String job = answer.header("Location");
      String id = answer.json().get("avatarId").asText();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  patiently(() -> client.get(job + "?wait=5"))
                      .json()
                      .path("status")
                      .asText()
                      .equals("completed"));
      return id;
    }
    if (answer.status() != 201) {
      wrongs.add("not registered: " + answer);
    }
    return answer.json().get("avatarId").asText();
  }

  /** A busy engine says 429 or 503 and when to come back; a client comes back. */
  private Answer patiently(java.util.function.Supplier<Answer> call) {
    return await()
        .atMost(LIMIT)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(500))
        .pollDelay(Duration.ZERO)
        .until(call::get, answer -> answer.status() != 503 && answer.status() != 429);
  }
}
