package org.avatarengine.webrtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The hash of a certificate as SDP carries it (RFC 8122 section 5).
 *
 * @param algorithm which hash
 * @param digest its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fingerprint(Algorithm algorithm, byte[] digest) {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  /** The hashes that are trusted; SHA-1 and MD5 are not. */
  public enum Algorithm {
    SHA_256("sha-256", "SHA-256", 32),
    SHA_384("sha-384", "SHA-384", 48),
    SHA_512("sha-512", "SHA-512", 64);

    private final String sdpName;
    private final String javaName;
    private final int bytes;

    Algorithm(String sdpName, String javaName, int bytes) {
      this.sdpName = sdpName;
      this.javaName = javaName;
      this.bytes = bytes;
    }

    private byte[] hash(byte[] certificate) {
      try {
        return MessageDigest.getInstance(javaName).digest(certificate);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has " + javaName, e);
      }
    }
  }

  public Fingerprint {
    Objects.requireNonNull(algorithm, "algorithm");
    if (digest.length != algorithm.bytes) {
      throw new IllegalArgumentException(algorithm.sdpName + " has " + algorithm.bytes + " bytes");
    }
    digest = digest.clone();
  }

  /** The fingerprint of a certificate in DER. */
  public static Fingerprint of(Algorithm algorithm, byte[] certificate) {
    return new Fingerprint(algorithm, algorithm.hash(certificate));
  }

  /**
   * Reads the value of an {@code a=fingerprint} line, such as {@code sha-256 12:AB:…}; empty for a
   * hash that is not trusted, or no fingerprint at all.
   */
  public static Optional<Fingerprint> parse(String value) {
    int space = value.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String name = value.substring(0, space).toLowerCase(Locale.ROOT);
    String hex = value.substring(space + 1).strip();
    for (Algorithm algorithm : Algorithm.values()) {
      if (algorithm.sdpName.equals(name) && hex.length() == algorithm.bytes * 3 - 1) {
        try {
          return Optional.of(new Fingerprint(algorithm, COLONS.parseHex(hex)));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a certificate in DER has this fingerprint. */
  public boolean matches(byte[] certificate) {
    return MessageDigest.isEqual(digest, algorithm.hash(certificate));
  }

  @Override
  public byte[] digest() {
    return digest.clone();
  }

  /** The value of the {@code a=fingerprint} line. */
  public String toSdp() {
    return algorithm.sdpName + " " + COLONS.formatHex(digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that
        && algorithm == that.algorithm
        && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return toSdp();
  }
}
