package org.asclepion.content.build;

import org.asclepion.world.avatar.Role;

/**
 * Draws those who are no persons: a robot on wheels, an agent that floats. Same joints as a person,
 * a face that is a screen. Owned by the thread that draws.
 */
record Machine(Sketch sketch, Skeleton bones, Role role) {
  void draw() {
    Material shell = new Material("cloth", 0, 0.35, 1, 0, false, false, null, 0, 0xFFFFFF);
    Material accent = Material.ACCENT.tinted(Dress.colour(role));
    Paint white = shell.in(role == Role.ROBOT ? 0xECEAE4 : 0xF3F6F6);
    Paint dark = shell.in(0x46535A);
    Sketch trunk = sketch.moving(bones.trunk());
    Skinner.draw(
        trunk.in(white),
        Sdf.ellipsoid(0, 1.2, 0, 0.16, 0.21, 0.12)
            .join(Sdf.ellipsoid(0, 1.33, 0.004, 0.165, 0.085, 0.1), 0.08),
        Body.v(-0.22, 0.94, -0.17),
        Body.v(0.22, 1.46, 0.17),
        0.026);
    trunk
        .in(accent, 0xFFFFFF)
        .at(0, 1.12, 0)
        .scaled(1, 1, 0.76)
        .round()
        .lathe(32, 0.15, 0, 0.164, 0.008, 0.166, 0.03, 0.152, 0.038);
    trunk.in(dark).round().capsule(Body.v(0, 1.36, 0.01), 0.042, Body.v(0, 1.5, 0.01), 0.036, 16);
    base(white, dark, accent);
    head(white, dark);
    arms(white, dark, accent);
    Sdf chest = Sdf.ellipsoid(0, 1.2, 0, 0.16, 0.21, 0.12);
    Badges.draw(Drape.pinned(trunk, chest, 0, 1.27).at(0, 0.004, 0), role, Dress.colour(role));
  }

  private void base(Paint white, Paint dark, Material accent) {
    Sketch s = sketch.moving(bones.hips);
    if (role == Role.ROBOT) {
      s.in(dark).round().capsule(Body.v(0, 0.3, 0), 0.07, Body.v(0, 1.02, 0), 0.06, 20);
      Skinner.draw(
          s.in(white),
          Sdf.box(0, 0.17, 0, 0.21, 0.115, 0.21, 0.1)
              .join(Sdf.limb(Body.v(0, 0.25, 0), 0.12, Body.v(0, 0.5, 0), 0.075), 0.12),
          Body.v(-0.27, 0.02, -0.27),
          Body.v(0.27, 0.62, 0.27),
          0.034);
      s.in(accent, 0xFFFFFF).at(0, 0.16, 0).plate().rounded(0, 0, 0.43, 0.43, 0.1, 0, 0.018, 0.006);
      for (int k = 0; k < 4; k++) {
        double x = (k & 1) == 0 ? -0.15 : 0.15;
        double z = k < 2 ? -0.13 : 0.13;
        s.in(dark)
            .at(x - 0.022, 0.055, z)
            .turnedZ(-Math.PI / 2)
            .round()
            .cylinder(0.055, 0.044, 0.012, 20);
      }
    } else {
      s.in(white)
          .at(0, 0.42, 0)
          .round()
          .lathe(
              36, 0, 0, 0.03, 0.01, 0.07, 0.07, 0.12, 0.24, 0.145, 0.42, 0.14, 0.54, 0.11, 0.62, 0,
              0.64);
      s.in(accent, 0xFFFFFF)
          .at(0, 0.6, 0)
          .round()
          .lathe(36, 0.098, 0, 0.115, 0.008, 0.12, 0.026, 0.108, 0.034);
      // The ring of light it floats on.
      s.in(Material.SCREEN, 0xBFE0EA)
          .at(0, 0.3, 0)
          .round()
          .lathe(36, 0.1, 0, 0.108, 0.004, 0.1, 0.008, 0.092, 0.004, 0.1, 0);
      s.in(Material.SCREEN, 0xCFE7EF)
          .at(0, 0.2, 0)
          .round()
          .lathe(36, 0.06, 0, 0.066, 0.003, 0.06, 0.006, 0.054, 0.003, 0.06, 0);
    }
  }

