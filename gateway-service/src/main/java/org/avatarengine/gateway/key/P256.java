package org.avatarengine.gateway.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;

/**
 * The public half of a P-256 private key: Q = s·G by double and add in affine coordinates. PKCS#8
 * files need not carry the public half, and the JDK does not compute it. Not constant in time: it
 * runs once per key file, where no one measures.
 */
final class P256 {

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private P256() {}

  static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  static ECPublicKey publicHalf(ECPrivateKey key) throws GeneralSecurityException {
    ECParameterSpec curve = curve();
    if (!key.getParams().getCurve().equals(curve.getCurve())) {
      throw new GeneralSecurityException("the key is not on the curve P-256");
    }
    BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger a = curve.getCurve().getA();
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = key.getS().bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum, a, prime);
      if (key.getS().testBit(bit)) {
        sum = add(sum, curve.getGenerator(), a, prime);
      }
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(sum, curve));
  }

  private static ECPoint add(ECPoint p, ECPoint q, BigInteger a, BigInteger prime) {
    if (p.equals(ECPoint.POINT_INFINITY)) {
      return q;
    }
    if (q.equals(ECPoint.POINT_INFINITY)) {
      return p;
    }
    BigInteger slope;
    if (p.equals(q)) {
      slope =
          THREE
              .multiply(p.getAffineX().pow(2))
              .add(a)
              .multiply(p.getAffineY().shiftLeft(1).modInverse(prime));
    } else if (p.getAffineX().equals(q.getAffineX())) {
      return ECPoint.POINT_INFINITY;
    } else {
      slope =
          q.getAffineY()
              .subtract(p.getAffineY())
              .multiply(q.getAffineX().subtract(p.getAffineX()).modInverse(prime));
    }
    BigInteger x = slope.pow(2).subtract(p.getAffineX()).subtract(q.getAffineX()).mod(prime);
    BigInteger y = slope.multiply(p.getAffineX().subtract(x)).subtract(p.getAffineY()).mod(prime);
    return new ECPoint(x, y);
  }
}
