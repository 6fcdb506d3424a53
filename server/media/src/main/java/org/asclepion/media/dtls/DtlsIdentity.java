package org.asclepion.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key on P-256 and the self-signed certificate for it, made when the process starts and never
 * written down: its fingerprint travels in the signalling, which is what vouches for it. Immutable;
 * any thread.
 */
public final class DtlsIdentity {
  private static final Duration VALID = Duration.ofDays(365);

  private final BcTlsCrypto crypto;
  private final AsymmetricKeyParameter privateKey;
  private final Certificate chain;
  private final Fingerprint fingerprint;

  private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, byte[] certificate)
      throws IOException {
    this.crypto = crypto;
    this.privateKey = privateKey;
    chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
    fingerprint = Fingerprint.sha256(certificate);
  }

  /** Makes a new one; takes some milliseconds. */
  public static DtlsIdentity create(SecureRandom random, Instant now) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    ECNamedDomainParameters curve = ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1);
    generator.init(new ECKeyGenerationParameters(curve, random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    // Says nothing: browsers show it to nobody, and it is the same for every installation.
    X500Name name = new X500Name("CN=media");
    try {
      byte[] certificate =
          new X509v3CertificateBuilder(
                  name,
                  new BigInteger(120, random).setBit(120),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(VALID)),
                  name,
                  SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
              .build(
                  new BcECContentSignerBuilder(
                          new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                          new DefaultDigestAlgorithmIdentifierFinder().find("SHA-256"))
                      .build(pair.getPrivate()))
              .getEncoded();
      return new DtlsIdentity(new BcTlsCrypto(random), pair.getPrivate(), certificate);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  public BcTlsCrypto crypto() {
    return crypto;
  }

  public AsymmetricKeyParameter privateKey() {
    return privateKey;
  }

  public Certificate chain() {
    return chain;
  }
}
