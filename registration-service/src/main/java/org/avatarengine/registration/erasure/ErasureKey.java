package org.avatarengine.registration.erasure;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Parser;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;
import java.util.TreeMap;

/** The key of the erasure records: a JWK of curve P-256 in a file. Blocking; for the start only. */
record ErasureKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {

  private static final int P256_BITS = 256;

  /**
   * Reads the key.
   *
   * @throws IOException in one line, when the file cannot be read or holds no such key
   */
  static ErasureKey read(Path file) throws IOException {
    String text = Files.readString(file);
    Parser<Jwk<?>> parser = Jwks.parser().build();
    try {
      if (parser.parse(text) instanceof EcPrivateJwk jwk
          && jwk.toKey().getParams().getOrder().bitLength() == P256_BITS) {
        ECPublicKey publicKey = jwk.toPublicJwk().toKey();
        return new ErasureKey(thumbprint(publicKey), jwk.toKey(), publicKey);
      }
    } catch (JwtException | IllegalArgumentException e) {
      throw new IOException(file + " holds no key: " + e.getMessage(), e);
    }
    throw new IOException(file + " holds no private key of curve P-256 as a JWK");
  }

  /** Makes a key where there is none yet, readable by its owner only; then reads it. */
  static ErasureKey readOrMake(Path file) throws IOException {
    if (Files.notExists(file)) {
      KeyPair pair = Jwts.SIG.ES256.keyPair().build();
      EcPrivateJwk jwk = Jwks.builder().ecKeyPair(pair).idFromThumbprint().build();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".part");
      try {
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(part, Jwks.UNSAFE_JSON(jwk));
        Files.createLink(file, part);
      } catch (FileAlreadyExistsException e) {
        // Another instance was first; its key is as good.
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return read(file);
  }

  /** The public key as the members of a JWK, for whoever verifies a record. */
  Map<String, String> publicJwk() {
    EcPublicJwk jwk = Jwks.builder().key(publicKey).id(id).build();
    Map<String, String> members = new TreeMap<>();
    jwk.forEach((name, value) -> members.put(name, String.valueOf(value)));
    return members;
  }

  private static String thumbprint(ECPublicKey key) {
    return Jwks.builder().key(key).idFromThumbprint().build().getId();
  }
}
