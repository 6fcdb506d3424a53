package org.asclepion.load.media;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.asclepion.media.dtls.DtlsIdentity;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/**
 * The client of one DTLS-SRTP handshake, as a browser is towards a server that answers {@code
 * setup:passive}. Owned by the thread that shakes hands.
 */
final class DtlsClient extends DefaultTlsClient {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int RESEND_MILLIS = 400;

  private final DtlsIdentity identity;
  private final Fingerprint server;
  private final int[] profiles;
  private @Nullable SrtpProfile chosen;
  private @Nullable SrtpKeys keys;

  private DtlsClient(DtlsIdentity identity, Fingerprint server, List<SrtpProfile> profiles) {
    super(identity.crypto());
    this.identity = identity;
    this.server = server;
    this.profiles = profiles.stream().mapToInt(SrtpProfile::code).toArray();
  }

  /**
   * Shakes hands; blocks.
   *
   * @param server of the certificate that must be shown
   */
  static SrtpKeys handshake(
      DtlsIdentity identity,
      Fingerprint server,
      List<SrtpProfile> profiles,
      DatagramTransport transport)
      throws IOException {
    DtlsClient client = new DtlsClient(identity, server, profiles);
    var _ = new DTLSClientProtocol().connect(client, transport);
    SrtpKeys keys = client.keys;
    if (keys == null) {
      throw new IOException("the handshake ended without keys");
    }
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  /** With RSA too, which is what Janus makes its certificate with. */
  @Override
  protected int[] getSupportedCipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    };
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return TIMEOUT_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MILLIS;
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData answered = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (answered != null) {
      chosen = SrtpProfile.choose(SrtpProfile.PREFERRED, answered.getProtectionProfiles());
    }
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        if (!server.matches(shown.getCertificate().getCertificateAt(0).getEncoded())) {
          throw new TlsFatalAlert((short) 42);
        }
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            identity.crypto(),
            identity.privateKey(),
            identity.chain(),
            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    SrtpProfile profile = chosen;
    if (profile == null) {
      throw new TlsFatalAlert((short) 40);
    }
    byte[] exported =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportBytes());
    keys = new SrtpKeys(profile, exported);
  }
}
