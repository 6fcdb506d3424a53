package org.asclepion.media.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A short-term password of STUN, ready to sign and to verify (HMAC-SHA1, RFC 8489 section 14.5).
 * Owned by one thread: its state is reused from message to message.
 */
public final class StunKey {
  private final Mac mac;
  private final byte[] expected = new byte[Stun.INTEGRITY_BYTES];

  /**
   * @param password of ASCII characters, as ICE has it (RFC 8445 section 5.3)
   */
  public StunKey(String password) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1", e);
    }
  }

  /** The code over the message's first bytes, its length field reading as it did when signed. */
  void sign(byte[] message, int length, byte[] out, int at) {
    int kept = Stun.short16(message, 2);
    // What follows MESSAGE-INTEGRITY is not covered, and so not counted either.
    int covered = length + 4 + Stun.INTEGRITY_BYTES - Stun.HEADER_BYTES;
    Stun.putShort(message, 2, covered);
    mac.update(message, 0, length);
    Stun.putShort(message, 2, kept);
    try {
      mac.doFinal(out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the buffer has no room for the code", e);
    }
  }

  /** Whether the code at a place is the one over everything before its attribute. */
  boolean verifies(byte[] message, int attributeAt) {
    sign(message, attributeAt, expected, 0);
    int difference = 0;
    for (int i = 0; i < Stun.INTEGRITY_BYTES; i++) {
      difference |= expected[i] ^ message[attributeAt + 4 + i];
    }
    return difference == 0;
  }
}
