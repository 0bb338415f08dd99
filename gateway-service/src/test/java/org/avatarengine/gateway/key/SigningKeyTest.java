package org.avatarengine.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.security.Jwks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

  @TempDir Path folder;

  @RepeatedTest(10)
  void shouldFindThePublicHalfWhenOnlyThePrivateOneIsKnown() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();

    // When
    ECPublicKey found = P256.publicHalf((ECPrivateKey) pair.getPrivate());

    // Then
    assertThat(found.getW()).isEqualTo(((ECPublicKey) pair.getPublic()).getW());
  }

  @Test
  void shouldReadBackTheSameKeyWhenWrittenAsPem() throws Exception {
    // Given
    SigningKey key = SigningKey.generate();
    Path file = Files.writeString(folder.resolve("one.pem"), key.toPem());

    // When
    SigningKey read = SigningKey.read(file);

    // Then
    assertThat(read.id()).isEqualTo(key.id());
    assertThat(read.publicKey().getW()).isEqualTo(key.publicKey().getW());
  }

  @Test
  void shouldReadBackTheSameKeyWhenWrittenAsJwk() throws Exception {
    // Given
    SigningKey key = SigningKey.generate();
    byte[] jwk =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .writeValueAsBytes(
                java.util.Map.of(
                    "kty",
                    "EC",
                    "crv",
                    "P-256",
                    "x",
                    coordinate(key.publicKey().getW().getAffineX()),
                    "y",
                    coordinate(key.publicKey().getW().getAffineY()),
                    "d",
                    coordinate(key.privateKey().getS())));
    Path file = Files.write(folder.resolve("one.jwk"), jwk);

    // When
    SigningKey read = SigningKey.read(file);

    // Then
    assertThat(read.id()).isEqualTo(key.id());
  }

  @Test
  void shouldRefuseWhenTheCurveIsAnother() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    Path file =
        Files.writeString(
            folder.resolve("one.pem"),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n");

    // When // Then
    assertThatThrownBy(() -> SigningKey.read(file))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("P-256");
  }

  @Test
  void shouldSayHowToMakeAKeyWhenThePemIsSomethingElse() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("one.pem"), "-----BEGIN CERTIFICATE-----");

    // When // Then
    assertThatThrownBy(() -> SigningKey.read(file)).hasMessageContaining("openssl genpkey");
  }

  @Test
  void shouldKeepThePrivatePartOutOfThePublicJwk() throws Exception {
    // Given
    SigningKey key = SigningKey.generate();

    // When
    String jwks = KeyRing.jwksOf(java.util.List.of(key));

    // Then
    assertThat(jwks).doesNotContain("\"d\"").contains("\"alg\":\"ES256\"").contains(key.id());
    assertThat(Jwks.setParser().build().parse(jwks).getKeys()).hasSize(1);
  }

  private static String coordinate(java.math.BigInteger value) {
    byte[] bytes = new byte[32];
    byte[] raw = value.toByteArray();
    int take = Math.min(32, raw.length);
    System.arraycopy(raw, raw.length - take, bytes, 32 - take, take);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
