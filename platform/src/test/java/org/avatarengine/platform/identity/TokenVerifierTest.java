package org.avatarengine.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

  private static final String SECRET = "a-secret-between-services-of-48-bytes-0123456789";
  private static final KeyPair PAIR = Jwts.SIG.ES256.keyPair().build();
  private static final UserId USER = UserId.random();

  private final TokenVerifier verifier =
      new TokenVerifier(
          Map.<String, Key>of("k1", PAIR.getPublic())::get, SECRET, 0, Clock.systemUTC());

  @Test
  void shouldReturnTheCallerWhenTheGatewaySignedTheToken() {
    // Given
    AvatarId avatar = AvatarId.random();
    String jwt =
        claims(TokenClaims.ISSUER)
            .claim(TokenClaims.AVATARS, List.of(avatar.toString()))
            .header()
            .keyId("k1")
            .and()
            .signWith(PAIR.getPrivate(), Jwts.SIG.ES256)
            .compact();
    // When
    Caller caller = verifier.verifyAuthorization("Bearer " + jwt);
    // Then
    assertThat(caller.userId()).isEqualTo(USER);
    assertThat(caller.roles()).containsExactly(Role.USER);
    assertThat(caller.permissions()).containsExactly(Permission.READ);
    assertThat(caller.mayAccess(avatar, USER)).isTrue();
    assertThat(caller.mayAccess(AvatarId.random(), USER)).isFalse();
    assertThat(caller.mayAccess(avatar, UserId.random())).isFalse();
  }

  @Test
  void shouldReturnASystemCallerWhenAServiceSignedTheToken() {
    // Given
    ServiceTokens tokens = new ServiceTokens(SECRET, "ml-worker", Clock.systemUTC());
    // When
    Caller caller = verifier.verifyAuthorization(tokens.bearer());
    // Then
    assertThat(caller.isSystem()).isTrue();
    assertThat(caller.name()).isEqualTo("ml-worker");
  }

  @Test
  void shouldRefuseTheTokenWhenItsAlgorithmAndIssuerDoNotFit() {
    byte[] publicKey = PAIR.getPublic().getEncoded();
    List<String> forged =
        List.of(
            // Signed with the public key as if it were a secret.
            claims(TokenClaims.ISSUER).signWith(Keys.hmacShaKeyFor(publicKey)).compact(),
            // The service secret pretending to be the gateway.
            claims(TokenClaims.ISSUER).signWith(secret(SECRET), Jwts.SIG.HS256).compact(),
            // A gateway key pretending to be a service.
            claims(TokenClaims.INTERNAL_ISSUER)
                .header()
                .keyId("k1")
                .and()
                .signWith(PAIR.getPrivate(), Jwts.SIG.ES256)
                .compact(),
            // Somebody else's secret and somebody else's key.
            claims(TokenClaims.INTERNAL_ISSUER)
                .signWith(secret("another-secret-of-at-least-thirty-two-bytes"), Jwts.SIG.HS256)
                .compact(),
            claims(TokenClaims.ISSUER)
                .header()
                .keyId("k2")
                .and()
                .signWith(PAIR.getPrivate(), Jwts.SIG.ES256)
                .compact(),
            claims(TokenClaims.ISSUER).compact(),
            "not.a.token",
            "");
    for (String jwt : forged) {
      // When / Then
      assertThatThrownBy(() -> verifier.verify(jwt))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
    }
  }

  @Test
  void shouldSaySoWhenTheTokenHasExpired() {
    // Given
    String jwt =
        claims(TokenClaims.ISSUER)
            .expiration(Date.from(Instant.now().minusSeconds(1)))
            .header()
            .keyId("k1")
            .and()
            .signWith(PAIR.getPrivate(), Jwts.SIG.ES256)
            .compact();
    // When / Then
    assertThatThrownBy(() -> verifier.verify(jwt))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.reasons().get(0).code()).isEqualTo("token-expired"));
  }

  @Test
  void shouldRefuseTheTokenWhenItExpiresAfterItWasAccepted() {
    // Given
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    TokenVerifier timed =
        new TokenVerifier(Map.<String, Key>of("k1", PAIR.getPublic())::get, SECRET, 0, clock);
    String jwt =
        claims(TokenClaims.ISSUER)
            .header()
            .keyId("k1")
            .and()
            .signWith(PAIR.getPrivate(), Jwts.SIG.ES256)
            .compact();
    assertThat(timed.verify(jwt)).isEqualTo(timed.verify(jwt));
    // When
    now.set(now.get().plusSeconds(120));
    // Then
    assertThatThrownBy(() -> timed.verify(jwt)).isInstanceOf(ProblemException.class);
  }

  private static javax.crypto.SecretKey secret(String text) {
    return Keys.hmacShaKeyFor(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JwtBuilder claims(String issuer) {
    return Jwts.builder()
        .issuer(issuer)
        .subject(USER.toString())
        .audience()
        .add(TokenClaims.AUDIENCE)
        .and()
        .claim(TokenClaims.ROLES, List.of("user"))
        .claim(TokenClaims.PERMISSIONS, List.of("read"))
        .expiration(Date.from(Instant.now().plusSeconds(60)));
  }
}
