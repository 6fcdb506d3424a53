package org.asclepion.world.room;

import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.physics.PropState;

/** One item: where it is or who holds it. Belongs to the room's thread. */
final class Thing {
  private static final double MILLIMETRES = 1_000;
  private static final double QUATERNION_STEPS = 4_096;

  final int id;
  final ItemSpec spec;
  final PropState state = new PropState();

  /** Half of its diagonal in the plan, metres. */
  final double radius;

  /** The slot of whoever holds it, or -1. */
  int holder = -1;

  boolean leftHand;

  Thing(int id, ItemSpec spec) {
    this.id = id;
    this.spec = spec;
    this.radius = Math.sqrt(spec.halfX() * spec.halfX() + spec.halfZ() * spec.halfZ());
    goHome();
  }

  void goHome() {
    state.x = spec.x();
    state.y = spec.y();
    state.z = spec.z();
    state.upright(spec.yaw());
    state.rest();
  }

  /** Half of its height as it lies, metres. */
  double halfHeight() {
    double x = 2 * (state.qx * state.qy + state.qz * state.qw);
    double y = 1 - 2 * (state.qx * state.qx + state.qz * state.qz);
    double z = 2 * (state.qy * state.qz - state.qx * state.qw);
    return Math.abs(x) * spec.halfX() + Math.abs(y) * spec.halfY() + Math.abs(z) * spec.halfZ();
  }

  /**
   * What clients are told, in whole millimetres: what lies still stays equal.
   *
   * @param toldHolder a slot, -1, or {@link Component.Item#SOMEBODY}
   */
  Component.Item component(int toldHolder) {
    return new Component.Item(
        id,
        spec.model(),
        round(state.x, MILLIMETRES),
        round(state.y, MILLIMETRES),
        round(state.z, MILLIMETRES),
        round(state.qx, QUATERNION_STEPS),
        round(state.qy, QUATERNION_STEPS),
        round(state.qz, QUATERNION_STEPS),
        round(state.qw, QUATERNION_STEPS),
        toldHolder,
        leftHand);
  }

  private static double round(double value, double steps) {
    return Math.rint(value * steps) / steps + 0.0; // + 0.0: there is one zero only
  }

  long hash(long hash) {
    long h = Hash.mix(Hash.mix(Hash.mix(hash, state.x), state.y), state.z);
    h = Hash.mix(Hash.mix(Hash.mix(Hash.mix(h, state.qx), state.qy), state.qz), state.qw);
    h = Hash.mix(Hash.mix(Hash.mix(h, state.vx), state.vy), state.vz);
    return Hash.mix(h, leftHand ? -2L - holder : holder);
  }
}
