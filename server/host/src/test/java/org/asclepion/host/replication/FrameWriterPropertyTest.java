package org.asclepion.host.replication;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.asclepion.host.room.Replicator.Clock;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Item;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Name;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

/**
 * What is written by hand is to the byte what protobuf would write. Another seed: {@code
 * -Dframes.seed=N}.
 */
class FrameWriterPropertyTest {
  private static final int ROUNDS = 20_000;

  private final long seed = Long.getLong("frames.seed", 20261121);
  private final Random random = new Random(seed);

  @Test
  void deltasAreWhatProtobufWrites() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Delta.Builder delta = Delta.newBuilder().setScope(number()).setSeq(number());
      delta.setBaseSeq(number());
      byte[] poses = poses();
      int poseBytes = random.nextInt(poses.length + 1);
      delta.setPoses(ByteString.copyFrom(poses, 0, poseBytes));
      List<Component> components = components();
      delta.addAllComponents(components);
      List<Removal> removals = new ArrayList<>();
      for (int i = random.nextInt(4); i > 1; i--) {
        removals.add(Removal.newBuilder().setType(random.nextInt(11)).setId(number()).build());
      }
      delta.addAllRemovals(removals);
      check(
          round,
          ServerFrame.newBuilder().setDelta(delta).build(),
          FrameWriter.delta(
              ByteBufAllocator.DEFAULT,
              delta.getScope(),
              delta.getSeq(),
              delta.getBaseSeq(),
              poses,
              poseBytes,
              components,
              removals));
    }
  }

  @Test
  void keyframesAreWhatProtobufWrites() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Keyframe.Builder keyframe = Keyframe.newBuilder().setScope(number()).setSeq(number());
      Clock clock = new Clock(random.nextInt(9) == 0 ? 0 : random.nextLong(), number());
      keyframe.setEpochNanos(clock.epochNanos()).setPeriodNanos(clock.periodNanos());
      byte[] poses = poses();
      int poseBytes = random.nextInt(poses.length + 1);
      keyframe.setPoses(ByteString.copyFrom(poses, 0, poseBytes));
      List<Component> components = components();
      keyframe.addAllComponents(components);
      check(
          round,
          ServerFrame.newBuilder().setKeyframe(keyframe).build(),
          FrameWriter.keyframe(
              ByteBufAllocator.DEFAULT,
              keyframe.getScope(),
              keyframe.getSeq(),
              clock,
              poses,
              poseBytes,
              components));
    }
  }

  private void check(int round, ServerFrame expected, ByteBuf frame) throws Exception {
    byte[] written = ByteBufUtil.getBytes(frame);
    frame.release();
    String which = "seed " + seed + ", round " + round;
    assertEquals(expected, ServerFrame.parseFrom(written), which);
    assertArrayEquals(expected.toByteArray(), written, which);
    assertEquals(0, frame.refCnt(), which);
  }

  /** Any 32 bits, of any length, with 0 often among them. */
  private int number() {
    return random.nextInt(8) == 0 ? 0 : random.nextInt() >>> random.nextInt(32);
  }

  private byte[] poses() {
    byte[] poses = new byte[random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200)];
    random.nextBytes(poses);
    return poses;
  }

  private List<Component> components() {
    List<Component> components = new ArrayList<>();
    for (int i = random.nextInt(5); i > 2; i--) {
      Component.Builder component = Component.newBuilder();
      if (random.nextBoolean()) {
        char[] name = new char[random.nextInt(300)];
        Arrays.fill(name, '名');
        component.setName(Name.newBuilder().setSlot(number()).setDisplayName(new String(name)));
      } else {
        component.setItem(Item.newBuilder().setId(number()).setX(random.nextFloat()));
      }
      components.add(component.build());
    }
    return components;
  }
}
