package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.asclepion.protocol.pose.HallDecoder;
import org.asclepion.protocol.pose.LaneEncoder;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.junit.jupiter.api.Test;

class SharedLanesTest {
  private static final int SLOT = 7;

  private final PoseEncoder encoder = new PoseEncoder();
  private final PoseColumns pose = new PoseColumns(1);
  private final byte[] bytes = new byte[1_024];
  private final long seed = Long.getLong("lanes.seed", new SplittableRandom().nextLong());
  private final SplittableRandom random = new SplittableRandom(seed);

  SharedLanesTest() {
    pose.add(0);
  }

  private void move(int sample) {
    pose.setRoot(0, sample, 5 + random.nextDouble(), 0, -2, random.nextDouble());
    for (int limb : new int[] {PoseColumns.HEAD, PoseColumns.LEFT_HAND, PoseColumns.RIGHT_HAND}) {
      pose.setLimb(0, limb, 0.1f, 1.5f, (float) random.nextDouble(), 0, 0, 0, 1);
    }
  }

  private byte[] keyframe(LaneEncoder lane) {
    lane.keyframeLength();
    return Arrays.copyOf(bytes, lane.keyframe(bytes, 0));
  }

  private byte[] delta(LaneEncoder lane) {
    return Arrays.copyOf(bytes, lane.delta(bytes, 0));
  }

  /** Receivers come, miss ticks and come again; each knows what one alone would know. */
  @Test
  void whoSharesKnowsWhatWhoDecodesKnows() throws PoseFormatException {
    SharedLanes shared = new SharedLanes();
    LaneEncoder near = new LaneEncoder(SLOT, false, encoder);
    List<HallDecoder> sharing = new ArrayList<>();
    List<HallDecoder> alone = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sharing.add(new HallDecoder(shared));
      alone.add(new HallDecoder());
    }
    for (int tick = 1; tick < 300; tick++) {
      if (random.nextInt(4) > 0) {
        move(tick);
      }
      near.advance(pose);
      byte[] key = keyframe(near);
      byte[] delta = delta(near);
      for (int i = 0; i < sharing.size(); i++) {
        boolean begins = !alone.get(i).follows(SLOT) || random.nextInt(10) == 0;
        byte[] piece = begins ? key : delta;
        sharing.get(i).apply(tick, piece);
        alone.get(i).apply(tick, piece);
        assertTrue(
            sharing.get(i).poses().sameState(alone.get(i).poses()),
            "seed " + seed + " tick " + tick);
      }
    }
    assertSame(
        sharing.getFirst().posesOf(SLOT), sharing.getLast().posesOf(SLOT), "decoded once for all");
  }

  @Test
  void damageIsFoundByEveryReceiver() throws PoseFormatException {
    SharedLanes shared = new SharedLanes();
    LaneEncoder near = new LaneEncoder(SLOT, false, encoder);
    HallDecoder first = new HallDecoder(shared);
    HallDecoder second = new HallDecoder(shared);
    move(1);
    near.advance(pose);
    byte[] key = keyframe(near);
    first.apply(1, key);
    second.apply(1, key);
    move(2);
    near.advance(pose);
    byte[] delta = delta(near);
    first.apply(2, delta);
    byte[] damaged = delta.clone();
    damaged[damaged.length - 1] ^= 1;
    assertThrows(PoseFormatException.class, () -> second.apply(2, damaged));
    // The right bytes on a base that is a tick older than theirs.
    HallDecoder late = new HallDecoder(shared);
    late.apply(1, key);
    move(3);
    near.advance(pose);
    byte[] next = delta(near);
    first.apply(3, next);
    assertThrows(PoseFormatException.class, () -> late.apply(3, next));
  }
}
