package org.avatarengine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.gateway.Gateway.Answer;
import org.avatarengine.platform.identity.SessionTokens;
import org.avatarengine.stack.EmbeddedStackResource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BackendResource.class, scope = TestResourceScope.GLOBAL)
class ProxyIT {

  private static final int MIB = 1024 * 1024;

  @TestHTTPResource("/")
  URI base;

  @ConfigProperty(name = "avatar.registration.url")
  URI backend;

  @Inject SessionTokens sessions;

  private Gateway gateway;
  private String bearer;

  @BeforeEach
  void connect() {
    gateway = new Gateway(base);
    bearer = gateway.newBearer();
  }

  @Test
  void shouldPassOnWhatTheClientSaysAndNothingItHasNoRightToSay() {
    // Given // When
    Answer answer =
        gateway.get(
            "/api/v1/avatars/echo?page=2&tag=a%20b",
            "Authorization",
            bearer,
            "Accept",
            "application/vnd.avatar.face",
            "X-Forwarded-For",
            "6.6.6.6",
            "X-Forwarded-Proto",
            "https",
            "Forwarded",
            "for=6.6.6.6",
            "X-Real-IP",
            "6.6.6.6",
            "Cookie",
            "a=b",
            "Baggage",
            "a=b",
            "X-Request-Id",
            "my-request-7");

    // Then
    JsonNode headers = answer.json().path("headers");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("uri").asText())
        .isEqualTo("/api/v1/avatars/echo?page=2&tag=a%20b");
    assertThat(headers.at("/authorization/0").asText()).isEqualTo(bearer);
    assertThat(headers.at("/accept/0").asText()).isEqualTo("application/vnd.avatar.face");
    assertThat(headers.path("x-forwarded-for")).hasSize(1);
    assertThat(headers.at("/x-forwarded-for/0").asText()).isEqualTo("127.0.0.1");
    assertThat(headers.at("/x-forwarded-proto/0").asText()).isEqualTo("http");
    assertThat(headers.at("/x-request-id/0").asText()).isEqualTo("my-request-7");
    assertThat(answer.header("X-Request-Id")).isEqualTo("my-request-7");
    assertThat(headers.at("/traceparent/0").asText()).contains(answer.header("X-Trace-Id"));
    assertThat(headers.path("traceparent")).hasSize(1);
    for (String dropped : new String[] {"forwarded", "x-real-ip", "cookie", "baggage"}) {
      assertThat(headers.has(dropped)).as(dropped).isFalse();
    }
    assertThat(answer.header("X-Private")).isNull();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void shouldContinueTheTraceWhenTheClientHasOne() {
    // Given
    String traceId = "0af7651916cd43dd8448eb211c80319c";

    // When
    Answer answer =
        gateway.get(
            "/api/v1/avatars/echo",
            "Authorization",
            bearer,
            "traceparent",
            "00-" + traceId + "-b7ad6b7169203331-01");

    // Then
    assertThat(answer.header("X-Trace-Id")).isEqualTo(traceId);
    assertThat(answer.json().at("/headers/traceparent/0").asText()).contains(traceId);
  }

