package org.avatarengine.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.gateway.key.SigningKey;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  @Test
  void shouldSayWhatIsGrantedWhenIssued() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    SigningKey key =
        new SigningKey("key-1", (ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
    TokenIssuer issuer = new TokenIssuer(() -> key, Clock.fixed(NOW, ZoneOffset.UTC));
    AvatarId avatar = AvatarId.random();
    Grant grant =
        new Grant(
            UserId.random(), "ada", Set.of(Role.USER), Set.of(Permission.READ), Set.of(avatar));

    // When
    String token = issuer.issue(grant, TokenKind.SCOPED, Duration.ofMinutes(5));

    // Then
    var jws =
        Jwts.parser()
            .verifyWith(key.publicKey())
            .clock(() -> Date.from(NOW))
            .requireIssuer("avatar-gateway")
            .requireAudience("avatar")
            .build()
            .parseSignedClaims(token);
    assertThat(jws.getHeader().getAlgorithm()).isEqualTo("ES256");
    assertThat(jws.getHeader().getKeyId()).isEqualTo("key-1");
    assertThat(jws.getPayload().getSubject()).isEqualTo(grant.userId().toString());
    assertThat(jws.getPayload().getExpiration()).isEqualTo(Date.from(NOW.plusSeconds(300)));
    assertThat(jws.getPayload().getId()).startsWith("scoped.");
    assertThat(jws.getPayload())
        .containsEntry("roles", List.of("user"))
        .containsEntry("permissions", List.of("read"))
        .containsEntry("avatars", List.of(avatar.toString()));
  }
}
