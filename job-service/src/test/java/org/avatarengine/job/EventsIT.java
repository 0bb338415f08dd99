package org.avatarengine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.avatarengine.contract.event.AvatarFact;
import org.avatarengine.contract.event.TaskFact;
import org.avatarengine.contract.event.Topics;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobSubmission;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
class EventsIT extends ServiceIT {

  @TestHTTPResource("/api/v1/events")
  URI address;

  @Test
  void shouldTellEveryStepWhenSubscribed() throws Exception {
    // Given
    JobSubmission job = submitted();
    Ear ear = connect(token);
    ear.ask("avatar:subscribe", job.avatarId(), null);
    ear.awaitEvents(1);

    // When
    report(started(job, 1));
    report(progressed(job, 1, "decode", 10));
    report(progressed(job, 1, "detect", 30));
    report(completed(job, 1));
    ear.awaitEvents(7);

    // Then
    assertThat(ear.events())
        .containsExactly(
            "avatar:status:update queued",
            "avatar:status:update active",
            "avatar:processing:update active",
            "avatar:processing:update active",
            "avatar:status:update completed",
            "avatar:processing:complete completed",
            "avatar:completed completed");
    assertThat(ear.ids()).isSorted().doesNotHaveDuplicates();
    JsonObject detect = ear.heard.get(3).getJsonObject("data");
    assertThat(detect.getString("avatarId")).isEqualTo(job.avatarId().toString());
    assertThat(detect.getString("jobId")).isEqualTo(job.jobId().toString());
    assertThat(detect.getString("stage")).isEqualTo("detect");
    assertThat(detect.getInteger("progress")).isEqualTo(30);
    assertThat(detect.getInteger("attempt")).isEqualTo(1);
    assertThat(ear.socket.getSubprotocol()).isEqualTo("avatar.events.v1");
    ear.close();
  }

  @Test
  void shouldReplayWhatWasMissedWhenComingBack() throws Exception {
    // Given
    JobSubmission job = submitted();
    Ear before = connect(token);
    before.ask("avatar:subscribe", job.avatarId(), 0L);
    before.awaitEvents(1);
    long last = before.ids().getLast();
    before.close();
    report(started(job, 1));
    report(
        new TaskFact.Rejected(
            job.jobId(),
            1,
            job.avatarId(),
            ProblemType.REJECTED,
            List.of(new Reason("no-face", "There is no face."))));
    awaitStatus(job, "failed", 1);

    // When
    Ear after = connect(token);
    after.ask("avatar:subscribe", job.avatarId(), last);
    after.awaitEvents(3);
    after.ask("resume", null, last);
    after.awaitEvents(4);

    // Then
    assertThat(after.events())
        .containsExactly(
            "avatar:status:update active",
            "avatar:status:update failed",
            "avatar:processing:error failed",
            "avatar:failed failed");
    assertThat(
            after
                .heard
                .get(2)
                .getJsonObject("data")
                .getJsonArray("reasons")
                .getJsonObject(0)
                .getString("code"))
        .isEqualTo("no-face");
    after.close();
  }

  @Test
  void shouldTellTheOwnerOnlyWhenAnAvatarIsDone() throws Exception {
    // Given
    JobSubmission job = submitted();
    Ear owner = connect(token);
    Ear stranger = connect(TestTokens.user(UserId.random()));
    stranger.ask("avatar:subscribe", job.avatarId(), 0L);
    stranger.ask("avatar:subscribe", AvatarId.random(), null);
    stranger.awaitEvents(2);

    // When
    report(started(job, 1));
    report(completed(job, 1));
    owner.awaitEvents(1);

    // Then
    assertThat(owner.events()).containsExactly("avatar:completed completed");
    assertThat(stranger.heard)
        .hasSize(2)
        .allSatisfy(
            message -> {
              assertThat(message.getString("event")).isEqualTo("error");
              assertThat(message.getJsonObject("data").getString("code")).isEqualTo("not-found");
            });
    owner.close();
    stranger.close();
  }

