package org.avatarengine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.avatarengine.gateway.Gateway.Answer;
import org.avatarengine.gateway.key.KeyRing;
import org.avatarengine.gateway.key.SigningKey;
import org.avatarengine.platform.identity.IdentityConfig;
import org.avatarengine.platform.identity.ServiceTokens;
import org.avatarengine.stack.EmbeddedStackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BackendResource.class, scope = TestResourceScope.GLOBAL)
class IdentityIT {

  private static final String SOMETHING = "/api/v1/avatars/echo";

  @TestHTTPResource("/")
  URI base;

  @Inject KeyRing keys;
  @Inject ServiceTokens serviceTokens;
  @Inject IdentityConfig identity;

  private Gateway gateway;

  @BeforeEach
  void connect() {
    gateway = new Gateway(base);
  }

  @Test
  void shouldHandOutTokensWhenTheDemoUserSignsIn() {
    // Given // When
    Answer answer = gateway.signIn("Demo", "demo-avatar-engine");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("tokenType").asText()).isEqualTo("Bearer");
    assertThat(answer.json().path("expiresIn").asInt()).isEqualTo(900);
    assertThat(answer.json().path("refreshToken").asText()).hasSize(43);
    Answer used =
        gateway.get(
            SOMETHING, "Authorization", "Bearer " + answer.json().path("accessToken").asText());
    assertThat(used.status()).isEqualTo(200);
  }

  @Test
  void shouldGiveTheSameAnswerWhenTheUserIsUnknownOrThePasswordWrong() {
    // Given
    String name = gateway.newUser("\"user\"");

    // When
    Answer wrong = gateway.signIn(name, "not the password");
    Answer unknown = gateway.signIn("nobody-" + name, "not the password");

    // Then
    assertProblem(wrong, 401, "unauthenticated", "credentials-wrong");
    assertProblem(unknown, 401, "unauthenticated", "credentials-wrong");
    assertThat(wrong.json().path("detail")).isEqualTo(unknown.json().path("detail"));
    assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void shouldStopGuessingWhenANameFailsTooOften() {
    // Given
    String name = gateway.newUser("\"user\"");
    for (int i = 0; i < 5; i++) {
      assertThat(gateway.signIn(name, "guess " + i).status()).isEqualTo(401);
    }

    // When
    Answer right = gateway.signIn(name, Gateway.PASSWORD);

    // Then
    assertProblem(right, 429, "rate-limited", "rate-limited");
    assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 900);
  }

  @Test
  void shouldStartAnewWhenASignInSucceeds() {
    // Given
    String name = gateway.newUser("\"user\"");

    // When
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(gateway.signIn(name, "guess " + i).status()).isEqualTo(401);
      }
      // Then
      assertThat(gateway.signIn(name, Gateway.PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void shouldNameWhatIsMissingWhenTheBodyIsIncompleteOrBroken() {
    assertProblem(
        gateway.post("/api/v1/auth/token", "{\"username\":\"a\"}"),
        400,
        "missing-field",
        "password-missing");
    assertThat(gateway.post("/api/v1/auth/token", "{nonsense").status()).isEqualTo(400);
    assertThat(gateway.post("/api/v1/auth/token", "").status()).isEqualTo(400);
    assertThat(gateway.get("/api/v1/auth/token").status()).isEqualTo(405);
  }

  @Test
  void shouldRevokeTheFamilyWhenARefreshTokenIsUsedTwice() {
    // Given
    String first =
        gateway
            .signIn(gateway.newUser("\"user\""), Gateway.PASSWORD)
            .json()
            .path("refreshToken")
            .asText();
    Answer rotated = refresh(first);
    String second = rotated.json().path("refreshToken").asText();

    // When
    Answer reused = refresh(first);

    // Then
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(second).isNotEqualTo(first);
    assertProblem(reused, 401, "refresh-reused", "refresh-reused");
    assertProblem(refresh(second), 401, "unauthenticated", "refresh-invalid");
  }

  @Test
  void shouldLetExactlyOneWinWhenOneRefreshTokenIsRaced() throws Exception {
    // Given
    String token =
        gateway
            .signIn(gateway.newUser("\"user\""), Gateway.PASSWORD)
            .json()
            .path("refreshToken")
            .asText();

    // When
    List<Answer> answers = parallel(8, () -> refresh(token));

    // Then
    assertThat(answers).extracting(Answer::status).containsOnlyOnce(200);
    String winner =
        answers.stream()
            .filter(answer -> answer.status() == 200)
            .map(answer -> answer.json().path("refreshToken").asText())
            .findFirst()
            .orElseThrow();
    assertThat(refresh(winner).status()).isEqualTo(401);
  }

  @Test
  void shouldEndTheFamilyWhenSignedOut() {
    // Given
    String token =
        gateway
            .signIn(gateway.newUser("\"user\""), Gateway.PASSWORD)
            .json()
            .path("refreshToken")
            .asText();

    // When
    Answer out = gateway.post("/api/v1/auth/logout", "{\"refreshToken\":\"" + token + "\"}");

    // Then
    assertThat(out.status()).isEqualTo(204);
    assertProblem(refresh(token), 401, "unauthenticated", "refresh-invalid");
    assertThat(gateway.post("/api/v1/auth/logout", "{\"refreshToken\":\"unknown\"}").status())
        .isEqualTo(204);
  }

  @Test
  void shouldRefuseWhenATokenIsForged() throws Exception {
    // Given
    SigningKey key = keys.signing();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPrivateKey stranger = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] publicKey = key.publicKey().getEncoded();
    Instant soon = Instant.now().plusSeconds(60);
    String good = signed(key.id(), key.privateKey(), soon);
    String[] parts = good.split("\\.", -1);

    // When // Then
    assertThat(with(good).status()).isEqualTo(200);
    assertRefused(with(signed(key.id(), key.privateKey(), Instant.now().minusSeconds(60))));
    assertRefused(with(signed(key.id(), stranger, soon)));
    assertRefused(with(signed("another-key", stranger, soon)));
    assertRefused(with(none(parts[1])));
    assertRefused(
        with(
            Jwts.builder()
                .header()
                .keyId(key.id())
                .and()
                .issuer("avatar-gateway")
                .audience()
                .add("avatar")
                .and()
                .subject("00000000-0000-0000-0000-000000000001")
                .claim("roles", List.of("admin"))
                .expiration(Date.from(soon))
                .signWith(Keys.hmacShaKeyFor(publicKey), Jwts.SIG.HS256)
                .compact()));
    assertRefused(with(parts[0] + "." + parts[1] + "." + "A".repeat(86)));
    assertRefused(with("nonsense"));
    assertRefused(with(""));
    assertRefused(gateway.get(SOMETHING, "Authorization", "Basic ZGVtbzpkZW1v"));
    assertRefused(gateway.get(SOMETHING));
  }

  @Test
  void shouldRefuseWhenAServiceTokenComesThroughThePublicDoor() {
    assertRefused(gateway.get(SOMETHING, "Authorization", serviceTokens.bearer()));
  }

  @Test
  void shouldPublishOnlyPublicKeysAndTheSameToFileAndWeb() throws Exception {
    // Given // When
    Answer answer = gateway.get("/.well-known/jwks.json");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/keys/0/kid").asText()).isEqualTo(keys.signing().id());
    assertThat(answer.json().at("/keys/0/crv").asText()).isEqualTo("P-256");
    assertThat(answer.raw().body()).doesNotContain("\"d\"");
    assertThat(java.nio.file.Files.readString(identity.jwksFile().orElseThrow()))
        .isEqualTo(answer.raw().body());
  }

  @Test
  void shouldSwapAnApiKeyAndForgetItWhenRevoked() {
    // Given
    String bearer = gateway.newBearer();
    Answer made =
        gateway.post(
            "/api/v1/auth/api-keys",
            "{\"name\":\"ci\",\"permissions\":[\"read\"],\"expiresAt\":\"2126-01-01T00:00:00Z\"}",
            "Authorization",
            bearer);
    String key = made.json().path("key").asText();

    // When
    Answer used = gateway.get(SOMETHING, "X-API-Key", key);
    JsonNode listed = gateway.get("/api/v1/auth/api-keys", "Authorization", bearer).json().path(0);
    Answer revoked =
        gateway.delete(
            "/api/v1/auth/api-keys/" + made.json().path("id").asText(), "Authorization", bearer);

    // Then
    assertThat(made.status()).isEqualTo(201);
    assertThat(key).startsWith("avk_").hasSize(47);
    assertThat(used.status()).isEqualTo(200);
    assertThat(used.json().at("/headers").has("x-api-key")).isFalse();
    JsonNode claims = claims(used.json().at("/headers/authorization/0").asText());
    assertThat(claims.path("permissions")).hasSize(1);
    assertThat(claims.path("permissions").path(0).asText()).isEqualTo("read");
    assertThat(listed.has("key")).isFalse();
    assertThat(listed.path("prefix").asText()).isEqualTo(key.substring(0, 10));
    assertThat(listed.path("lastUsedAt").asText()).isNotEmpty();
    assertThat(revoked.status()).isEqualTo(204);
    assertProblem(
        gateway.get(SOMETHING, "X-API-Key", key), 401, "unauthenticated", "api-key-invalid");
    assertThat(gateway.get("/api/v1/auth/api-keys", "Authorization", bearer).json()).isEmpty();
  }

  @Test
  void shouldReachTheOwnApiWithABodyWhenAnApiKeyIsShown() {
    // Given
    String bearer = gateway.newBearer();
    String key =
        gateway
            .post("/api/v1/auth/api-keys", "{\"name\":\"ci\"}", "Authorization", bearer)
            .json()
            .path("key")
            .asText();

    // When
    Answer scoped =
        gateway.post("/api/v1/auth/scoped-tokens", "{\"ttlSeconds\":60}", "X-API-Key", key);

    // Then
    assertThat(scoped.status()).isEqualTo(200);
    assertThat(scoped.json().path("expiresIn").asInt()).isEqualTo(60);
    assertProblem(
        gateway.post("/api/v1/auth/api-keys", "{\"name\":\"b\"}", "X-API-Key", key),
        403,
        "forbidden",
        "token-kind");
  }

  @Test
  void shouldHideOtherPeoplesKeys() {
    // Given
    String id =
        gateway
            .post(
                "/api/v1/auth/api-keys",
                "{\"name\":\"mine\"}",
                "Authorization",
                gateway.newBearer())
            .json()
            .path("id")
            .asText();
    String other = gateway.newBearer();

    // When
    Answer answer = gateway.delete("/api/v1/auth/api-keys/" + id, "Authorization", other);

    // Then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(gateway.delete("/api/v1/auth/api-keys/nonsense", "Authorization", other).status())
        .isEqualTo(404);
  }

  @Test
  void shouldNarrowWhenAScopedTokenIsMadeAndNeverWidenAgain() {
    // Given
    String avatar = "5f0e3d6a-6f3e-4f2b-9d52-0f4a3c1b2a10";

    // When
    Answer made =
        gateway.post(
            "/api/v1/auth/scoped-tokens",
            "{\"avatarIds\":[\"" + avatar + "\"],\"permissions\":[\"read\"]}",
            "Authorization",
            gateway.admin());

    // Then
    String bearer = "Bearer " + made.json().path("accessToken").asText();
    JsonNode claims = claims(bearer);
    assertThat(claims.path("avatars").path(0).asText()).isEqualTo(avatar);
    assertThat(claims.path("roles").path(0).asText()).isEqualTo("user");
    assertThat(made.json().has("refreshToken")).isFalse();
    assertThat(gateway.get(SOMETHING, "Authorization", bearer).status()).isEqualTo(200);
    assertProblem(
        gateway.post("/api/v1/auth/scoped-tokens", "{}", "Authorization", bearer),
        403,
        "forbidden",
        "token-kind");
    assertThat(gateway.get("/api/v1/auth/api-keys", "Authorization", bearer).status())
        .isEqualTo(403);
  }

  @Test
  void shouldLetOnlyAdminsMakeUsers() {
    // Given
    String body = "{\"username\":\"someone-new\",\"password\":\"long enough\"}";

    // When // Then
    assertProblem(
        gateway.post("/api/v1/auth/users", body), 401, "unauthenticated", "self-registration-off");
    assertProblem(
        gateway.post("/api/v1/auth/users", body, "Authorization", gateway.newBearer()),
        403,
        "forbidden",
        "admin-only");
    String admin = gateway.admin();
    assertThat(gateway.post("/api/v1/auth/users", body, "Authorization", admin).status())
        .isEqualTo(201);
    assertProblem(
        gateway.post("/api/v1/auth/users", body, "Authorization", admin),
        409,
        "conflict",
        "username-taken");
    assertProblem(
        gateway.post(
            "/api/v1/auth/users",
            "{\"username\":\"x\",\"password\":\"short\"}",
            "Authorization",
            admin),
        400,
        "invalid-request",
        "username-invalid");
  }

  private Answer with(String token) {
    return gateway.get(SOMETHING, "Authorization", "Bearer " + token);
  }

  private Answer refresh(String token) {
    return gateway.post("/api/v1/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  private static String signed(String keyId, ECPrivateKey key, Instant expiry) {
    return Jwts.builder()
        .header()
        .keyId(keyId)
        .and()
        .issuer("avatar-gateway")
        .audience()
        .add("avatar")
        .and()
        .id("access.1")
        .subject("00000000-0000-0000-0000-000000000001")
        .claim("name", "forger")
        .claim("roles", List.of("system"))
        .claim("permissions", List.of("read"))
        .issuedAt(Date.from(expiry.minus(Duration.ofMinutes(5))))
        .expiration(Date.from(expiry))
        .signWith(key, Jwts.SIG.ES256)
        .compact();
  }

  private static String none(String payload) {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + payload + ".";
  }

  private static JsonNode claims(String bearer) {
    String payload = bearer.substring("Bearer ".length()).split("\\.", -1)[1];
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper()
          .readTree(Base64.getUrlDecoder().decode(payload));
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unauthenticated");
  }

  static void assertProblem(Answer answer, int status, String slug, String reason) {
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + slug);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().at("/reasons/0/code").asText()).isEqualTo(reason);
    assertThat(answer.json().path("traceId").asText()).isEqualTo(answer.header("X-Trace-Id"));
  }

  static <T> List<T> parallel(int times, Callable<T> call) throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> started = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        started.add(pool.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : started) {
        results.add(future.get());
      }
      return results;
    }
  }
}
