package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;

/** The server of one handshake; asks for the client's certificate. */
final class DtlsServerSide extends DefaultTlsServer {
  private final DtlsIdentity identity;
  private final DtlsRules rules;
  private final int timeoutMs;

  DtlsServerSide(DtlsIdentity identity, DtlsRules rules, int timeoutMs) {
    super(identity.crypto());
    this.identity = identity;
    this.rules = rules;
    this.timeoutMs = timeoutMs;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return DtlsRules.versions();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return DtlsRules.suites();
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() {
    return identity.signer(context);
  }

  @Override
  @SuppressWarnings("JdkObsolete") // BouncyCastle wants a Vector.
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> signatures = new Vector<>();
    for (short hash :
        new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
      signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
      signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
    }
    // Only keys that sign: these must prove themselves with CertificateVerify.
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        signatures,
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
    rules.check(clientCertificate);
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return timeoutMs;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return DtlsRules.RESEND_MS;
  }
}
