package org.asclepion.media.rtp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a picture in H.264 can be begun with. */
class H264PayloadTest {
  private static final int ROUNDS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 20_000;
  private static final long SEED = Long.getLong("asclepion.rtp.seed", System.nanoTime());

  private static boolean keyframe(String hex) {
    ByteBuf packet = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("80" + hex));
    return H264Payload.keyframe(packet, 1, packet.readableBytes() - 1);
  }

  @Test
  void aKeyFrameBeginsWithItsParameters() {
    assertTrue(keyframe("6742c01f"), "alone");
    assertTrue(keyframe("180004" + "6742c01f" + "0002" + "68ce"), "with the picture's");
    assertTrue(keyframe("18" + "000209f0" + "0004" + "6742c01f"), "behind a delimiter");
    assertFalse(keyframe("6588"), "the picture without parameters");
    assertFalse(keyframe("7c8588"), "its first part");
    assertFalse(keyframe("4188"), "another picture");
    assertFalse(keyframe("18" + "000268ce"), "no parameters of the sequence");
  }

  @Test
  void whatIsCutShortIsNone() {
    assertFalse(keyframe(""));
    assertFalse(keyframe("18"));
    assertFalse(keyframe("180004"));
    assertFalse(keyframe("18ffff41"));
  }

  @Test
  void anyBytesAreRead() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        bytes[0] = 24;
      }
      try {
        boolean _ = H264Payload.keyframe(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", round " + round, e);
      }
    }
  }
}
