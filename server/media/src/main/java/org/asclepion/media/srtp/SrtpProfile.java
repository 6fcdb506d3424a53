package org.asclepion.media.srtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protection profile of DTLS-SRTP (RFC 5764, RFC 7714), in the order of our preference. */
public enum SrtpProfile {
  AEAD_AES_128_GCM(0x0007, 16, 12, 16, 16),
  AEAD_AES_256_GCM(0x0008, 32, 12, 16, 16),
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10, 10);

  /** All of them, the preferred first. */
  public static final List<SrtpProfile> PREFERRED = List.of(values());

  /** What a packet can grow by: the tag, and under RTCP the index of four bytes. */
  public static final int MAX_GROWTH_BYTES = 20;

  private final int code;
  private final int keyBytes;
  private final int saltBytes;
  private final int rtpTagBytes;
  private final int rtcpTagBytes;

  SrtpProfile(int code, int keyBytes, int saltBytes, int rtpTagBytes, int rtcpTagBytes) {
    this.code = code;
    this.keyBytes = keyBytes;
    this.saltBytes = saltBytes;
    this.rtpTagBytes = rtpTagBytes;
    this.rtcpTagBytes = rtcpTagBytes;
  }

  /** Its number in the use_srtp extension. */
  public int code() {
    return code;
  }

  public int keyBytes() {
    return keyBytes;
  }

  public int saltBytes() {
    return saltBytes;
  }

  int rtpTagBytes() {
    return rtpTagBytes;
  }

  int rtcpTagBytes() {
    return rtcpTagBytes;
  }

  /** How much a handshake must export: both sides' keys and salts. */
  public int exportBytes() {
    return 2 * (keyBytes + saltBytes);
  }

  /** The first of ours, in our order, that is among the other side's; null when none is. */
  public static @Nullable SrtpProfile choose(List<SrtpProfile> ours, int[] offered) {
    for (SrtpProfile profile : ours) {
      for (int code : offered) {
        if (code == profile.code) {
          return profile;
        }
      }
    }
    return null;
  }
}
