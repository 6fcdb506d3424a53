package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.asclepion.protocol.Seed;
import org.junit.jupiter.api.Test;

final class PoseGridPropertyTest {
  private static final double LIMB_HALF_STEP = 0.5 / PoseGrid.LIMB_PER_METRE;
  private static final double ROOT_HALF_STEP = 0.5 / PoseGrid.ROOT_PER_METRE;

  private final Random random = Seed.random("PoseGridPropertyTest");

  @Test
  void positionsStayWithinHalfAStep() {
    for (int i = 0; i < 200_000; i++) {
      double limb = random.nextDouble(-3.999, 3.998);
      assertEquals(limb, PoseGrid.limbMetres(PoseGrid.limb(limb)), LIMB_HALF_STEP);
      double root = random.nextDouble(-16_383, 16_383);
      assertEquals(root, PoseGrid.rootMetres(PoseGrid.root(root)), ROOT_HALF_STEP);
    }
    assertTrue(LIMB_HALF_STEP <= 0.000_98);
  }

  @Test
  void everyStepSurvivesARoundTrip() {
    for (int i = -2048; i < 2048; i++) {
      assertEquals(i, PoseGrid.limb(PoseGrid.limbMetres(i)));
    }
    for (int i = 0; i < PoseGrid.YAW_STEPS; i++) {
      double radians = PoseGrid.yawRadians(i);
      assertTrue(radians > -Math.PI && radians <= Math.PI);
      assertEquals(i, PoseGrid.yaw(radians));
      assertEquals(i, PoseGrid.yaw(radians - 2 * Math.PI));
      assertEquals(i, PoseGrid.yaw((float) radians));
    }
    for (int i = 0; i < 200_000; i++) {
      int root = random.nextInt(1 << PoseGrid.ROOT_BITS) - (1 << (PoseGrid.ROOT_BITS - 1));
      assertEquals(root, PoseGrid.root(PoseGrid.rootMetres(root)));
    }
  }

  @Test
  void everyOrientationSurvivesARoundTrip() {
    int[] again = new int[3];
    float[] q = new float[4];
    for (int i = 0; i < 400_000; i++) {
      int[] steps = {orientation(), orientation(), orientation()};
      if (i % 4 == 0) {
        // The ball's surface is where a rounding error could tip over to the other sign.
        double length = Math.sqrt(dot(steps, steps));
        for (int axis = 0; axis < 3; axis++) {
          steps[axis] = (int) (steps[axis] * PoseGrid.ORIENTATION_RADIUS / length);
        }
      }
      if (!PoseGrid.isOrientation(steps[0], steps[1], steps[2])) {
        continue;
      }
      PoseGrid.quaternion(steps[0], steps[1], steps[2], q, 0);
      PoseGrid.orientation(q[0], q[1], q[2], q[3], again, 0);
      assertArrayEquals(steps, again);
    }
  }

  @Test
  void orientationsStayWithinHalfADegree() {
    double greatest = 0;
    for (int i = 0; i < 1_000_000; i++) {
      // Turns small and large; the worst is near none at all, halfway between steps on every axis.
      double reach = Math.pow(10, -3 * random.nextDouble());
      double[] q = {
        random.nextGaussian() * reach,
        random.nextGaussian() * reach,
        random.nextGaussian() * reach,
        random.nextGaussian()
      };
      greatest = Math.max(greatest, error(q));
    }
    for (int i = 0; i < 1_000; i++) {
      double halfway = 0.5 / PoseGrid.ORIENTATION_SCALE * (1 - random.nextDouble() * 1e-6);
      double squares = 3 * halfway * halfway;
      double xyz = 2 * halfway / (1 + squares);
      greatest =
          Math.max(greatest, error(new double[] {xyz, -xyz, xyz, (1 - squares) / (1 + squares)}));
    }
    System.out.println("greatest orientation error: " + greatest + "°");
    assertTrue(greatest <= PoseGrid.ORIENTATION_ERROR_DEGREES, greatest + "°");
    assertTrue(greatest > 0.495, "the worst case was not tried: " + greatest + "°");
  }

  @Test
  void bothSignsOfAQuaternionAreTheSameTurn() {
    assertEquals(0, error(new double[] {0, 0, 0, -1}), 1e-6);
    assertEquals(0, error(new double[] {0, 0, 0, 0.001}), 1e-6);
    assertTrue(error(new double[] {1, 0, 0, 0}) < 0.5);
    assertTrue(error(new double[] {0, -1, 0, -1e-12}) < 0.5);
  }

  @Test
  void clampsWhatIsOutOfRangeAndRefusesWhatIsNoNumber() {
    assertEquals(2047, PoseGrid.limb(1e30));
    assertEquals(-2048, PoseGrid.limb(-4.1));
    assertEquals((1 << 24) - 1, PoseGrid.root(17_000));
    assertEquals(-4096, PoseGrid.move(-5));
    assertThrows(IllegalArgumentException.class, () -> PoseGrid.root(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> PoseGrid.yaw(Double.POSITIVE_INFINITY));
    assertThrows(
        IllegalArgumentException.class,
        () -> PoseGrid.orientation(Double.NaN, 0, 0, 1, new int[3], 0));
  }

  private int orientation() {
    return random.nextInt(2 * PoseGrid.ORIENTATION_RADIUS + 1) - PoseGrid.ORIENTATION_RADIUS;
  }

  private static double dot(int[] a, int[] b) {
    return Math.max(1, (double) a[0] * b[0] + (double) a[1] * b[1] + (double) a[2] * b[2]);
  }

  /** The angle in degrees between a quaternion of any length and what the grid makes of it. */
  private static double error(double[] q) {
    int[] steps = new int[3];
    PoseGrid.orientation(q[0], q[1], q[2], q[3], steps, 0);
    double squares = 0;
    for (int step : steps) {
      squares += (double) step * step / PoseGrid.ORIENTATION_SCALE / PoseGrid.ORIENTATION_SCALE;
    }
    double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    double[] r = {
      2.0 * steps[0] / PoseGrid.ORIENTATION_SCALE / (1 + squares),
      2.0 * steps[1] / PoseGrid.ORIENTATION_SCALE / (1 + squares),
      2.0 * steps[2] / PoseGrid.ORIENTATION_SCALE / (1 + squares),
      (1 - squares) / (1 + squares)
    };
    // By the chord: an arc cosine near 1 would be too coarse.
    double plus = 0;
    double minus = 0;
    for (int i = 0; i < 4; i++) {
      double d = q[i] / length;
      plus += (d - r[i]) * (d - r[i]);
      minus += (d + r[i]) * (d + r[i]);
    }
    return Math.toDegrees(4 * Math.asin(Math.sqrt(Math.min(plus, minus)) / 2));
  }
}