  @Test
  void shouldNotOpenWhenTheTokenIsNotValid() {
    for (String bad : List.of("", "nonsense", TestTokens.shortLived(user, -60))) {
      // When
      var refused = assertThatThrownBy(() -> connect(bad));

      // Then
      refused
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              handshake -> assertThat(handshake.getResponse().statusCode()).isEqualTo(401));
    }
  }

  @Test
  void shouldCloseWhenTheTokenExpires() throws Exception {
    // Given: the check comes every five seconds, and clocks may differ by ten.
    Ear ear = connect(TestTokens.shortLived(user, 2));

    // When
    await().atMost(PATIENCE).until(() -> ear.closeCode != 0);

    // Then
    assertThat(ear.closeCode).isEqualTo(4401);
  }

  @Test
  void shouldAnswerAnErrorWhenARequestIsNonsense() throws Exception {
    // Given
    Ear ear = connect(token);

    // When
    ear.socket.sendText("nonsense", true).get(5, TimeUnit.SECONDS);
    ear.socket.sendText("{\"event\":\"avatar:delete\",\"data\":{}}", true).get(5, TimeUnit.SECONDS);
    ear.awaitEvents(2);

    // Then
    assertThat(ear.heard)
        .extracting(message -> message.getJsonObject("data").getString("code"))
        .containsExactly("invalid-message", "unknown-event");
    ear.close();
  }

  @Test
  void shouldCloseWhenAMessageIsTooLong() throws Exception {
    // Given
    Ear ear = connect(token);

    // When
    ear.socket.sendText("x".repeat(20_000), true).get(5, TimeUnit.SECONDS);

    // Then
    await().atMost(PATIENCE).until(() -> ear.closeCode != 0);
  }

  @Test
  void shouldHearNothingOfItWhenTheAvatarIsErased() throws Exception {
    // Given
    JobSubmission job = submitted();
    Ear ear = connect(token);
    ear.ask("avatar:subscribe", job.avatarId(), 0L);
    ear.awaitEvents(1);

    // When
    neighbours.say(
        Topics.AVATAR_EVENTS, job.avatarId(), new AvatarFact.Erased(job.avatarId(), user));
    await().atMost(PATIENCE).until(() -> job(job).statusCode() == 404);
    ear.ask("avatar:subscribe", job.avatarId(), 0L);
    ear.awaitEvents(2);

    // Then
    assertThat(ear.heard.get(1).getJsonObject("data").getString("code")).isEqualTo("not-found");
    ear.close();
  }

  private Ear connect(String jwt) throws Exception {
    Ear ear = new Ear();
    ear.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("avatar.events.v1", jwt.isEmpty() ? "other.v1" : "bearer." + jwt)
            .buildAsync(URI.create("ws://" + address.getAuthority() + address.getPath()), ear)
            .get(20, TimeUnit.SECONDS);
    return ear;
  }

  /** A browser's end of the socket. */
  private static final class Ear implements WebSocket.Listener {
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private volatile int closeCode;

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(new JsonObject(partial.toString()));
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closeCode = statusCode;
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closeCode = -1;
    }

    void ask(String event, AvatarId avatar, Long since) throws Exception {
      JsonObject data = new JsonObject();
      if (avatar != null) {
        data.put("avatarId", avatar.toString());
      }
      if (since != null) {
        data.put("since", since);
      }
      socket
          .sendText(new JsonObject().put("event", event).put("data", data).encode(), true)
          .get(5, TimeUnit.SECONDS);
    }

    void awaitEvents(int count) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(heard).hasSizeGreaterThanOrEqualTo(count));
    }

    List<String> events() {
      return heard.stream()
          .map(
              message ->
                  message.getString("event")
                      + " "
                      + message.getJsonObject("data").getString("status"))
          .toList();
    }

    List<Long> ids() {
      return heard.stream().map(message -> message.getLong("id")).toList();
    }

    void close() throws Exception {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
    }
  }
}
