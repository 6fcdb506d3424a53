package org.asclepion.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of RFC 3711 and RFC 7714, and those that libsrtp checks itself with. */
class SrtpVectorsTest {
  private static final String KEY_3711 = "e1f97a0d3e018be0d64fa32c06de4139";
  private static final String SALT_3711 = "0ec675ad498afeebb6960b3aabe6";

  /** RFC 3711, B.2. */
  @Test
  void counterModeMakesTheKeyStream() {
    byte[] salt = Arrays.copyOf(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfd"), 14);
    CounterCipher cipher =
        new CounterCipher(hex("2b7e151628aed2a6abf7158809cf4f3c"), salt, new byte[20], false);
    byte[] packet = new byte[12 + 48 + 10];
    cipher.seal(packet, 12, 60, 0, 0, 0);
    assertEquals(
        "e03ead0935c95e80e166b16dd92b4eb4"
            + "d23513162b02d0f72a43a2fe4a5f97ab"
            + "41e95b3bb0a2e8dd477901e4fca894c0",
        HexFormat.of().formatHex(packet, 12, 60));
  }

  /** RFC 3711, B.3. */
  @Test
  void sessionKeysAreDerived() {
    byte[] key = hex(KEY_3711);
    byte[] salt = hex(SALT_3711);
    assertArrayEquals(
        hex("c61e7a93744f39ee10734afe3ff7a087"),
        KeyDerivation.derive(key, salt, KeyDerivation.RTP_KEY, 16));
    assertArrayEquals(
        hex("30cbbc08863d8c85d49db34a9ae1"),
        KeyDerivation.derive(key, salt, KeyDerivation.RTP_KEY + KeyDerivation.SALT, 14));
    assertArrayEquals(
        hex("cebe321f6ff7716b6fd4ab49af256a156d38baa4"),
        KeyDerivation.derive(key, salt, KeyDerivation.RTP_KEY + KeyDerivation.AUTHENTICATION, 20));
  }

  @Test
  void counterModeProtectsAsLibsrtpDoes() {
    SrtpSender sender =
        new SrtpSender(
            SrtpProfile.AES128_CM_HMAC_SHA1_80, hex(KEY_3711), hex(SALT_3711), new SrtpScratch());
    ByteBuf packet = buffer("800f1234decafbadcafebabe" + "ab".repeat(16));
    assertTrue(sender.protectRtp(packet));
    assertEquals(
        "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
        ByteBufUtil.hexDump(packet));
  }

  @Test
  void gcmProtectsAsLibsrtpDoes() {
    SrtpSender sender =
        new SrtpSender(
            SrtpProfile.AEAD_AES_128_GCM,
            hex("000102030405060708090a0b0c0d0e0f"),
            hex("a0a1a2a3a4a5a6a7a8a9aaab"),
            new SrtpScratch());
    ByteBuf packet = buffer("800f1234decafbadcafebabe" + "ab".repeat(16));
    assertTrue(sender.protectRtp(packet));
    assertEquals(
        "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392",
        ByteBufUtil.hexDump(packet));
  }

  /** Who does AES-GCM. */
  enum Gcm {
    JDK,
    OPENSSL;

    PacketCipher cipher(byte[] key, String salt, boolean rtcp) {
      if (this == JDK) {
        return new GcmCipher(key, hex(salt), rtcp);
      }
      assumeTrue(OpenSslGcm.works(), "there is no libcrypto here");
      return new OpenSslGcm(key, hex(salt), rtcp, new OpenSslGcm.Desk());
    }
  }

  /** RFC 7714, 16.1.1 and 16.2.1: the session keys are given. */
  @ParameterizedTest
  @EnumSource
  void gcmSealsRtpAsTheRfcDoes(Gcm gcm) {
    String header = "8040f17b8041f8d35501a0b2";
    String text =
        "47616c6c696120657374206f6d6e697320646976697361" + "20696e207061727465732074726573";
    String sealed128 =
        "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce";
    byte[] key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    assertEquals(header + sealed128, sealRtp(gcm, Arrays.copyOf(key, 16), header, text));
    String sealed256 =
        "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
            + "7aa3db36dfffd6b0f9bb7878d7a76c13";
    assertEquals(header + sealed256, sealRtp(gcm, key, header, text));
  }

  /** RFC 7714, 17.1. */
  @ParameterizedTest
  @EnumSource
  void gcmSealsRtcpAsTheRfcDoes(Gcm gcm) {
    byte[] key = hex("000102030405060708090a0b0c0d0e0f");
    PacketCipher cipher = gcm.cipher(key, "517569642070726f2071756f", true);
    byte[] packet =
        hex(
            "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"
                + "00".repeat(16));
    int length = packet.length - 16;
    cipher.seal(packet, 8, length, 0x4D617273, 0x5D4, 0x800005D4);
    assertEquals(
        "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda"
            + "4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade",
        HexFormat.of().formatHex(packet));
  }

  private static String sealRtp(Gcm gcm, byte[] key, String header, String text) {
    PacketCipher cipher = gcm.cipher(key, "517569642070726f2071756f", false);
    byte[] packet = hex(header + text + "00".repeat(16));
    cipher.seal(packet, 12, packet.length - 16, 0x5501A0B2, 0xF17B, 0);
    return HexFormat.of().formatHex(packet);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static ByteBuf buffer(String hex) {
    return Unpooled.buffer().writeBytes(hex(hex));
  }
}
