package org.avatarengine.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.session.SessionRole;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class SessionTokensTest {

  private static final String SECRET = "a-secret-between-services-of-48-bytes-0123456789";
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  private final SessionId session = SessionId.create("local");
  private final SessionTokens tokens = new SessionTokens(SECRET, at(NOW));

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  @Test
  void shouldGrantTheRoleForTheSessionWhenTheTokenIsOurs() {
    // Given
    String token = tokens.mint(session, SessionRole.PERFORMER, Duration.ofHours(1));
    // When
    SessionTokens.Grant grant = tokens.verifyAuthorization("Bearer " + token);
    // Then
    assertThat(grant)
        .isEqualTo(
            new SessionTokens.Grant(session, SessionRole.PERFORMER, NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void shouldRefuseTheTokenWhenItsTimeIsOver() {
    // Given
    String token = tokens.mint(session, SessionRole.VIEWER, Duration.ofMinutes(1));
    SessionTokens later = new SessionTokens(SECRET, at(NOW.plusSeconds(61)));
    // When
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> later.verify(token));
    // Then
    assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refused.reasons().getFirst().code()).isEqualTo("token-expired");
  }

  @Test
  void shouldRefuseTheTokenWhenItIsForgedOrOfAnotherKind() {
    // Given
    String good = tokens.mint(session, SessionRole.VIEWER, Duration.ofMinutes(1));
    String forged =
        new SessionTokens("another-secret-between-services-of-48-bytes-01234", at(NOW))
            .mint(session, SessionRole.PERFORMER, Duration.ofMinutes(1));
    String service = new ServiceTokens(SECRET, "ml-worker", at(NOW)).bearer().substring(7);
    String endless =
        Jwts.builder()
            .issuer("avatar-session")
            .subject(session.value())
            .claim("role", "viewer")
            .signWith(Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
            .compact();
    String roleless =
        Jwts.builder()
            .issuer("avatar-session")
            .subject(session.value())
            .expiration(Date.from(NOW.plusSeconds(60)))
            .signWith(Keys.hmacShaKeyFor(SECRET.getBytes(StandardCharsets.UTF_8)), Jwts.SIG.HS256)
            .compact();
    List<String> bad =
        List.of(
            "", "x", "a.b.c", forged, service, endless, roleless, good + "x", "y".repeat(3_000));
    // When / Then
    for (String token : bad) {
      assertThatThrownBy(() -> tokens.verify(token))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("unauthenticated");
    }
  }

  @Test
  void shouldNotPassForAUsersTokenWhenItIsASessions() {
    // Given
    String token = tokens.mint(session, SessionRole.PERFORMER, Duration.ofMinutes(1));
    TokenVerifier verifier = new TokenVerifier(key -> null, SECRET, 0, at(NOW));
    // When / Then
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldTellASessionTokenFromOthersWhenAskedWithoutVerifying() {
    // Given
    String token = tokens.mint(session, SessionRole.VIEWER, Duration.ofMinutes(1));
    String service = new ServiceTokens(SECRET, "ml-worker", at(NOW)).bearer();
    // When / Then
    assertThat(SessionTokens.isOne("Bearer " + token)).isTrue();
    assertThat(SessionTokens.isOne("bearer " + token)).isTrue();
    assertThat(SessionTokens.isOne(service)).isFalse();
    assertThat(SessionTokens.isOne(null)).isFalse();
    assertThat(SessionTokens.isOne("Basic " + token)).isFalse();
    assertThat(SessionTokens.isOne("Bearer a.!!.c")).isFalse();
  }

  @Test
  void shouldRefuseWhatUsersMayWhenTheCallerHoldsASessionTokenOnly() {
    // Given
    CurrentCaller current = new CurrentCaller();
    // When
    current.set(new SessionTokens.Grant(session, SessionRole.PERFORMER, NOW.plusSeconds(60)));
    // Then
    assertThat(current.grant()).isPresent();
    assertThatThrownBy(current::get).hasMessageContaining("forbidden");
  }

  @Test
  void shouldTakeSessionTokensWhenThePathIsListedOnly() {
    // Given
    List<String> paths = List.of("/api/v1/sessions/*", "/api/v1/rtc/offer");
    // When / Then
    assertThat(IdentityFilter.isAmong(paths, "/api/v1/sessions/a.b/stream")).isTrue();
    assertThat(IdentityFilter.isAmong(paths, "/api/v1/rtc/offer")).isTrue();
    assertThat(IdentityFilter.isAmong(paths, "/api/v1/sessions")).isFalse();
    assertThat(IdentityFilter.isAmong(paths, "/api/v1/rtc/offer/x")).isFalse();
  }
}
