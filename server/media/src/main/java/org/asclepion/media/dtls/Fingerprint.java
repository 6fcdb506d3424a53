package org.asclepion.media.dtls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's fingerprint as SDP has it (RFC 8122): "sha-256 AB:CD:…". Immutable.
 *
 * @param algorithm one of {@link #ALGORITHMS}, in lower case
 * @param hex the digest in upper case, with colons
 */
public record Fingerprint(String algorithm, String hex) {
  /** SHA-1 and MD5 are not among them. */
  static final Set<String> ALGORITHMS = Set.of("sha-256", "sha-384", "sha-512");

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  public static Fingerprint sha256(byte[] certificate) {
    return new Fingerprint("sha-256", digest("sha-256", certificate));
  }

  /** Null when it is not well-formed, or its algorithm too weak. */
  public static @Nullable Fingerprint parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return null;
    }
    String algorithm = text.substring(0, blank).toLowerCase(Locale.ROOT);
    String hex = text.substring(blank + 1).strip().toUpperCase(Locale.ROOT);
    if (!ALGORITHMS.contains(algorithm)) {
      return null;
    }
    int bits = Integer.parseInt(algorithm.substring(4));
    if (hex.length() != bits / 8 * 3 - 1) {
      return null;
    }
    try {
      return new Fingerprint(algorithm, COLONS.formatHex(COLONS.parseHex(hex)));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Whether a certificate has this fingerprint. */
  public boolean matches(byte[] certificate) {
    return hex.equals(digest(algorithm, certificate));
  }

  /** As it stands in SDP. */
  @Override
  public String toString() {
    return algorithm + " " + hex;
  }

  private static String digest(String algorithm, byte[] certificate) {
    try {
      return COLONS.formatHex(MessageDigest.getInstance(algorithm).digest(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
