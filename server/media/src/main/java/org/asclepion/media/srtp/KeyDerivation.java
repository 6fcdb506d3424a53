package org.asclepion.media.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from a master key (RFC 3711 section 4.3): the key stream of AES in counter mode,
 * begun at the salt with a label in it. Stateless. The key derivation rate is 0, as DTLS-SRTP has
 * it: one set of keys for the whole association.
 *
 * <pre>
 * +---------------------+-------+---------------------+---------+
 * | salt, 14 bytes, of which byte 7 is xored with label | 0   0  |   a GCM salt has 12: zeros follow
 * +---------------------+-------+---------------------+---------+
 *  0                     7       8                     14
 * </pre>
 */
final class KeyDerivation {
  /** The labels of RTP begin here, those of RTCP at 3: key, authentication key, salt. */
  static final int RTP_KEY = 0;

  static final int RTCP_KEY = 3;
  static final int AUTHENTICATION = 1;
  static final int SALT = 2;

  private KeyDerivation() {}

  static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int bytes) {
    byte[] counter = Arrays.copyOf(masterSalt, 16);
    counter[7] ^= (byte) label;
    try {
      Cipher aes = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      aes.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(counter));
      return aes.doFinal(new byte[bytes]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES", e);
    }
  }
}
