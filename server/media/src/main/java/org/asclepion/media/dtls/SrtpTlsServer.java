package org.asclepion.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/**
 * What our side of a handshake insists on: DTLS 1.2, ECDHE with ECDSA and AEAD, the extended master
 * secret, a certificate with the fingerprint that was signalled, and a profile of SRTP. Owned by
 * the handshake's thread; made anew for each.
 */
final class SrtpTlsServer extends DefaultTlsServer {
  /** A lost flight is sent again after this, and after twice this, and so on. */
  private static final int RESEND_MILLIS = 200;

  private static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
  };

  private final DtlsIdentity identity;
  private final List<SrtpProfile> profiles;
  private final Fingerprint expected;
  private final int timeoutMillis;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;

  SrtpTlsServer(
      DtlsIdentity identity, List<SrtpProfile> profiles, Fingerprint expected, int timeoutMillis) {
    super(identity.crypto());
    this.identity = identity;
    this.profiles = profiles;
    this.expected = expected;
    this.timeoutMillis = timeoutMillis;
  }

  /** Null before the handshake is complete. */
  @Nullable SrtpKeys keys() {
    return keys;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return SUITES;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return timeoutMillis;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MILLIS;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        identity.crypto(),
        identity.privateKey(),
        identity.chain(),
        new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  @Override
  @SuppressWarnings("JdkObsolete") // Bouncy Castle's interface.
  public CertificateRequest getCertificateRequest() {
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    Vector<?> algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
    return new CertificateRequest(types, algorithms, null);
  }

  /** That the client owns the key as well is checked by the handshake itself. */
  @Override
  public void notifyClientCertificate(Certificate certificate) throws IOException {
    if (certificate.isEmpty() || !expected.matches(certificate.getCertificateAt(0).getEncoded())) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    profile =
        offered == null ? null : SrtpProfile.choose(profiles, offered.getProtectionProfiles());
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "rawtypes"}) // Bouncy Castle's interface.
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    if (profile != null) {
      UseSRTPData chosen = new UseSRTPData(new int[] {profile.code()}, TlsUtils.EMPTY_BYTES);
      TlsSRTPUtils.addUseSRTPExtension(extensions, chosen);
    }
    return extensions;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }
    byte[] exported =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.exportBytes());
    keys = new SrtpKeys(profile, exported);
  }
}
