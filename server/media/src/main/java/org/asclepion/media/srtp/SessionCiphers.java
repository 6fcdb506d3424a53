package org.asclepion.media.srtp;

/** The two ciphers of one direction, made from its master key. Owned by one thread. */
final class SessionCiphers {
  /** Found out once, as it costs a look for the library. */
  private static final boolean OPENSSL = OpenSslGcm.works();

  final PacketCipher rtp;
  final PacketCipher rtcp;

  SessionCiphers(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, SrtpScratch scratch) {
    rtp = cipher(profile, masterKey, masterSalt, false, scratch);
    rtcp = cipher(profile, masterKey, masterSalt, true, scratch);
  }

  /** Whether the system's libcrypto does AES-GCM here, and not the JDK. */
  static boolean byOpenSsl() {
    return OPENSSL;
  }

  private static PacketCipher cipher(
      SrtpProfile profile, byte[] masterKey, byte[] masterSalt, boolean rtcp, SrtpScratch scratch) {
    int first = rtcp ? KeyDerivation.RTCP_KEY : KeyDerivation.RTP_KEY;
    byte[] key = KeyDerivation.derive(masterKey, masterSalt, first, profile.keyBytes());
    byte[] salt =
        KeyDerivation.derive(
            masterKey, masterSalt, first + KeyDerivation.SALT, profile.saltBytes());
    return switch (profile) {
      case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
          OPENSSL ? new OpenSslGcm(key, salt, rtcp, scratch.desk) : new GcmCipher(key, salt, rtcp);
      case AES128_CM_HMAC_SHA1_80 -> {
        byte[] authentication =
            KeyDerivation.derive(masterKey, masterSalt, first + KeyDerivation.AUTHENTICATION, 20);
        yield new CounterCipher(key, salt, authentication, rtcp);
      }
    };
  }
}
