package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * What both sides hold to: DTLS 1.2 only, forward secrecy and authenticated encryption (RFC 8827
 * section 6.5), and a certificate that the SDP vouches for (RFC 8122). One per handshake.
 */
final class DtlsRules {
  /** RFC 6347 section 4.2.4.1 starts at one second; a lossy link is worth asking sooner. */
  static final int RESEND_MS = 200;

  private final List<Fingerprint> expected;
  private volatile boolean mismatched;

  DtlsRules(List<Fingerprint> expected) {
    this.expected = List.copyOf(expected);
  }

  static ProtocolVersion[] versions() {
    return ProtocolVersion.DTLSv12.only();
  }

  /**
   * Ours in order of preference: without the processor's AES, which BouncyCastle does not use,
   * ChaCha20 costs the I/O thread a quarter to a half less.
   */
  static int[] suites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };
  }

  /** Fails the handshake unless the certificate is one that the SDP names. */
  void check(Certificate chain) throws IOException {
    if (chain == null || chain.isEmpty()) {
      mismatched = true;
      throw new TlsFatalAlert(AlertDescription.certificate_required);
    }
    byte[] certificate = chain.getCertificateAt(0).getEncoded();
    if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(certificate))) {
      mismatched = true;
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  boolean isMismatched() {
    return mismatched;
  }
}
