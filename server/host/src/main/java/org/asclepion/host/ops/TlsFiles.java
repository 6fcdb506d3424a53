package org.asclepion.host.ops;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.transport.Tls;

/**
 * A certificate and its key from PEM files, read again when they change. {@link #current} is for
 * any thread; {@link #reloadIfChanged} for one at a time.
 *
 * <p>New connections get the new certificate, open ones keep theirs. A change that cannot be used,
 * or that is only half written, leaves the old certificate in place.
 */
public final class TlsFiles implements Tls {
  private static final Logger LOG = LogManager.getLogger(TlsFiles.class);

  @SuppressWarnings("ArrayRecordComponent") // compared by same()
  private record Contents(byte[] certificate, byte[] key) {
    boolean same(Contents other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }
  }

  private final Path certificate;
  private final Path key;
  private final SslProvider provider;
  private Contents seen;
  private volatile SslContext context;

  /** With BoringSSL where this system has it, or else with the JDK, at twice the server's CPU. */
  public TlsFiles(Path certificate, Path key) throws ConfigurationFault {
    this(certificate, key, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
  }

  TlsFiles(Path certificate, Path key, SslProvider provider) throws ConfigurationFault {
    this.certificate = certificate;
    this.key = key;
    this.provider = provider;
    try {
      seen = new Contents(Files.readAllBytes(certificate), Files.readAllBytes(key));
    } catch (IOException e) {
      throw new ConfigurationFault(
          "the TLS file " + e.getMessage() + " cannot be read: check --tls-cert and --tls-key");
    }
    try {
      context = build(seen);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationFault(
          "the TLS certificate "
              + certificate
              + " and key "
              + key
              + " cannot be used ("
              + why(e)
              + "): both must be PEM, the key without a password, and belong together");
    }
  }

  @Override
  public SslContext current() {
    return context;
  }

  /** Reads the files and takes them over if they have changed and are sound. */
  public void reloadIfChanged() {
    try {
      Contents now = new Contents(Files.readAllBytes(certificate), Files.readAllBytes(key));
      if (now.same(seen)) {
        return;
      }
      seen = now;
      context = build(now);
      LOG.info("TLS certificate reloaded from {}", certificate);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("TLS certificate not reloaded, the old one stays: {}", why(e));
    }
  }

  private SslContext build(Contents contents) throws IOException {
    try (InputStream certificate = new java.io.ByteArrayInputStream(contents.certificate);
        InputStream key = new java.io.ByteArrayInputStream(contents.key)) {
      SslContext built =
          SslContextBuilder.forServer(certificate, key)
              .sslProvider(provider)
              .protocols("TLSv1.3", "TLSv1.2")
              .build();
      KeyPairs.requireMatch(contents.certificate, contents.key);
      return built;
    }
  }

  private static String why(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