  @Test
  void shouldAnswerNotFoundAndNeverAskTheBackendWhenThePathIsNotOffered() throws Exception {
    for (String path : new String[] {"/internal/jobs", "/api/v1/unknown", "/api/v2/avatars"}) {
      // Given // When
      Answer answer = gateway.get(path, "Authorization", bearer);

      // Then
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.json().path("type").asText()).isEqualTo("/problems/not-found");
      assertThat(seen(path)).isZero();
    }
    assertThat(raw("GET /api/v1/avatars/../../../internal/jobs HTTP/1.1\r\n", new byte[0]))
        .startsWith("HTTP/1.1 404");
    assertThat(seen("/internal/jobs")).isZero();
  }

  @Test
  void shouldPassAnUploadOf49MegabytesUnchanged() throws Exception {
    // Given
    byte[] file = new byte[49 * MIB];
    new java.util.Random(7).nextBytes(file);
    String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));

    // When
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/avatars", "Authorization", bearer)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());

    // Then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.raw().body()).isEqualTo(file.length + " " + sha);
  }

  @Test
  void shouldHoldTheClientBackWhenTheBackendDoesNotRead() throws Exception {
    // Given
    String name = "hold-" + System.nanoTime();
    AtomicLong sent = new AtomicLong();
    CompletableFuture<String> answer = new CompletableFuture<>();
    int length = 49 * MIB;

    // When
    Thread client =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                    OutputStream out = socket.getOutputStream();
                    out.write(head("POST /api/v1/avatars", length, "X-Test-Hold: " + name));
                    byte[] piece = new byte[64 * 1024];
                    for (int left = length; left > 0; left -= piece.length) {
                      out.write(piece);
                      sent.addAndGet(piece.length);
                    }
                    answer.complete(firstLine(socket));
                  } catch (IOException e) {
                    answer.completeExceptionally(e);
                  }
                });

    // Then
    AtomicLong before = new AtomicLong(-1);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(20))
        .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
    assertThat(sent.get()).isLessThan(24L * MIB);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> direct("/test/release?name=" + name).equals("released"));
    assertThat(answer.get(30, TimeUnit.SECONDS)).startsWith("HTTP/1.1 201");
    client.join();
  }

  @Test
  void shouldRefuseAtOnceWhenTheLengthIsTooLarge() throws Exception {
    // Given
    int length = 52 * MIB;

    // When
    String before;
    String after;
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head("POST /api/v1/avatars", length, "X-Test: 1"));
      before = firstLine(socket);
    }
    // A client that listens only when it has sent everything sees the answer too.
    Answer whole =
        gateway.send(
            gateway
                .request("/api/v1/avatars", "Authorization", bearer)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[length]))
                .build());
    after = gateway.get("/api/v1/avatars/echo", "Authorization", bearer).raw().body();

    // Then
    assertThat(before).startsWith("HTTP/1.1 413");
    IdentityIT.assertProblem(whole, 413, "file-too-large", "file-too-large");
    assertThat(after).contains("GET");
  }

  @Test
  void shouldRefuseAtOnceWhenTheClientWaitsForPermission() throws Exception {
    // Given // When
    String line =
        raw(
            "POST /api/v1/avatars HTTP/1.1\r\nContent-Length: 60000000\r\nExpect: 100-continue\r\n",
            new byte[0]);

    // Then
    assertThat(line).startsWith("HTTP/1.1 413");
  }

  @Test
  void shouldCutOffWhenAChunkedBodyGrowsTooLarge() {
    // Given
    byte[] piece = new byte[MIB];

    // When
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/avatars", "Authorization", bearer)
                .POST(
                    HttpRequest.BodyPublishers.ofByteArrays(
                        java.util.Collections.nCopies(60, piece)))
                .build());

    // Then
    IdentityIT.assertProblem(answer, 413, "file-too-large", "file-too-large");
  }

  @Test
  void shouldLetTheClientSeeTheAnswerWhenTheTokenIsMissingFromALargeUpload() {
    // Given // When
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/avatars")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 * MIB]))
                .build());

    // Then
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void shouldPassTheAnswerOnWhenTheBackendAnswersBeforeTheBodyIsRead() {
    // Given // When
    Answer answer =
        gateway.send(
            gateway
                .request("/api/v1/avatars/early", "Authorization", bearer)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20 * MIB]))
                .build());

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void shouldStreamALargeAnswerUnshortened() throws Exception {
    // Given
    HttpRequest request =
        gateway.request("/api/v1/avatars/big?pieces=800", "Authorization", bearer).build();

    // When
    HttpResponse<byte[]> answer =
        gateway.http().send(request, HttpResponse.BodyHandlers.ofByteArray());

    // Then
    assertThat(answer.body()).hasSize(800 * 64 * 1024);
  }

  @Test
  void shouldEndVisiblyShortWhenTheBackendDiesInMidAnswer() {
    assertThatThrownBy(() -> gateway.get("/api/v1/avatars/cut", "Authorization", bearer))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void shouldSayWhichServiceWhenABackendIsDown() {
    // Given // When
    Answer answer = gateway.get("/api/v1/avatars/1/face", "Authorization", bearer);

    // Then
    IdentityIT.assertProblem(answer, 502, "upstream-unavailable", "upstream-unavailable");
    assertThat(answer.json().at("/reasons/0/message").asText()).contains("face-cache");
  }

  @Test
  void shouldGiveUpOnceWhenABackendDoesNotAnswer() throws Exception {
    // Given
    int before = seen("/api/v1/sessions");

    // When
    Answer answer = gateway.post("/api/v1/sessions", "{}", "Authorization", bearer);

    // Then
    IdentityIT.assertProblem(answer, 504, "upstream-timeout", "upstream-timeout");
    assertThat(seen("/api/v1/sessions")).isEqualTo(before + 1);
  }

  @Test
  void shouldCarryAWebSocketBothWaysWhenTheTokenIsASubprotocol() throws Exception {
    // Given
    Ear ear = new Ear();
    WebSocket socket =
        gateway
            .http()
            .newWebSocketBuilder()
            .subprotocols("avatar.events.v1", "bearer." + bearer.substring("Bearer ".length()))
            .buildAsync(socketUri("/api/v1/events"), ear)
            .get(10, TimeUnit.SECONDS);

    // When
    socket.sendText("one", true).get(5, TimeUnit.SECONDS);
    socket.sendBinary(ByteBuffer.wrap(new byte[30_000]), true).get(5, TimeUnit.SECONDS);
    socket.sendText("bye", true).get(5, TimeUnit.SECONDS);

    // Then
    assertThat(socket.getSubprotocol()).isEqualTo("avatar.events.v1");
    assertThat(ear.next()).isEqualTo("hello avatar.events.v1 true");
    assertThat(ear.next()).isEqualTo("echo one");
    assertThat(ear.next()).isEqualTo("30000 bytes");
    assertThat(ear.next()).isEqualTo("closed 4001 bye");
  }

  @Test
  void shouldRefuseAWebSocketWhenTheTokenIsMissingOrWrong() {
    assertHandshake(401, "/api/v1/events", "avatar.events.v1");
    assertHandshake(401, "/api/v1/events", "avatar.events.v1", "bearer.nonsense");
    assertHandshake(404, "/api/v1/nothing", "avatar.events.v1");
    assertHandshake(
        404,
        "/api/v1/sessions/refused",
        "avatar.events.v1",
        "bearer." + bearer.substring("Bearer ".length()));
  }

  @Test
  void shouldAskTheOwnerWhenAnInstanceSaysThatTheSessionIsNotItsOwn() {
    // Given
    String body = "{\"sessionId\":\"somewhere\"}";

    // When
    Answer answer = gateway.post("/api/v1/emotion", body, "Authorization", bearer);

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("owner /api/v1/emotion " + body);
  }

  @Test
  void shouldGoToTheInstanceOfTheSessionAndToAnyOtherWhenThatOneIsDead() {
    // Given
    SessionId alive = SessionId.create("owner");
    SessionId orphan = SessionId.create("dead");

    // When
    Answer owned = gateway.get("/api/v1/sessions/" + alive, "Authorization", bearer);
    Answer orphaned = gateway.get("/api/v1/sessions/" + orphan, "Authorization", bearer);

    // Then
    assertThat(owned.raw().body()).startsWith("owner /api/v1/sessions/" + alive);
    assertThat(orphaned.json().path("uri").asText()).isEqualTo("/api/v1/sessions/" + orphan);
  }

  @Test
  void shouldLetASessionTokenInAtItsSessionAndNowhereElse() throws Exception {
    // Given
    SessionId session = SessionId.create("dead");
    SessionId another = SessionId.create("dead");
    String token = sessions.mint(session, SessionRole.VIEWER, Duration.ofMinutes(1));
    Ear ear = new Ear();

    // When
    WebSocket socket =
        gateway
            .http()
            .newWebSocketBuilder()
            .subprotocols("avatar.events.v1", "bearer." + token)
            .buildAsync(socketUri("/api/v1/sessions/" + session + "/stream"), ear)
            .get(10, TimeUnit.SECONDS);
    Answer doctor =
        gateway.get("/api/v1/sessions/" + session + "/doctor", "Authorization", "Bearer " + token);
    Answer other = gateway.get("/api/v1/sessions/" + another, "Authorization", "Bearer " + token);
    Answer avatars = gateway.get("/api/v1/avatars", "Authorization", "Bearer " + token);

    // Then
    assertThat(ear.next()).isEqualTo("hello avatar.events.v1 true");
    assertThat(doctor.json().at("/headers/authorization/0").asText()).isEqualTo("Bearer " + token);
    assertThat(other.status()).isEqualTo(404);
    assertThat(avatars.status()).isEqualTo(401);
    socket.sendText("bye", true).get(5, TimeUnit.SECONDS);
  }

  private void assertHandshake(int status, String path, String first, String... more) {
    assertThatThrownBy(
            () ->
                gateway
                    .http()
                    .newWebSocketBuilder()
                    .subprotocols(first, more)
                    .buildAsync(socketUri(path), new Ear())
                    .join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
  }

  private URI socketUri(String path) {
    return URI.create(base.resolve(path).toString().replaceFirst("^http", "ws"));
  }

  private int seen(String path) throws Exception {
    return Integer.parseInt(direct("/test/seen?path=" + path));
  }

  private String direct(String path) throws Exception {
    return gateway
        .http()
        .send(
            HttpRequest.newBuilder(backend.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private byte[] head(String what, int length, String header) {
    return (what
            + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: "
            + bearer
            + "\r\nContent-Length: "
            + length
            + "\r\n"
            + header
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Sends a head (without its last line) and a body as they are; the first line that comes back.
   */
  private String raw(String head, byte[] body) throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          (head + "Host: gateway\r\nAuthorization: " + bearer + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      return firstLine(socket);
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }

  /** Collects what a socket says. */
  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private int bytes;

    String next() throws InterruptedException {
      return heard.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      bytes += data.remaining();
      if (last) {
        heard.add(bytes + " bytes");
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code + " " + reason);
      return null;
    }
  }
}
