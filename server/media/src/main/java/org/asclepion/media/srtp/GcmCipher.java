package org.asclepion.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM as RFC 7714 has it. Owned by one thread; the JDK's cipher is used again from packet to
 * packet, which its provider turns into AES and carry-less multiplication instructions.
 *
 * <p>The nonce is the salt xored with the following; AAD is the clear part, for RTCP with the index
 * word behind it:
 *
 * <pre>
 *        0     2               6               10      12
 * RTP    +-----+---------------+---------------+-------+
 *        | 0 0 | SSRC          | rollover count| seq   |
 *        +-----+---------------+---------------+-------+
 * RTCP   | 0 0 | SSRC          | 0 0 | SRTCP index, 31 |
 *        +-----+---------------+---------------+-------+
 * </pre>
 */
final class GcmCipher implements PacketCipher {
  private static final int TAG_BYTES = 16;

  private final boolean rtcp;
  private final SecretKeySpec key;
  private final byte[] salt;
  private final byte[] nonce = new byte[12];
  private final byte[] wordBytes = new byte[4];
  private final Cipher cipher;

  GcmCipher(byte[] sessionKey, byte[] sessionSalt, boolean rtcp) {
    this.rtcp = rtcp;
    key = new SecretKeySpec(sessionKey, "AES");
    salt = sessionSalt.clone();
    try {
      // By name: another provider first in the list may be slower by an order of magnitude.
      cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  @Override
  public int tagBytes() {
    return TAG_BYTES;
  }

  @Override
  public void seal(byte[] packet, int clear, int length, int ssrc, long index, int word) {
    try {
      begin(Cipher.ENCRYPT_MODE, packet, clear, ssrc, index, word);
      cipher.doFinal(packet, clear, length - clear, packet, clear);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of " + length + " bytes could not be sealed", e);
    }
  }

  @Override
  public boolean open(
      byte[] packet, int clear, int length, int ssrc, long index, int word, byte[] out) {
    try {
      begin(Cipher.DECRYPT_MODE, packet, clear, ssrc, index, word);
      cipher.doFinal(packet, clear, length - clear, out, clear);
      return true;
    } catch (AEADBadTagException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of " + length + " bytes could not be opened", e);
    }
  }

  private void begin(int mode, byte[] packet, int clear, int ssrc, long index, int word)
      throws GeneralSecurityException {
    System.arraycopy(salt, 0, nonce, 0, nonce.length);
    Bytes.xorInt(nonce, 2, ssrc);
    Bytes.xorInt(nonce, 6, (int) (index >>> 16));
    nonce[10] ^= (byte) (index >>> 8);
    nonce[11] ^= (byte) index;
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(packet, 0, clear);
    if (rtcp) {
      Bytes.putInt(wordBytes, 0, word);
      cipher.updateAAD(wordBytes);
    }
  }
}
