package org.avatarengine.gateway.key;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/**
 * A P-256 key that signs tokens.
 *
 * @param id the key's RFC 7638 thumbprint, so that every replica names it alike
 */
public record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {

  private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String PEM_END = "-----END PRIVATE KEY-----";

  public SigningKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(privateKey, "privateKey");
    Objects.requireNonNull(publicKey, "publicKey");
  }

  static SigningKey of(ECPrivateKey privateKey, ECPublicKey publicKey) {
    EcPublicJwk jwk = Jwks.builder().key(publicKey).idFromThumbprint().build();
    return new SigningKey(jwk.getId(), privateKey, publicKey);
  }

  static SigningKey generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    return of((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
  }

  /** Whether a file of this name is taken for a key. */
  static boolean isKeyFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".pem") || name.endsWith(".jwk"));
  }

  /**
   * Reads a key file.
   *
   * @throws GeneralSecurityException when it holds no P-256 private key
   */
  static SigningKey read(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file);
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jwk")
        ? ofJwk(text)
        : ofPem(text);
  }

  private static SigningKey ofPem(String text) throws GeneralSecurityException {
    int begin = text.indexOf(PEM_BEGIN);
    int end = text.indexOf(PEM_END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(
          "no \"BEGIN PRIVATE KEY\"; make one with openssl genpkey -algorithm EC -pkeyopt"
              + " ec_paramgen_curve:P-256");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(text.substring(begin + PEM_BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the PEM is not Base64", e);
    }
    ECPrivateKey key =
        (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    return of(key, P256.publicHalf(key));
  }

  private static SigningKey ofJwk(String text) throws GeneralSecurityException {
    try {
      Jwk<?> jwk = Jwks.parser().build().parse(text);
      if (jwk instanceof EcPrivateJwk ec) {
        // The public half is computed, not believed.
        return of(ec.toKey(), P256.publicHalf(ec.toKey()));
      }
      throw new GeneralSecurityException("the JWK is not a private EC key");
    } catch (JwtException e) {
      throw new GeneralSecurityException("the JWK cannot be read", e);
    }
  }

  /** The private key as PEM, PKCS#8. */
  String toPem() {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded());
    return PEM_BEGIN + "\n" + base64 + "\n" + PEM_END + "\n";
  }

  /** The public half as it stands in a key set. */
  EcPublicJwk toPublicJwk() {
    return Jwks.builder().key(publicKey).id(id).algorithm("ES256").publicKeyUse("sig").build();
  }

  /** Never the key itself. */
  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
