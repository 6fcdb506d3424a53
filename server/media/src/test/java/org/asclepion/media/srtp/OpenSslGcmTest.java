package org.asclepion.media.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The system's library and the JDK are one another's second opinion. */
class OpenSslGcmTest {
  private static final int TAG = GcmCipher.TAG_BYTES;

  private final OpenSslGcm.Desk desk = new OpenSslGcm.Desk();

  @BeforeEach
  void thereIsALibrary() {
    assumeTrue(OpenSslGcm.works(), "there is no libcrypto here");
  }

  @Test
  void whatOneSealsTheOtherOpens() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      boolean rtcp = random.nextBoolean();
      byte[] key = bytes(random, random.nextBoolean() ? 16 : 32);
      byte[] salt = bytes(random, GcmNonce.BYTES);
      PacketCipher system = new OpenSslGcm(key, salt, rtcp, desk);
      PacketCipher jdk = new GcmCipher(key, salt, rtcp);
      for (int n = 0; n < 4; n++) {
        int clear = 8 + random.nextInt(60);
        int length = clear + random.nextInt(1_300);
        byte[] plain = Arrays.copyOf(bytes(random, length), length + TAG);
        int ssrc = random.nextInt();
        int word = random.nextInt();
        byte[] one = plain.clone();
        byte[] other = plain.clone();
        system.seal(one, clear, length, ssrc, n, word);
        jdk.seal(other, clear, length, ssrc, n, word);
        assertArrayEquals(other, one, () -> "seed " + seed);
        byte[] out = plain.clone();
        Arrays.fill(out, clear, length, (byte) 0);
        assertTrue(system.open(one, clear, length + TAG, ssrc, n, word, out), () -> "seed " + seed);
        assertArrayEquals(plain, out, () -> "seed " + seed);
        one[random.nextInt(one.length)] ^= (byte) (1 << random.nextInt(8));
        assertFalse(
            system.open(one, clear, length + TAG, ssrc, n, word, out), () -> "seed " + seed);
      }
    }
  }

  /** The library knows nothing of arrays and their ends. */
  @Test
  void nothingIsWrittenOutsideOfAnArray() {
    PacketCipher cipher = new OpenSslGcm(new byte[16], new byte[GcmNonce.BYTES], false, desk);
    assertThrows(
        IndexOutOfBoundsException.class, () -> cipher.seal(new byte[100], 12, 100, 1, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> cipher.seal(new byte[100], 12, 200, 1, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> cipher.seal(new byte[3_000], 12, 2_049, 1, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class, () -> cipher.seal(new byte[100], 81, 80, 1, 1, 0));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> cipher.open(new byte[3_000], 12, 2_081, 1, 1, 0, new byte[3_000]));
    assertFalse(cipher.open(new byte[100], 12, 100, 1, 1, 0, new byte[80]));
    assertFalse(cipher.open(new byte[100], 12, 20, 1, 1, 0, new byte[100]));
  }

  /** What the collector is spared; the JDK's makes a kilobyte for each packet. */
  @Test
  void aPacketMakesNoGarbage() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PacketCipher cipher = new OpenSslGcm(new byte[16], new byte[GcmNonce.BYTES], false, desk);
    byte[] packet = new byte[1_200];
    byte[] out = new byte[1_200];
    long fewest = Long.MAX_VALUE;
    // Until it is compiled it makes some.
    for (int round = 0; round < 5_000 && fewest > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        cipher.seal(packet, 12, 1_100, 1, i, 0);
        cipher.open(packet, 12, 1_116, 1, i, 0, out);
      }
      long made = threads.getCurrentThreadAllocatedBytes() - before;
      fewest = Math.min(fewest, made / 1_000);
    }
    assertTrue(fewest == 0, fewest + " bytes for a packet sealed and opened");
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
