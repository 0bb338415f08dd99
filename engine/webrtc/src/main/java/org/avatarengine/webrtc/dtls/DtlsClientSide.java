package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;

/** The client of one handshake; shows its certificate. */
final class DtlsClientSide extends DefaultTlsClient {
  private final DtlsIdentity identity;
  private final DtlsRules rules;
  private final int timeoutMs;

  DtlsClientSide(DtlsIdentity identity, DtlsRules rules, int timeoutMs) {
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
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        rules.check(server.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return identity.signer(context);
      }
    };
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
