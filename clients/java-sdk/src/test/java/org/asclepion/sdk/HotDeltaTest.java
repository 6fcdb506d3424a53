package org.asclepion.sdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Random;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

final class HotDeltaTest {
  private final HotDelta hot = new HotDelta();

  @Test
  void readsWhatProtobufWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] poses = new byte[1 + random.nextInt(i % 50 == 0 ? 9_000 : 400)];
      random.nextBytes(poses);
      int scope = random.nextInt() >>> random.nextInt(32);
      int seq = random.nextInt() >>> random.nextInt(32);
      int base = i % 7 == 0 ? 0 : random.nextInt();
      byte[] frame = bytes(delta(scope, seq, base, poses));
      assertTrue(hot.read(frame, frame.length), "seed " + seed);
      assertEquals(scope, hot.scope(), "seed " + seed);
      assertEquals(seq, hot.seq());
      assertEquals(base, hot.baseSeq());
      assertArrayEquals(poses, poses(hot));
    }
  }

  @Test
  void leavesEverythingElseToProtobuf() {
    byte[] poses = {1, 2, 3};
    assertNot(delta(1, 2, 3, poses).addRemovals(Removal.newBuilder().setType(2)));
    assertNot(Delta.newBuilder().setScope(1).setSeq(3).setBaseSeq(2));
    byte[] keyframe =
        ServerFrame.newBuilder()
            .setKeyframe(Keyframe.newBuilder().setScope(1))
            .build()
            .toByteArray();
    assertFalse(hot.read(keyframe, keyframe.length));
    assertFalse(hot.read(new byte[0], 0));
  }

  @Test
  void bytesItTakesAreTheFrameProtobufReads() throws InvalidProtocolBufferException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] valid = bytes(delta(300, 70_000, 69_999, new byte[] {1, 2, 3, 4, 5}));
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] frame = java.util.Arrays.copyOf(valid, random.nextInt(valid.length) + 1);
      frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      if (i % 2 == 0) {
        frame = valid.clone();
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      if (hot.read(frame, frame.length)) {
        taken++;
        Delta read = ServerFrame.parseFrom(frame).getDelta();
        assertEquals(read.getScope(), hot.scope(), "seed " + seed);
        assertEquals(read.getSeq(), hot.seq(), "seed " + seed);
        assertEquals(read.getBaseSeq(), hot.baseSeq(), "seed " + seed);
        assertArrayEquals(read.getPoses().toByteArray(), poses(hot), "seed " + seed);
      }
    }
    assertTrue(taken > 1_000, "some are fine: " + taken);
  }

  private void assertNot(Delta.Builder delta) {
    byte[] frame = bytes(delta);
    assertFalse(hot.read(frame, frame.length));
  }

  private static Delta.Builder delta(int scope, int seq, int base, byte[] poses) {
    return Delta.newBuilder()
        .setScope(scope)
        .setSeq(seq)
        .setBaseSeq(base)
        .setPoses(ByteString.copyFrom(poses));
  }

  private static byte[] bytes(Delta.Builder delta) {
    return ServerFrame.newBuilder().setDelta(delta).build().toByteArray();
  }

  private static byte[] poses(HotDelta hot) {
    return Arrays.copyOfRange(hot.bytes(), hot.posesFrom(), hot.posesTo());
  }
}