  private void head(Paint white, Paint dark) {
    Sketch s = sketch.moving(bones.head);
    Sdf skull = Sdf.box(0, 1.6, 0.0, 0.12, 0.095, 0.1, 0.088);
    Skinner.draw(s.in(white), skull, Body.v(-0.15, 1.48, -0.13), Body.v(0.15, 1.72, 0.13), 0.018);
    Drape.patch(
        s.in(Material.EYE, 0x1D2A31),
        skull.grown(0.001),
        0.003,
        8,
        6,
        -0.085,
        1.55,
        0.085,
        1.55,
        0.088,
        1.645,
        -0.088,
        1.645);
    for (int side = -1; side <= 1; side += 2) {
      Vec eye = Drape.front(skull, side * 0.036, Face.EYE_Y + 0.006, 0.005);
      sketch
          .in(Material.SCREEN, 0xBFEAF2)
          .moving(bones.joint("eye", side))
          .round()
          .ellipsoid(eye, 0.013, 0.017, 0.003, 16);
      s.in(dark)
          .at(side * 0.117, 1.6, 0.0)
          .turnedZ(side > 0 ? -Math.PI / 2 : Math.PI / 2)
          .round()
          .cylinder(0.035, 0.012, 0.004, 20);
    }
    Vec[] smile = new Vec[7];
    for (int i = 0; i < 7; i++) {
      double u = i / 3.0 - 1;
      smile[i] = Drape.front(skull, 0.022 * u, 1.565 + 0.007 * u * u, 0.0055);
    }
    sketch
        .in(Material.SCREEN, 0xBFEAF2)
        .moving(bones.joint("mouth"))
        .round()
        .tube(0.0022, 6, smile);
    if (role == Role.ROBOT) {
      s.in(dark).round().tube(0.004, 8, Body.v(0, 1.69, 0.02), Body.v(0, 1.755, 0.025));
      s.in(Material.SCREEN, 0xF2C879)
          .round()
          .ellipsoid(Body.v(0, 1.76, 0.025), 0.011, 0.011, 0.011, 12);
    }
  }

  private void arms(Paint white, Paint dark, Material accent) {
    for (int side = -1; side <= 1; side += 2) {
      double x = side * Skeleton.SHOULDER_X;
      double ax = side * Skeleton.ARM_X;
      Sketch upper = sketch.moving(bones.joint("upper-arm", side));
      Sketch lower = sketch.moving(bones.joint("lower-arm", side));
      Sketch hand = sketch.moving(bones.joint("hand", side));
      upper.in(dark).round().ellipsoid(Body.v(x, 1.365, 0.01), 0.052, 0.052, 0.052, 18);
      upper
          .in(white)
          .round()
          .capsule(
              Body.v(side * 0.182, 1.31, 0.012),
              0.038,
              Body.v(side * 0.19, 1.15, 0.015),
              0.034,
              16);
      lower.in(dark).round().ellipsoid(Body.v(side * 0.192, 1.1, 0.016), 0.037, 0.037, 0.037, 16);
      lower
          .in(white)
          .round()
          .capsule(
              Body.v(side * 0.193, 1.05, 0.013),
              0.033,
              Body.v(side * 0.197, 0.92, 0.005),
              0.028,
              16);
      lower
          .in(accent, 0xFFFFFF)
          .round()
          .capsule(
              Body.v(side * 0.1965, 0.945, 0.006),
              0.0315,
              Body.v(side * 0.1968, 0.93, 0.0055),
              0.031,
              16);
      Fingers.draw(sketch.in(dark), bones, side);
      hand.in(white).round().ellipsoid(Body.v(ax, 0.87, 0.002), 0.03, 0.026, 0.03, 14);
    }
  }
}
