package org.asclepion.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM by the JDK, where {@link LibCrypto} is not to be had. Owned by one thread; the cipher is
 * used again from packet to packet, which its provider turns into AES and carry-less multiplication
 * instructions, but also makes 1 kB of garbage for.
 */
final class GcmCipher implements PacketCipher {
  static final int TAG_BYTES = 16;

  private final boolean rtcp;
  private final SecretKeySpec key;
  private final GcmNonce nonce;
  private final byte[] wordBytes = new byte[4];
  private final Cipher cipher;

  GcmCipher(byte[] sessionKey, byte[] sessionSalt, boolean rtcp) {
    this.rtcp = rtcp;
    key = new SecretKeySpec(sessionKey, "AES");
    nonce = new GcmNonce(sessionSalt);
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
  public boolean indexIsLast() {
    return true;
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
    nonce.of(ssrc, index);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce.bytes));
    cipher.updateAAD(packet, 0, clear);
    if (rtcp) {
      Bytes.putInt(wordBytes, 0, word);
      cipher.updateAAD(wordBytes);
    }
  }
}
