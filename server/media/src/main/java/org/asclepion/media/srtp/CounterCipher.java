package org.asclepion.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode with a truncated HMAC-SHA1 (RFC 3711): what every stack can do. Owned by one
 * thread. The code covers the packet as sent and a word behind it: RTP's rollover counter, RTCP's
 * index word.
 *
 * <p>The counter block is the salt xored with the following:
 *
 * <pre>
 * 0               4               8                       14      16
 * +---------------+---------------+-----------------------+-------+
 * | 0   0   0   0 | SSRC          | index, 48 bits        | block |
 * +---------------+---------------+-----------------------+-------+
 * </pre>
 */
final class CounterCipher implements PacketCipher {
  private static final int TAG_BYTES = 10;

  private final boolean rtcp;
  private final SecretKeySpec key;
  private final byte[] salt;
  private final byte[] counter = new byte[16];
  private final byte[] wordBytes = new byte[4];
  private final byte[] code = new byte[20];
  // The JDK's counter mode makes an array of its own for every packet that it changes in place.
  private final byte[] sealed = new byte[SrtpScratch.MAX_PACKET_BYTES];
  private final Cipher cipher;
  private final Mac mac;

  CounterCipher(byte[] sessionKey, byte[] sessionSalt, byte[] authenticationKey, boolean rtcp) {
    this.rtcp = rtcp;
    key = new SecretKeySpec(sessionKey, "AES");
    salt = sessionSalt.clone();
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      mac = Mac.getInstance("HmacSHA1", "SunJCE");
      mac.init(new SecretKeySpec(authenticationKey, "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES in counter mode, or no HMAC", e);
    }
  }

  @Override
  public int tagBytes() {
    return TAG_BYTES;
  }

  @Override
  public boolean indexIsLast() {
    return false;
  }

  @Override
  public void seal(byte[] packet, int clear, int length, int ssrc, long index, int word) {
    try {
      crypt(packet, clear, length, ssrc, index, sealed);
      System.arraycopy(sealed, clear, packet, clear, length - clear);
      authenticate(packet, length, index, word);
      System.arraycopy(code, 0, packet, length, TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of " + length + " bytes could not be sealed", e);
    }
  }

  @Override
  public boolean open(
      byte[] packet, int clear, int length, int ssrc, long index, int word, byte[] out) {
    try {
      int covered = length - TAG_BYTES;
      authenticate(packet, covered, index, word);
      int difference = 0;
      for (int i = 0; i < TAG_BYTES; i++) {
        difference |= code[i] ^ packet[covered + i];
      }
      if (difference != 0) {
        return false;
      }
      crypt(packet, clear, covered, ssrc, index, out);
      return true;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of " + length + " bytes could not be opened", e);
    }
  }

  private void crypt(byte[] packet, int clear, int length, int ssrc, long index, byte[] out)
      throws GeneralSecurityException {
    System.arraycopy(salt, 0, counter, 0, salt.length);
    counter[14] = 0;
    counter[15] = 0;
    Bytes.xorInt(counter, 4, ssrc);
    Bytes.xorInt(counter, 8, (int) (index >>> 16));
    counter[12] ^= (byte) (index >>> 8);
    counter[13] ^= (byte) index;
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
    cipher.doFinal(packet, clear, length - clear, out, clear);
  }

  private void authenticate(byte[] packet, int length, long index, int word)
      throws GeneralSecurityException {
    Bytes.putInt(wordBytes, 0, rtcp ? word : (int) (index >>> 16));
    mac.update(packet, 0, length);
    mac.update(wordBytes);
    mac.doFinal(code, 0);
  }
}
