package org.asclepion.media.stun;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken and invented messages: none throws, none is taken for one that the key has signed. A
 * failure names the seed for {@code -Dasclepion.stun.seed}; ten times as many with {@code
 * -Dasclepion.long=true}.
 */
class StunFuzzTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 100_000;
  private static final long SEED = Long.getLong("asclepion.stun.seed", System.nanoTime());

  private final StunKey key = new StunKey("the password of this association");
  private final StunMessage message = new StunMessage();

  @Test
  void brokenMessagesAreRefused() throws Exception {
    Random random = new Random(SEED);
    byte[] valid = valid();
    int parsed = 0;
    for (int run = 0; run < RUNS; run++) {
      byte[] bytes = random.nextBoolean() ? mutate(valid, random) : invent(random);
      int seen = run;
      try {
        if (message.parse(Unpooled.wrappedBuffer(bytes))) {
          parsed++;
          message.addressee();
          message.username();
          message.mappedAddress();
          message.errorCode();
          boolean changed = !sameWhereSigned(bytes, valid);
          assertFalse(changed && message.isSignedBy(key), () -> where(seen) + ": taken for signed");
        }
      } catch (RuntimeException e) {
        throw new AssertionError(where(run), e);
      }
    }
    assertTrue(parsed > RUNS / 20, "the fuzz reaches the inside: " + parsed + ", seed " + SEED);
  }

  /** All but the length and the fingerprint, neither of which the code covers as it stands. */
  private static boolean sameWhereSigned(byte[] bytes, byte[] valid) {
    int end = valid.length - 8;
    return bytes.length >= end
        && Arrays.equals(bytes, 0, 2, valid, 0, 2)
        && Arrays.equals(bytes, 4, end, valid, 4, end);
  }

  private static String where(int run) {
    return "seed " + SEED + ", run " + run;
  }

  private byte[] valid() throws Exception {
    ByteBuf out = Unpooled.buffer();
    new StunWriter()
        .begin(Stun.BINDING_REQUEST, 1, 2)
        .username("abcd:efgh")
        .priority(1)
        .controlling(3)
        .useCandidate()
        .mappedAddress(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9))
        .end(key)
        .copyTo(out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] bytes = Arrays.copyOf(valid, valid.length - (random.nextInt(4) == 0 ? 8 : 0));
    // Without its fingerprint, so that mutations get past it, and a length to match.
    bytes[3] = (byte) (bytes.length - Stun.HEADER_BYTES);
    for (int n = random.nextInt(6); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 9)) : bytes;
  }

  private static byte[] invent(Random random) {
    byte[] bytes = new byte[Stun.HEADER_BYTES + 4 * random.nextInt(40)];
    random.nextBytes(bytes);
    bytes[0] &= 0x3F;
    Stun.putShort(bytes, 2, bytes.length - Stun.HEADER_BYTES);
    Stun.putInt(bytes, 4, Stun.MAGIC_COOKIE);
    int[] types = {0x06, 0x08, 0x09, 0x0A, 0x20, 0x24, 0x25, 0x8029, 0x802A, 0x7777, 0x8888};
    for (int at = Stun.HEADER_BYTES; at + 4 <= bytes.length; ) {
      int size = random.nextInt(8) == 0 ? random.nextInt(65_536) : random.nextInt(24);
      Stun.putShort(bytes, at, types[random.nextInt(types.length)]);
      Stun.putShort(bytes, at + 2, size);
      at += 4 + ((size + 3) & ~3);
    }
    return bytes;
  }
}
