package org.asclepion.world.avatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private final Reach reach = new Reach();
  private final Pose pose = new Pose();

  private static Limb at(double x, double y, double z) {
    Limb limb = new Limb();
    limb.set((float) x, (float) y, (float) z, 0, 0, 0, 1);
    return limb;
  }

  @Test
  void whatAHumanCanDoIsTakenAsItIs() {
    assertEquals(0, reach.apply(pose, at(0.2, 1.7, 0), at(-0.9, 1.5, 0), at(0.5, 1, -0.6), true));
    assertEquals(0.2f, pose.head.x);
    assertEquals(-0.6f, pose.rightHand.z);
  }

  @Test
  void anArmIsNoLongerThanAnArm() {
    int result = reach.apply(pose, at(0, 1.7, 0), at(-3, 1.7, 0), at(0, 1, 0), true);
    assertEquals(Reach.CLAMPED, result);
    assertEquals(-1.2, pose.leftHand.x, 1e-6);
  }

  @Test
  void aHeadIsNeitherUnderTheFloorNorElsewhere() {
    assertEquals(Reach.CLAMPED, reach.apply(pose, at(5, -2, 0), at(0, 1, 0), at(0, 1, 0), true));
    assertEquals(0.9, pose.head.x, 1e-6);
    assertEquals(0.3, pose.head.y, 1e-6);
  }

  @Test
  void aHeadThatJumpsFollowsAtHumanSpeed() {
    reach.apply(pose, at(0, 1.6, 0), at(0, 1, 0), at(0, 1, 0), true);
    double before = pose.head.x;
    for (int i = 0; i < 60; i++) {
      // Back and forth by 1.6 m, 30 times a second, would be 48 m/s.
      reach.refill(1 / 30.0);
      double to = i % 2 == 0 ? 0.8 : -0.8;
      int result = reach.apply(pose, at(to, 1.6, 0), at(0, 1, 0), at(0, 1, 0), false);
      if (i > 3) {
        assertEquals(Reach.SLOWED, result & Reach.SLOWED);
        assertTrue(Math.abs(pose.head.x - before) <= Reach.HEAD_SPEED / 30 + 1e-6);
      }
      before = pose.head.x;
    }
  }

  @Test
  void orientationsAreMadeUnitAndDirectionlessOnesIgnored() {
    Limb twice = at(0, 1.6, 0);
    twice.qw = 2;
    Limb none = at(0, 1, 0);
    none.qw = 0;
    reach.apply(pose, twice, none, at(0, 1, 0), true);
    assertEquals(1f, pose.head.qw);
    assertEquals(1f, pose.leftHand.qw);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whateverIsClaimedTheLimbsStayHuman(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      reach.refill(random.nextDouble() * 0.1);
      double size = StrictMath.pow(10, random.nextDouble() * 40 - 3);
      reach.apply(
          pose,
          wild(random, size),
          wild(random, size),
          wild(random, size),
          random.nextInt(10) == 0);
      assertTrue(Math.hypot(pose.head.x, pose.head.z) <= Reach.HEAD_SIDEWAYS + 1e-5);
      assertTrue(pose.head.y >= 0.2999 && pose.head.y <= 2.3001);
      for (Limb hand : new Limb[] {pose.leftHand, pose.rightHand}) {
        double dx = hand.x - pose.head.x;
        double dy = hand.y - pose.head.y;
        double dz = hand.z - pose.head.z;
        assertTrue(Math.sqrt(dx * dx + dy * dy + dz * dz) <= Reach.ARM + 1e-5);
        assertTrue(Reach.finite(hand));
      }
    }
  }

  private static Limb wild(Random random, double size) {
    Limb limb = new Limb();
    limb.set(
        (float) Math.clamp(random.nextGaussian() * size, -3e38, 3e38),
        (float) Math.clamp(random.nextGaussian() * size, -3e38, 3e38),
        (float) Math.clamp(random.nextGaussian() * size, -3e38, 3e38),
        (float) Math.clamp(random.nextGaussian() * size, -3e38, 3e38),
        (float) random.nextGaussian(),
        (float) random.nextGaussian(),
        (float) random.nextGaussian());
    return limb;
  }
}
