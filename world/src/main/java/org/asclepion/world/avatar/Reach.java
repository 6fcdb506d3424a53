package org.asclepion.world.avatar;

import org.jspecify.annotations.Nullable;

/**
 * What a human body can do: where head and hands can be relative to the root, and how fast they get
 * there. Keeps the limbs of one body; belongs to the thread of the room the body is in.
 *
 * <p>The bounds are generous, so that no honest person is ever clamped, and tight enough that a
 * client that lies about head and hands reaches no further than an arm.
 */
public final class Reach {
  public static final double HEAD_SIDEWAYS = 0.9;
  public static final double HEAD_LOW = 0.3;
  public static final double HEAD_HIGH = 2.3;
  public static final double ARM = 1.2;
  public static final double HEAD_SPEED = 8;
  public static final double HAND_SPEED = 20;

  private static final double BANK_SECONDS = 0.1;

  /** {@link #apply} moved the limb elsewhere because it was out of reach. */
  public static final int CLAMPED = 1;

  /** {@link #apply} moved the limb less far because it was too fast. */
  public static final int SLOWED = 2;

  private final SpeedBudget head = new SpeedBudget(HEAD_SPEED, BANK_SECONDS);
  private final SpeedBudget left = new SpeedBudget(HAND_SPEED, BANK_SECONDS);
  private final SpeedBudget right = new SpeedBudget(HAND_SPEED, BANK_SECONDS);
  private final Limb wanted = new Limb();

  /** Time passed. */
  public void refill(double seconds) {
    head.refill(seconds);
    left.refill(seconds);
    right.refill(seconds);
  }

  /**
   * Moves the limbs of {@code pose} towards the wanted ones as far as a human can. All numbers must
   * be finite.
   *
   * @param anew whether the limbs may jump, because nothing is known of where they were
   * @return a sum of {@link #CLAMPED} and {@link #SLOWED}, or 0
   */
  public int apply(Pose pose, Limb toHead, Limb toLeft, Limb toRight, boolean anew) {
    int result = 0;
    wanted.set(toHead);
    result |= clampHead(wanted) ? CLAMPED : 0;
    result |= approach(pose.head, wanted, anew ? null : head) ? SLOWED : 0;
    wanted.set(toLeft);
    result |= clampHand(wanted, pose.head) ? CLAMPED : 0;
    result |= approach(pose.leftHand, wanted, anew ? null : left) ? SLOWED : 0;
    wanted.set(toRight);
    result |= clampHand(wanted, pose.head) ? CLAMPED : 0;
    result |= approach(pose.rightHand, wanted, anew ? null : right) ? SLOWED : 0;
    if (result != 0) {
      // A head or hand that lagged behind must still be at arm's length of the other.
      clampHand(pose.leftHand, pose.head);
      clampHand(pose.rightHand, pose.head);
    }
    return result;
  }

  /** A number over how fast the limbs may move next, for comparing two runs. */
  public long hash() {
    long hash = Double.doubleToLongBits(head.metres());
    hash = hash * 31 + Double.doubleToLongBits(left.metres());
    return hash * 31 + Double.doubleToLongBits(right.metres());
  }

  /** Whether all numbers of a limb are finite. */
  public static boolean finite(Limb limb) {
    return Float.isFinite(limb.x)
        && Float.isFinite(limb.y)
        && Float.isFinite(limb.z)
        && Float.isFinite(limb.qx)
        && Float.isFinite(limb.qy)
        && Float.isFinite(limb.qz)
        && Float.isFinite(limb.qw);
  }

  /** A standing adult with the arms down: what a body shows before its first sample. */
  public static void rest(Pose pose) {
    pose.head.set(0, 1.62f, 0, 0, 0, 0, 1);
    pose.leftHand.set(-0.25f, 0.85f, -0.1f, 0, 0, 0, 1);
    pose.rightHand.set(0.25f, 0.85f, -0.1f, 0, 0, 0, 1);
  }

  private static boolean clampHead(Limb limb) {
    double x = limb.x;
    double z = limb.z;
    double sideways = Math.sqrt(x * x + z * z);
    boolean clamped = false;
    if (sideways > HEAD_SIDEWAYS) {
      limb.x = (float) (x * HEAD_SIDEWAYS / sideways);
      limb.z = (float) (z * HEAD_SIDEWAYS / sideways);
      clamped = true;
    }
    if (limb.y < HEAD_LOW || limb.y > HEAD_HIGH) {
      limb.y = (float) Math.clamp(limb.y, HEAD_LOW, HEAD_HIGH);
      clamped = true;
    }
    return clamped;
  }

  private static boolean clampHand(Limb hand, Limb head) {
    double x = (double) hand.x - head.x;
    double y = (double) hand.y - head.y;
    double z = (double) hand.z - head.z;
    double arm = Math.sqrt(x * x + y * y + z * z);
    if (arm <= ARM) {
      return false;
    }
    double share = ARM / arm;
    hand.x = (float) (head.x + x * share);
    hand.y = (float) (head.y + y * share);
    hand.z = (float) (head.z + z * share);
    return true;
  }

  private static boolean approach(Limb limb, Limb wanted, @Nullable SpeedBudget budget) {
    boolean slowed = false;
    float toX = wanted.x;
    float toY = wanted.y;
    float toZ = wanted.z;
    if (budget != null) {
      double x = (double) toX - limb.x;
      double y = (double) toY - limb.y;
      double z = (double) toZ - limb.z;
      double way = Math.sqrt(x * x + y * y + z * z);
      double granted = budget.take(way);
      if (granted < way) {
        double share = granted / way;
        toX = (float) (limb.x + x * share);
        toY = (float) (limb.y + y * share);
        toZ = (float) (limb.z + z * share);
        slowed = true;
      }
    }
    limb.x = toX;
    limb.y = toY;
    limb.z = toZ;
    turn(limb, wanted);
    return slowed;
  }

  /** Takes over an orientation, made of unit length; one without direction changes nothing. */
  private static void turn(Limb limb, Limb wanted) {
    double x = wanted.qx;
    double y = wanted.qy;
    double z = wanted.qz;
    double w = wanted.qw;
    double square = x * x + y * y + z * z + w * w;
    if (square < 1e-6) {
      return;
    }
    double share = Math.abs(square - 1) < 1e-4 ? 1 : 1 / Math.sqrt(square);
    limb.qx = (float) (x * share);
    limb.qy = (float) (y * share);
    limb.qz = (float) (z * share);
    limb.qw = (float) (w * share);
  }
}
