package org.asclepion.world.avatar;

/**
 * Where a body is: root on the floor in the hospital plan, head and two hands relative to it.
 * Mutable, owned by the thread of the room the body is in.
 */
public final class Pose {
  /** Metres, hospital plan. */
  public double rootX;

  public double rootY;
  public double rootZ;

  /** Radians about +Y in (-π, π]; 0 faces -Z. */
  public double rootYaw;

  public final Limb head = new Limb();
  public final Limb leftHand = new Limb();
  public final Limb rightHand = new Limb();

  public void set(Pose other) {
    rootX = other.rootX;
    rootY = other.rootY;
    rootZ = other.rootZ;
    rootYaw = other.rootYaw;
    head.set(other.head);
    leftHand.set(other.leftHand);
    rightHand.set(other.rightHand);
  }
}
