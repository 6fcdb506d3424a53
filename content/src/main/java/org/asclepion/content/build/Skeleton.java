package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;

/**
 * The joints of every avatar, at rest: standing, arms hanging, facing -Z, unturned. Immutable once
 * made.
 */
final class Skeleton {
  /** A joint, where it is in the figure's own space and which joint carries it (-1: none). */
  record Joint(String name, int parent, Vec at) {}

  static final double SHOULDER_X = 0.163;
  static final double ARM_X = 0.188;
  static final double ELBOW_X = 0.181;
  static final double LEG_X = 0.092;

  final List<Joint> joints = new ArrayList<>();
  final int hips;
  final int torso;
  final int neck;
  final int head;
  final int jaw;

  Skeleton() {
    int root = add("root", -1, 0, 0, 0);
    hips = add("hips", root, 0, 0.93, 0);
    torso = add("torso", hips, 0, 1.04, 0.004);
    neck = add("neck", torso, 0, 1.42, 0.014);
    head = add("head", neck, 0, 1.485, 0.008);
    for (int side = -1; side <= 1; side += 2) {
      String s = side < 0 ? "-left" : "-right";
      int shoulder = add("shoulder" + s, torso, side * 0.035, 1.385, 0.006);
      int upperArm = add("upper-arm" + s, shoulder, side * SHOULDER_X, 1.365, 0.01);
      int lowerArm = add("lower-arm" + s, upperArm, side * ELBOW_X, 1.1, 0.016);
      int hand = add("hand" + s, lowerArm, side * ARM_X, 0.86, 0.002);
      for (Fingers.Finger finger : Fingers.ALL) {
        Vec knuckle = finger.at(0);
        Vec middle = finger.at(1);
        int first =
            add(finger.name() + "-1" + s, hand, side * knuckle.x(), knuckle.y(), knuckle.z());
        add(finger.name() + "-2" + s, first, side * middle.x(), middle.y(), middle.z());
      }
      int upperLeg = add("upper-leg" + s, hips, side * LEG_X, 0.9, 0);
      int lowerLeg = add("lower-leg" + s, upperLeg, side * (LEG_X + 0.003), 0.49, -0.006);
      add("foot" + s, lowerLeg, side * (LEG_X + 0.005), 0.085, 0.014);
      int eye = add("eye" + s, head, side * Face.EYE_X, Face.EYE_Y, Face.EYE_Z);
      add("pupil" + s, eye, side * Face.EYE_X, Face.EYE_Y, Face.EYE_Z - 0.01);
      add("lid" + s, head, side * Face.EYE_X, Face.EYE_Y, Face.EYE_Z);
      add("brow" + s, head, side * 0.036, 1.632, -0.088);
    }
    add("mouth", head, 0, Face.MOUTH_Y, -0.094);
    jaw = add("jaw", head, 0, 1.556, 0.006);
    add("lip", jaw, 0, Face.MOUTH_Y, -0.094);
    for (int side = -1; side <= 1; side += 2) {
      add("wheel" + (side < 0 ? "-left" : "-right"), root, side * 0.3, 0.3, 0.1);
    }
  }

  private int add(String name, int parent, double x, double y, double z) {
    joints.add(new Joint(name, parent, new Vec(x, y, z)));
    return joints.size() - 1;
  }

  int joint(String name) {
    for (int i = 0; i < joints.size(); i++) {
      if (joints.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no joint " + name);
  }

  int joint(String name, int side) {
    return joint(name + (side < 0 ? "-left" : "-right"));
  }

  private static double step(double from, double to, double v) {
    double t = Math.clamp((v - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }

  /** Hips below, torso above, the shoulders beside it, the neck last. */
  Sketch.Weights trunk() {
    int left = joint("shoulder", -1);
    int right = joint("shoulder", 1);
    return p -> {
      double beside = Math.abs(p.x()) - 0.05;
      if (p.y() > 1.26 && beside > 0) {
        double share = step(0, 0.1, beside) * step(1.26, 1.36, p.y());
        return new double[] {torso, p.x() < 0 ? left : right, share};
      }
      return p.y() > 1.3
          ? new double[] {torso, neck, step(1.4, 1.47, p.y())}
          : new double[] {hips, torso, step(0.98, 1.12, p.y())};
    };
  }

  /** The chin and what is below the mouth go with the jaw. */
  Sketch.Weights headAndNeck() {
    return p -> {
      double low = step(1.45, 1.485, p.y()) * (1 - step(1.5265, 1.5345, p.y()));
      double front = step(-0.012, -0.055, p.z()) * (1 - step(0.045, 0.068, Math.abs(p.x())));
      return low * front > 0.02
          ? new double[] {head, jaw, low * front}
          : new double[] {neck, head, step(1.43, 1.5, p.y())};
    };
  }

  /** An arm that bends at the elbow. */
  Sketch.Weights arm(int side) {
    int upper = joint("upper-arm", side);
    int lower = joint("lower-arm", side);
    return p -> new double[] {lower, upper, step(1.055, 1.145, p.y())};
  }

  /** Trousers: hips, then either leg, bending at the knee. */
  Sketch.Weights legs() {
    return p -> {
      int side = p.x() < 0 ? -1 : 1;
      int upper = joint("upper-leg", side);
      if (p.y() > 0.7) {
        double apart = step(0.0, 0.05, Math.abs(p.x()));
        return new double[] {hips, upper, (1 - step(0.84, 0.96, p.y())) * (0.5 + 0.5 * apart)};
      }
      return new double[] {joint("lower-leg", side), upper, step(0.43, 0.55, p.y())};
    };
  }

  /** A coat: like the trunk above, and its skirt goes part of the way with the legs. */
  Sketch.Weights coat() {
    Sketch.Weights trunk = trunk();
    return p -> {
      if (p.y() > 0.94) {
        return trunk.at(p);
      }
      int upper = joint("upper-leg", p.x() < 0 ? -1 : 1);
      double apart = 0.5 + 0.5 * step(0, 0.07, Math.abs(p.x()));
      return new double[] {hips, upper, (1 - step(0.72, 0.93, p.y())) * apart * 0.96};
    };
  }
}
