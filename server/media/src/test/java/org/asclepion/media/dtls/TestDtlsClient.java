package org.asclepion.media.dtls;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** A client of DTLS-SRTP. Owned by the test's thread. */
public final class TestDtlsClient {
  private final DtlsIdentity identity;
  private @Nullable SrtpKeys keys;
  private @Nullable DTLSTransport transport;

  /** Whether it shows its certificate when asked. */
  public boolean showsCertificate = true;

  /** Of the certificate that the server showed. */
  public @Nullable Fingerprint seen;

  public TestDtlsClient(SecureRandom random, Instant now) {
    identity = DtlsIdentity.create(random, now);
  }

  public Fingerprint fingerprint() {
    return identity.fingerprint();
  }

  public SrtpKeys keys() {
    SrtpKeys made = keys;
    assertNotNull(made);
    return made;
  }

  public void handshake(List<SrtpProfile> profiles, DatagramTransport datagrams)
      throws IOException {
    transport = new DTLSClientProtocol().connect(new Client(profiles), datagrams);
  }

  /** Waits for something from the server; -1 when nothing came. */
  public int receive(int waitMillis) throws IOException {
    DTLSTransport open = transport;
    assertNotNull(open);
    return open.receive(new byte[2_048], 0, 2_048, waitMillis);
  }

  public void close() throws IOException {
    DTLSTransport open = transport;
    assertNotNull(open);
    open.close();
  }

  private final class Client extends DefaultTlsClient {
    private final int[] profiles;

    Client(List<SrtpProfile> profiles) {
      super(identity.crypto());
      this.profiles = profiles.stream().mapToInt(SrtpProfile::code).toArray();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
    }

    @Override
    public int getHandshakeTimeoutMillis() {
      return 8_000;
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
    public Hashtable getClientExtensions() throws IOException {
      Hashtable extensions = super.getClientExtensions();
      if (profiles.length > 0) {
        TlsSRTPUtils.addUseSRTPExtension(
            extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
      }
      return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
          seen = Fingerprint.sha256(certificate.getCertificate().getCertificateAt(0).getEncoded());
        }

        @Override
        public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
          return showsCertificate
              ? new BcDefaultTlsCredentialedSigner(
                  new TlsCryptoParameters(context),
                  identity.crypto(),
                  identity.privateKey(),
                  identity.chain(),
                  new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa))
              : null;
        }
      };
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
    public void processServerExtensions(Hashtable extensions) throws IOException {
      super.processServerExtensions(extensions);
      UseSRTPData answered = TlsSRTPUtils.getUseSRTPExtension(extensions);
      chosen =
          answered == null
              ? null
              : SrtpProfile.choose(SrtpProfile.PREFERRED, answered.getProtectionProfiles());
    }

    private @Nullable SrtpProfile chosen;

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      SrtpProfile profile = chosen;
      assertNotNull(profile);
      keys =
          new SrtpKeys(
              profile,
              context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportBytes()));
    }
  }
}
