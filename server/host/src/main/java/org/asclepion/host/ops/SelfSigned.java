package org.asclepion.host.ops;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that the server gives itself, for where there is no other. Made once and kept in
 * the data directory, so that whoever has accepted it is not asked again; made anew when it has run
 * out. Called by Main's thread.
 */
public final class SelfSigned {
  private static final Duration VALID = Duration.ofDays(825);
  private static final String CURVE = "secp256r1";

  private SelfSigned() {}

  /** The certificate kept in DATA/tls, made if it is missing or has run out. */
  public static TlsFiles load(DataDirectory data, Collection<InetAddress> addresses)
      throws ConfigurationFault {
    Path folder = data.path().resolve("tls");
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    try {
      if (!Files.exists(certificate) || !Files.exists(key) || hasRunOut(certificate)) {
        OwnerOnly.makeDirectory(folder);
        make(certificate, key, addresses);
      }
    } catch (IOException | GeneralSecurityException | OperatorException e) {
      throw new ConfigurationFault(
          "a self-signed certificate cannot be made in "
              + folder
              + " ("
              + e.getMessage()
              + "): make the folder writable, or give --tls-cert and --tls-key");
    }
    return new TlsFiles(certificate, key);
  }

  private static boolean hasRunOut(Path certificate) {
    try (var in = Files.newInputStream(certificate)) {
      var read =
          (java.security.cert.X509Certificate)
              java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in);
      return read.getNotAfter().toInstant().isBefore(Instant.now());
    } catch (IOException | GeneralSecurityException _) {
      return true;
    }
  }

  private static void make(Path certificate, Path key, Collection<InetAddress> addresses)
      throws IOException, GeneralSecurityException, OperatorException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    KeyPair pair = generator.generateKeyPair();
    Instant now = Instant.now();
    X500Name name = new X500Name("CN=Asclepion");
    X509CertificateHolder holder =
        new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()).setBit(120),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALID)),
                name,
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(Extension.subjectAlternativeName, false, names(addresses))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    OwnerOnly.write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
    OwnerOnly.write(certificate, pem(holder));
  }

  private static GeneralNames names(Collection<InetAddress> addresses) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    names.add(new GeneralName(GeneralName.iPAddress, "::1"));
    try {
      String host = InetAddress.getLocalHost().getHostName();
      if (!host.equals("localhost") && host.matches("[A-Za-z0-9.-]+")) {
        names.add(new GeneralName(GeneralName.dNSName, host));
      }
    } catch (UnknownHostException _) {
      // A machine without a name is reached by its addresses.
    }
    for (InetAddress address : addresses) {
      names.add(new GeneralName(GeneralName.iPAddress, LanAddresses.text(address)));
    }
    return new GeneralNames(names.toArray(new GeneralName[0]));
  }

  private static byte[] pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
