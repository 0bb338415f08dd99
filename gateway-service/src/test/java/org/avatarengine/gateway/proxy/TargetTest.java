package org.avatarengine.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import org.avatarengine.contract.id.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/avatars,REGISTRATION",
    "/api/v1/avatars/1,REGISTRATION",
    "/api/v1/avatars/1/model,REGISTRATION",
    "/api/v1/avatars/1/faces,REGISTRATION",
    "/api/v1/avatars/1/face,FACE_CACHE",
    "/api/v1/avatars/1/face/crop.png,FACE_CACHE",
    "/api/v1/faces/stats,FACE_CACHE",
    "/api/v1/erasures/1,REGISTRATION",
    "/api/v1/users/me/export,REGISTRATION",
    "/avatar/register,REGISTRATION",
    "/avatar/list,REGISTRATION",
    "/avatar/1/info,REGISTRATION",
    "/avatar/1,REGISTRATION",
    "/api/v1/jobs,JOB",
    "/api/v1/jobs/stats,JOB",
    "/api/v1/events,JOB",
    "/api/v1/sessions/1/stream,ANIMATION",
    "/api/v1/ice-servers,ANIMATION",
    "/api/v1/stats,ANIMATION",
    "/api/v1/emotion,ANIMATION",
    "/api/v1/rtc/offer,ANIMATION",
    "/api/v1/rigs,ANIMATION",
    "/api/v1/rigs/vrm,ANIMATION",
    "/api/v1/presets,ANIMATION",
    "/emotion,ANIMATION",
    "/rtc/offer,ANIMATION",
    "/stats,ANIMATION"
  })
  void shouldLeadToTheServiceThatOwnsThePath(String path, Backend backend) {
    assertThat(Target.of(path))
        .isInstanceOfSatisfying(
            Target.Service.class, service -> assertThat(service.backend()).isEqualTo(backend));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal",
        "/internal/jobs",
        "/api/v1/rtc",
        "/api/v1/emotion/1",
        "/api",
        "/api/v1",
        "/api/v2/avatars",
        "/api/v1/avatarsfoo",
        "/api/v1/jobsfoo",
        "/api/v1/facesfoo",
        "/internal/faces/1",
        "/api/v1/users",
        "/api/v1/users/me",
        "/avatar/../internal/jobs",
        "/api/v1/avatars/../../../internal/jobs",
        "/api/v1/avatars/%2e%2e/%2e%2e/%2e%2e/internal/jobs",
        "/api/v1/avatars/..%2finternal",
        "/api/v1/avatars/.",
        "//internal/jobs",
        "/%61pi/v1/auth/api-keys",
        "/%69nternal/jobs",
        "/api/v1/avatars\\..\\internal"
      })
  void shouldLeadNowhereWhenThePathIsNotOfferedOrSly(String path) {
    assertThat(Target.of(path)).isInstanceOf(Target.Nowhere.class);
  }

  @Test
  void shouldKnowTheSessionWhenThePathNamesOne() {
    // Given
    SessionId id = SessionId.create("animation-service-1");

    // When // Then
    assertThat(Target.of("/api/v1/sessions/" + id + "/stream"))
        .isEqualTo(new Target.Service(Backend.ANIMATION, "sessions", id));
    assertThat(Target.of("/api/v1/sessions/" + id))
        .isEqualTo(new Target.Service(Backend.ANIMATION, "sessions", id));
    assertThat(Target.of("/api/v1/sessions/none"))
        .isEqualTo(new Target.Service(Backend.ANIMATION, "sessions", null));
  }

  @Test
  void shouldKeepTheOwnApiWhenItIsAboutTokens() {
    assertThat(Target.of("/api/v1/auth/token")).isEqualTo(new Target.Own(true, "auth"));
    assertThat(Target.of("/api/v1/auth/api-keys/1")).isEqualTo(new Target.Own(false, "auth"));
    assertThat(Target.of("/api/v1/openapi")).isEqualTo(new Target.Own(true, "openapi"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/health", "/assets/a.js", "/.well-known/jwks.json", "/apis", "/avatars"})
  void shouldStepAsideWhenItIsNotTheApi(String path) {
    assertThat(Target.of(path)).isInstanceOf(Target.Outside.class);
  }

  @Test
  void shouldContinueAWellFormedTraceAndMakeOneOtherwise() {
    // Given
    String sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    // When
    TraceIds continued = TraceIds.of("request-1", sent, null);
    TraceIds made = TraceIds.of("bad\r\nheader", "00-" + "0".repeat(32) + "-1-01", null);
    TraceIds spanned =
        TraceIds.of(null, sent, "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-00");

    // Then
    assertThat(continued.requestId()).isEqualTo("request-1");
    assertThat(continued.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(continued.traceparent()).isNotEqualTo(sent).endsWith("-01");
    assertThat(made.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    assertThat(made.requestId()).isEqualTo(made.traceId());
    assertThat(spanned.traceId()).isEqualTo("a".repeat(32));
  }

  @Test
  void shouldKeepHopByHopHeadersWhenAnAnswerGoesOut() {
    // Given
    MultiMap from =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "close, X-Secret")
            .add("X-Secret", "1")
            .add("Transfer-Encoding", "chunked")
            .add("Server", "x")
            .add("Set-Cookie", "a=1")
            .add("Set-Cookie", "b=2")
            .add("ETag", "\"1\"");
    MultiMap to = MultiMap.caseInsensitiveMultiMap();

    // When
    Headers.outward(from, to);

    // Then
    assertThat(to.names()).containsExactlyInAnyOrder("Set-Cookie", "ETag");
    assertThat(to.getAll("Set-Cookie")).containsExactly("a=1", "b=2");
  }

  @Test
  void shouldReadBaseUrlsAndRefuseOthers() {
    assertThat(Backends.Address.of("p", "http://job:8083"))
        .isEqualTo(new Backends.Address("job", 8083, false));
    assertThat(Backends.Address.of("p", "https://job/"))
        .isEqualTo(new Backends.Address("job", 443, true));
    assertThatThrownBy(() -> Backends.Address.of("avatar.job.url", "job:8083"))
        .hasMessageContaining("avatar.job.url");
    assertThatThrownBy(() -> Backends.Address.of("p", "http://job:8083/path"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
