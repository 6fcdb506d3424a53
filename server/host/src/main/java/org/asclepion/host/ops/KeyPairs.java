package org.asclepion.host.ops;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Whether a private key is a certificate's. Stateless. */
final class KeyPairs {
  private KeyPairs() {}

  /** Throws unless something signed with the key is verified by the certificate. */
  static void requireMatch(byte[] certificatePem, byte[] keyPem) throws IOException {
    try {
      PublicKey publicKey =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new java.io.ByteArrayInputStream(certificatePem))
              .getPublicKey();
      PrivateKey privateKey = privateKey(keyPem);
      String algorithm =
          switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
          };
      byte[] probe = {1, 2, 3};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(probe);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(probe);
      if (!verifier.verify(signer.sign())) {
        throw new IOException("the key is not the certificate's");
      }
    } catch (CertificateException e) {
      throw new IOException("the certificate is not readable", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("the key is not the certificate's", e);
    }
  }

  private static PrivateKey privateKey(byte[] pem) throws IOException {
    try (PEMParser parser =
        new PEMParser(new StringReader(new String(pem, StandardCharsets.US_ASCII)))) {
      Object found = parser.readObject();
      while (found != null) {
        if (found instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
        }
        if (found instanceof PrivateKeyInfo info) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        // Such as the EC PARAMETERS that openssl writes before an EC key.
        found = parser.readObject();
      }
      throw new IOException("there is no private key in the file");
    }
  }
}
