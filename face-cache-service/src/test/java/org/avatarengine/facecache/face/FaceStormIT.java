package org.avatarengine.facecache.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.avatarengine.contract.face.FaceCodec;
import org.avatarengine.contract.face.FaceFormatException;
import org.avatarengine.contract.face.FaceHeader;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.facecache.entry.Entries;
import org.avatarengine.facecache.event.EventContact;
import org.avatarengine.facecache.tier.MemoryTier;
import org.avatarengine.platform.identity.testing.TestUsers;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand callers at once store, read and erase a hundred faces, over the real engines. */
@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(TestUsers.class)
class FaceStormIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WHOLE_STORM = Duration.ofMinutes(3);
  private static final int CALLERS = 1_000;
  private static final int CALLS = 8;
  private static final int FACES = 100;
  private static final int ERASED_FACES = 30;

  @Inject EventContact contact;
  @Inject MemoryTier memory;

  @TestHTTPResource("/")
  URI root;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final UserId owner = UserId.random();
  private final List<Face> faces = new ArrayList<>();
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private String ownersToken;
  private String serviceToken;

  /** A face, and what is known of it from answers that have arrived. */
  private static final class Face {
    private final Entries entries;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger stored = new AtomicInteger();
    private volatile boolean toBeErased;
    private volatile boolean erased;

    private Face(Entries entries) {
      this.entries = entries;
    }

    private byte[] bytes(int attempt) {
      return entries.attempt(attempt).seed(attempt).bytes();
    }

    private AvatarId id() {
      return entries.avatarId();
    }
  }

  @BeforeEach
  void prepare() {
    await().atMost(PATIENCE).until(contact::isFresh);
    ownersToken = TestUsers.bearer(owner, "read");
    serviceToken = TestUsers.service();
    for (int i = 0; i < FACES; i++) {
      Face face = new Face(Entries.of(AvatarId.random()).owner(owner));
      face.toBeErased = i < ERASED_FACES;
      faces.add(face);
    }
  }

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void shouldLoseNothingAndServeNothingErasedWhenAThousandCallAtOnce() throws Exception {
    // Given: every face is there once.
    for (Face face : faces) {
      store(face);
    }
    List<Callable<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int seed = caller;
      callers.add(() -> call(new Random(seed)));
    }
    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done :
          threads.invokeAll(callers, WHOLE_STORM.toMillis(), TimeUnit.MILLISECONDS)) {
        done.get();
      }
    }
    // Then
    assertThat(wrongs).as("of %s", answers).isEmpty();
    assertThat(answers.get("read 200").sum()).isGreaterThan(CALLERS);
    assertThat(answers.get("erase 204").sum()).isGreaterThanOrEqualTo(ERASED_FACES / 2);
    for (boolean fromMemory : new boolean[] {true, false}) {
      if (!fromMemory) {
        memory.clear();
      }
      for (Face face : faces) {
        HttpResponse<byte[]> answer = send(get(face));
        if (face.erased) {
          assertThat(answer.statusCode()).isEqualTo(404);
        } else {
          assertThat(answer.statusCode()).isEqualTo(200);
          int attempt = FaceCodec.verify(answer.body()).attempt();
          assertThat(attempt).isGreaterThanOrEqualTo(face.stored.get());
          assertThat(answer.body()).isEqualTo(face.bytes(attempt));
        }
      }
    }
  }

  private Void call(Random random) throws IOException, InterruptedException {
    for (int i = 0; i < CALLS; i++) {
      Face face = faces.get(random.nextInt(FACES));
      int dice = random.nextInt(100);
      if (dice < 30) {
        store(face);
      } else if (dice < 34 && face.toBeErased) {
        erase(face);
      } else {
        read(face);
      }
    }
    return null;
  }

  private void store(Face face) throws IOException, InterruptedException {
    boolean erasedBefore = face.erased;
    int attempt = face.attempts.incrementAndGet();
    int status =
        send(request("/internal/faces/" + face.id(), serviceToken)
                .header("Content-Type", FaceCodec.MEDIA_TYPE)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(face.bytes(attempt)))
                .build())
            .statusCode();
    answered("store", status);
    if (erasedBefore ? status != 410 && status != 503 : !STORING.contains(status)) {
      wrongs.add("store " + status + " erased before: " + erasedBefore);
    }
    if (status == 201) {
      face.stored.accumulateAndGet(attempt, Math::max);
    }
  }

  private static final List<Integer> STORING = List.of(201, 409, 410, 503);

  private void erase(Face face) throws IOException, InterruptedException {
    int status =
        send(request("/internal/faces/" + face.id(), serviceToken).DELETE().build()).statusCode();
    answered("erase", status);
    if (status == 204) {
      face.erased = true;
    } else if (status != 503) {
      wrongs.add("erase " + status);
    }
  }

  private void read(Face face) throws IOException, InterruptedException {
    boolean erasedBefore = face.erased;
    HttpResponse<byte[]> answer = send(get(face));
    answered("read", answer.statusCode());
    switch (answer.statusCode()) {
      case 200 -> {
        if (erasedBefore) {
          wrongs.add("served after its erasure");
        }
        try {
          FaceHeader header = FaceCodec.verify(answer.body());
          if (!header.avatarId().equals(face.id())) {
            wrongs.add("somebody else's face");
          }
        } catch (FaceFormatException damage) {
          wrongs.add("damaged: " + damage.getMessage());
        }
      }
      case 404 -> {
        if (!face.toBeErased) {
          wrongs.add("not there although it was stored and never erased");
        }
      }
      case 503 -> {}
      default -> wrongs.add("read " + answer.statusCode());
    }
  }

  private void answered(String call, int status) {
    answers.computeIfAbsent(call + " " + status, name -> new LongAdder()).increment();
  }

  private HttpRequest get(Face face) {
    return request("/api/v1/avatars/" + face.id() + "/face", ownersToken)
        .header("Accept", FaceCodec.MEDIA_TYPE)
        .GET()
        .build();
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(root.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", token);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
