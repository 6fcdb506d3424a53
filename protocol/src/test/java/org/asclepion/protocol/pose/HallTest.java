package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.asclepion.protocol.pose.PoseFormatException.Reason;
import org.junit.jupiter.api.Test;

class HallTest {
  private final PoseEncoder encoder = new PoseEncoder();
  private final LaneEncoder near = new LaneEncoder(300, false, encoder);
  private final LaneEncoder far = new LaneEncoder(300, true, encoder);
  private final PoseColumns body = new PoseColumns(1);
  private final HallDecoder hall = new HallDecoder();
  private final byte[] bytes = new byte[1_024];

  HallTest() {
    body.add(0);
    stand(0, 1);
  }

  private void stand(int sample, double x) {
    body.setRoot(0, sample, x, 0, -2, 1);
    for (int limb : new int[] {PoseColumns.HEAD, PoseColumns.LEFT_HAND, PoseColumns.RIGHT_HAND}) {
      body.setLimb(0, limb, 0.1f, 1.5f, (float) Math.sin(sample), 0, 0, 0, 1);
    }
  }

  private byte[] keyframe(LaneEncoder lane) {
    lane.keyframeLength();
    return Arrays.copyOf(bytes, lane.keyframe(bytes, 0));
  }

  private byte[] delta(LaneEncoder lane) {
    return Arrays.copyOf(bytes, lane.delta(bytes, 0));
  }

  private void assertFollows() {
    int row = hall.poses().rowOf(300);
    for (int column = 0; column < PoseColumns.COLUMNS; column++) {
      assertEquals(body.get(0, column), hall.poses().get(row, column), "column " + column);
    }
  }

  @Test
  void whoComesLateAndWhoFollowedFromTheStartReadTheSameDeltas() throws PoseFormatException {
    SplittableRandom random = new SplittableRandom(3);
    HallDecoder late = new HallDecoder();
    near.advance(body);
    hall.apply(1, keyframe(near));
    for (int tick = 2; tick < 200; tick++) {
      stand(tick, 1 + 0.05 * tick + 0.02 * random.nextDouble());
      near.advance(body);
      hall.apply(tick, delta(near));
      assertFollows();
      if (tick == 100) {
        late.apply(tick, keyframe(near));
      } else if (tick > 100) {
        late.apply(tick, delta(near));
        assertTrue(late.poses().sameState(hall.poses()));
      }
    }
    assertEquals(199, hall.seqOf(300));
  }

  @Test
  void aBodyThatRestsIsNotTold() throws PoseFormatException {
    near.advance(body);
    hall.apply(1, keyframe(near));
    near.advance(body);
    assertEquals(0, near.deltaLength());
    hall.apply(2, delta(near));
    assertEquals(0, hall.changes());
    // Whoever comes now has the same base as those who came when it last moved.
    HallDecoder late = new HallDecoder();
    late.apply(2, keyframe(near));
    stand(3, 2);
    near.advance(body);
    hall.apply(3, delta(near));
    late.apply(3, delta(near));
    assertTrue(late.poses().sameState(hall.poses()));
    assertEquals(300, hall.changedSlot(0));
  }

  @Test
  void aKeyframeOfTheOtherLaneTakesTheBodyOver() throws PoseFormatException {
    near.advance(body);
    far.advance(body);
    hall.apply(1, keyframe(near));
    stand(2, 1.2);
    far.advance(body);
    hall.apply(2, keyframe(far));
    assertTrue(hall.isFar(300));
    assertFollows();
    near.advance(body);
    byte[] ofTheOther = delta(near);
    PoseFormatException e =
        assertThrows(PoseFormatException.class, () -> hall.apply(2, ofTheOther));
    assertEquals(Reason.SLOT, e.reason());
  }

  @Test
  void aBodyThatIsGoneHasNoRow() throws PoseFormatException {
    near.advance(body);
    hall.apply(1, keyframe(near));
    hall.apply(2, Arrays.copyOf(bytes, LaneEncoder.end(300, bytes, 0)));
    assertTrue(hall.poses().rowOf(300) < 0);
    // Another body in the same slot, in the frame that ends the one before.
    int ended = LaneEncoder.end(300, bytes, 0);
    near.keyframeLength();
    hall.apply(3, Arrays.copyOf(bytes, near.keyframe(bytes, ended)));
    assertFollows();
    assertFalse(hall.isFar(300));
  }

  @Test
  void aDeltaOnAnotherBaseIsFound() throws PoseFormatException {
    near.advance(body);
    hall.apply(1, keyframe(near));
    stand(5, 2);
    near.advance(body);
    stand(6, 3);
    near.advance(body);
    byte[] skipped = delta(near);
    PoseFormatException e = assertThrows(PoseFormatException.class, () -> hall.apply(3, skipped));
    assertEquals(Reason.CHECKSUM, e.reason());
  }

  @Test
  void noBytesAtAllBreakTheReader() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    near.advance(body);
    byte[] whole = keyframe(near);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int flips = random.nextInt(3); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      hall.clear();
      try {
        hall.apply(1, damaged);
        assertTrue(hall.poses().size() <= 1);
      } catch (PoseFormatException e) {
        // Refused by name: what is asked for.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", try " + i, e);
      }
    }
  }
}
