package org.asclepion.content.build;

import java.util.List;

/**
 * The fingers of a hanging hand: each bends at its knuckle and at its middle. Given at +X, the palm
 * towards the thigh and the thumb in front. Stateless.
 */
final class Fingers {
  /**
   * A finger's joints.
   *
   * @param x across the palm, metres from the hand's middle
   * @param z of the knuckle
   * @param length from the knuckle to the tip
   */
  record Finger(String name, double x, double y, double z, double length, double radius) {
    private boolean isThumb() {
      return name.equals("thumb");
    }

    /** Along the finger: 0 the knuckle, 1 the middle joint, 2 the tip. */
    Vec at(double t) {
      double px = Skeleton.ARM_X + x;
      if (isThumb()) {
        Vec middle = new Vec(px - 0.004, y - 0.04, z - 0.028);
        return t <= 1
            ? new Vec(px, y, z).lerp(middle, t)
            : middle.lerp(new Vec(px - 0.008, y - 0.068, z - 0.034), t - 1);
      }
      Vec middle = new Vec(px - 0.006, y - length * 0.48, z * 1.04);
      return t <= 1
          ? new Vec(px, y, z).lerp(middle, t)
          : middle.lerp(new Vec(px - 0.018, y - length * 0.93, z * 1.02), t - 1);
    }
  }

  static final List<Finger> ALL =
      List.of(
          new Finger("thumb", -0.004, 0.836, -0.025, 0.07, 0.0125),
          new Finger("index", 0, 0.769, -0.028, 0.074, 0.0098),
          new Finger("middle", 0, 0.765, -0.0095, 0.082, 0.01),
          new Finger("ring", 0, 0.767, 0.0095, 0.076, 0.0097),
          new Finger("little", 0, 0.774, 0.0275, 0.061, 0.0087));

  private Fingers() {}

  /** Draws one hand: a palm, and fingers that bend smoothly; from afar a mitten. */
  static void draw(Sketch sketch, Skeleton bones, int side) {
    Sketch hand = sketch.moving(bones.joint("hand", side));
    double x = Skeleton.ARM_X;
    Sdf palm =
        Sdf.limb(Body.v(x, 0.88, 0.002), 0.0255, Body.v(x, 0.84, 0.001), 0.024)
            .join(Sdf.box(x - 0.001, 0.803, -0.001, 0.0148, 0.046, 0.0375, 0.0145), 0.02)
            .join(
                Sdf.limb(Body.v(x - 0.003, 0.848, -0.016), 0.015, ALL.getFirst().at(0.2), 0.0135),
                0.014);
    Sdf whole =
        sketch.coarse()
            ? palm.join(Sdf.ellipsoid(x - 0.007, 0.735, 0, 0.014, 0.06, 0.036), 0.02)
            : palm;
    Skinner.draw(
        hand,
        Body.side(whole, side),
        Body.v(side > 0 ? 0.14 : -0.24, 0.66, -0.07),
        Body.v(side > 0 ? 0.24 : -0.14, 0.92, 0.06),
        sketch.cell(0.0175, 0.022));
    if (!sketch.coarse()) {
      for (Finger finger : ALL) {
        one(sketch, bones, finger, side);
      }
    }
  }

  private static void one(Sketch sketch, Skeleton bones, Finger finger, int side) {
    int hand = bones.joint("hand", side);
    int first = bones.joint(finger.name() + "-1", side);
    int second = bones.joint(finger.name() + "-2", side);
    double[] along = {-0.3, 0, 0.8, 1.18, 1.65, 1.94, 2.06};
    double[] thick = {0.86, 1.02, 0.98, 0.95, 0.9, 0.72, 0.34};
    Vec[] path = new Vec[along.length];
    double[] radii = new double[along.length];
    for (int i = 0; i < along.length; i++) {
      Vec p = finger.at(along[i]);
      path[i] = new Vec(side * p.x(), p.y(), p.z());
      radii[i] = finger.radius() * thick[i];
    }
    Vec knuckle = path[1];
    Vec end = path[path.length - 1];
    Vec way = end.minus(knuckle);
    double whole = way.dot(way);
    Sketch.Weights weights =
        p -> {
          double t = 2.06 * p.minus(knuckle).dot(way) / whole;
          return t < 0.4
              ? new double[] {hand, first, Math.clamp((t + 0.2) / 0.4, 0, 1)}
              : new double[] {first, second, Math.clamp((t - 0.8) / 0.4, 0, 1)};
        };
    sketch.moving(weights).round().taper(6, path, radii);
  }
}
