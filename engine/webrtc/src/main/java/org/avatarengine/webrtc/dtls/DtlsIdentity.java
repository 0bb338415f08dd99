package org.avatarengine.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The key and the self-signed certificate of this process, ECDSA on P-256 (RFC 8827 section 6.5).
 * Its fingerprint in the SDP is what vouches for it; nobody looks at its name or its dates.
 */
public final class DtlsIdentity {
  private static final String CURVE = "secp256r1";
  private static final Duration VALID = Duration.ofDays(3_650);

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter key;
  private final Certificate chain;
  private final Fingerprint fingerprint;

  private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter key, byte[] certificate)
      throws IOException {
    this.crypto = crypto;
    this.key = key;
    this.chain = new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, certificate)});
    this.fingerprint = Fingerprint.of(Fingerprint.Algorithm.SHA_256, certificate);
  }

  /** Makes a new key and certificate; some milliseconds. */
  public static DtlsIdentity create(SecureRandom random) {
    try {
      ECKeyPairGenerator generator = new ECKeyPairGenerator();
      generator.init(
          new ECKeyGenerationParameters(
              new ECNamedDomainParameters(
                  SECObjectIdentifiers.secp256r1, ECNamedCurveTable.getByName(CURVE)),
              random));
      AsymmetricCipherKeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=avatar");
      Instant now = Instant.now();
      X509v3CertificateBuilder certificate =
          new X509v3CertificateBuilder(
              name,
              new BigInteger(63, random).add(BigInteger.ONE),
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(VALID)),
              name,
              SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
      AlgorithmIdentifier signature =
          new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
      AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
      byte[] der =
          certificate
              .build(
                  new BcECContentSignerBuilder(signature, digest)
                      .setSecureRandom(random)
                      .build(pair.getPrivate()))
              .getEncoded();
      return new DtlsIdentity(new BcTlsCrypto(random), pair.getPrivate(), der);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  /** SHA-256 of the certificate. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  TlsCredentialedSigner signer(TlsContext context) {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        key,
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }
}
