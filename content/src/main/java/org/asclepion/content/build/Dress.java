package org.asclepion.content.build;

import org.asclepion.world.avatar.Role;

/**
 * Dresses a figure so that its role reads from clothes, badge shape and colour together. Owned by
 * the thread that draws.
 */
final class Dress {
  private static final int WHITE = 0xF4F3EF;

  private final Sketch sketch;
  private final Skeleton bones;

  Dress(Sketch sketch, Skeleton bones) {
    this.sketch = sketch;
    this.bones = bones;
  }

  /** The role's own colour. */
  static int colour(Role role) {
    return switch (role) {
      case PATIENT -> Paint.SAGE;
      case DOCTOR, AGENT -> Paint.WATER;
      case NURSE -> 0x4FA3A0;
      case SPECIALIST -> 0x6A6FB2;
      case GUEST -> 0xB7A06A;
      case TRAINEE -> 0xB5838D;
      case STAFF, ROBOT -> 0x7A828A;
    };
  }

  void draw(Role role) {
    Material accent = Material.ACCENT.tinted(colour(role));
    switch (role) {
      case DOCTOR -> coated(accent, 0x3E4C57, WHITE, 0x8FB4CA);
      case SPECIALIST -> {
        coated(accent, 0x40435F, WHITE, 0xBFC1DE);
        new Garments(sketch.moving(bones.coat()), Body.coat(0.6)).lapelBand(0x6A6FB2);
      }
      case NURSE -> tunic(accent, 0x4FA3A0, 0x3F8683, true);
      case TRAINEE -> tunic(accent, 0xB5838D, 0x9C6E78, true);
      case PATIENT -> tunic(accent, 0x8FB39A, 0x7C9A88, false);
      case GUEST -> jumper(accent, 0xC4AE7A, 0x5A6B7C);
      case STAFF -> jumper(accent, 0x7A828A, 0x3C444B);
      case AGENT, ROBOT -> throw new IllegalArgumentException("no person");
    }
    shoes(accent, role);
    badge(role, accent);
  }

  private void shoes(Material accent, Role role) {
    for (int side = -1; side <= 1; side += 2) {
      Sketch s = sketch.moving(bones.joint("foot", side));
      Paint upper =
          role == Role.PATIENT || role == Role.NURSE
              ? accent.in(0xFFFFFF)
              : Material.CLOTH.in(role == Role.GUEST ? 0x8A6B4F : 0x4A4A4C);
      if (role == Role.TRAINEE || role == Role.STAFF) {
        upper = accent.in(0xFFFFFF);
      }
      Skinner.draw(
          s.in(upper),
          Body.side(Body.shoe(), side),
          box(side, -0.19, 0.0),
          box2(side, 0.11, 0.15),
          0.027);
      Skinner.draw(
          s.in(Material.CLOTH, 0xEDEAE3),
          Body.side(Body.sole(), side),
          box(side, -0.2, -0.012),
          box2(side, 0.1, 0.035),
          0.0185);
    }
  }

  private static Vec box(int side, double z, double y) {
    return Body.v(side > 0 ? 0.02 : -0.19, y, z);
  }

  private static Vec box2(int side, double z, double y) {
    return Body.v(side > 0 ? 0.19 : -0.02, y, z);
  }

  private void trousers(int colour, double ankle) {
    trousers(colour, ankle, Body.trousers(ankle));
  }

  private void trousers(int colour, double ankle, Sdf form) {
    Paint paint = Material.CLOTH.in(colour);
    Skinner.draw(
        sketch.in(paint).moving(bones.legs()),
        form,
        Body.v(-0.22, 0.03, -0.16),
        Body.v(0.22, 1.03, 0.16),
        sketch.cell(0.041, 0.046),
        p ->
            paint.shade(
                p.y() < ankle + 0.035
                    ? 0.88
                    : 1 + 0.04 * Noise.smooth(p.x() * 9, p.y() * 16, p.z() * 9)));
    for (int side = -1; side <= 1; side += 2) {
      // A bit of sock between hem and shoe.
      sketch
          .in(Material.CLOTH, 0xE9E5DC)
          .moving(bones.joint("foot", side))
          .round()
          .capsule(
              Body.v(side * (Skeleton.LEG_X + 0.005), 0.07, 0.014),
              0.029,
              Body.v(side * (Skeleton.LEG_X + 0.004), 0.14, 0.012),
              0.03,
              6);
    }
  }

  private void top(Paint paint, Sdf body, double hem, Sketch.Weights weights) {
    Skinner.draw(
        sketch.in(paint).moving(weights),
        body,
        Body.v(-0.27, hem - 0.06, -0.21),
        Body.v(0.27, 1.5, 0.21),
        sketch.cell(0.044, 0.075),
        p ->
            paint.shade(
                p.y() < hem + 0.022
                    ? 0.9
                    : 1 + 0.035 * Noise.smooth(p.x() * 11, p.y() * 17, p.z() * 11)));
  }

  private void sleeves(Paint paint, double more, double to, boolean bare) {
    for (int side = -1; side <= 1; side += 2) {
      Sketch s = sketch.moving(bones.arm(side));
      Sdf sleeve = Body.arm(0.055 + more, 0.044 + more, 0.036 + more, to);
      Skinner.draw(
          s.in(paint),
          Body.side(sleeve, side),
          armLow(side, to - 0.05),
          armHigh(side),
          sketch.cell(0.042, 0.05),
          p ->
              paint.shade(
                  p.y() < to + 0.024
                      ? 0.9
                      : 1 + 0.04 * Noise.smooth(p.x() * 13, p.y() * 19, p.z() * 13)));
      if (bare) {
        Sdf arm = Body.arm(0.042, 0.035, 0.026, 0.84);
        Sdf below = (x, y, z) -> y - (to + 0.05);
        Skinner.draw(
            s.in(Material.SKIN, 0xFFFFFF),
            Body.side(arm.within(below), side),
            armLow(side, 0.8),
            armHigh(side),
            sketch.cell(0.03, 0.036));
      }
      Fingers.draw(sketch.in(Material.SKIN, 0xFFFFFF), bones, side);
    }
  }

  private static Vec armLow(int side, double y) {
    return Body.v(side > 0 ? 0.04 : -0.31, y, -0.12);
  }

  private static Vec armHigh(int side) {
    return Body.v(side > 0 ? 0.31 : -0.04, 1.49, 0.14);
  }

  /** Nurse, trainee, patient: a loose top with a V at the neck, in short or long sleeves. */
  private void tunic(Material accent, int colour, int trousers, boolean shortSleeves) {
    trousers(trousers, 0.1);
    Paint paint = Material.CLOTH.in(colour);
    Sdf body = Body.top(0.8).grown(0.012);
    top(paint, body, 0.79, bones.coat());
    sleeves(paint, 0.008, shortSleeves ? 1.13 : 0.885, shortSleeves);
    Garments g = new Garments(sketch.moving(bones.trunk()), body);
    g.vNeck(Material.SKIN.in(0xFFFFFF), accent.in(0xFFFFFF), 0.13, 0.012);
    if (!shortSleeves) {
      // A line of buttons: clothes one can put on lying down.
      g.buttons(0, 1.235, 0.088, 5, 0xF1EEE4);
    }
    g.pocket(paint, 0.07, 0.95, 0.085, 0.09);
    g.pocket(paint, -0.07, 0.95, 0.085, 0.09);
  }

  /** Guest and staff: a jumper over a collar. */
  private void jumper(Material accent, int colour, int trousers) {
    trousers(trousers, 0.1);
    Paint paint = Material.CLOTH.in(colour);
    Sdf body = Body.top(0.86).grown(0.017);
    top(paint, body, 0.855, bones.trunk());
    sleeves(paint, 0.006, 0.885, false);
    Sketch s = sketch.moving(bones.trunk());
    new Garments(s, body).vNeck(accent.in(0xFFFFFF), paint.shade(0.86), 0.07, 0.014);
    Drape.collar(s.in(accent, 0xFFFFFF), 1.43, 1.468, 0.062, 0.061, 0.4, 0.03);
    Drape.rect(s.in(paint.shade(0.85)), body, 0.003, 10, 1, -0.13, 0.862, 0.13, 0.9);
  }

  /** Doctor and specialist: shirt, trousers, a coat to the knee. */
  private void coated(Material accent, int trousers, int coat, int shirt) {
    // What a coat hides is left out.
    trousers(trousers, 0.1, Body.trousers(0.1).within((x, y, z) -> y - 0.78));
    Paint white = Material.CLOTH.in(coat);
    Sdf body = Body.coat(0.6);
    top(white, body, 0.59, bones.coat());
    sleeves(white, 0.009, 0.89, false);
    for (int side = -1; side <= 1; side += 2) {
      Vec cuff = Body.v(side * (Skeleton.ARM_X - 0.0005), 0.887, 0.004);
      Vec wrist = Body.v(side * Skeleton.ARM_X, 0.874, 0.003);
      sketch
          .in(accent, 0xFFFFFF)
          .moving(bones.arm(side))
          .round()
          .capsule(cuff, 0.034, wrist, 0.033, 9);
    }
    Garments g = new Garments(sketch.moving(bones.coat()), body);
    g.vNeck(Material.CLOTH.in(shirt), white.shade(0.9), 0.3, 0.005);
    g.closing(white.shade(0.6));
    for (int side = -1; side <= 1; side += 2) {
      g.lapel(white, side);
      g.pocket(white, side * 0.085, 0.88, 0.1, 0.11);
    }
    g.pocket(white, -0.085, 1.225, 0.075, 0.08);
    g.buttons(0.018, 1.08, 0.1, 3, 0xD6D3CB);
    g.tie(accent.in(0xFFFFFF).shade(0.45));
    Sketch trunk = sketch.moving(bones.trunk());
    Drape.collar(trunk.in(white), 1.425, 1.468, 0.069, 0.07, 0.8, 0.035);
    Drape.collar(trunk.in(Material.CLOTH, shirt), 1.43, 1.472, 0.06, 0.057, 0.25, 0.022);
  }

  /** A badge whose outline alone already tells the role. */
  private void badge(Role role, Material accent) {
    boolean coat = role == Role.DOCTOR || role == Role.SPECIALIST;
    boolean jumper = role == Role.GUEST || role == Role.STAFF;
    Sdf body = coat ? Body.coat(0.6) : Body.top(0.8).grown(jumper ? 0.017 : 0.012);
    Sketch s = sketch.moving(bones.trunk());
    double x = -0.075;
    double y = coat ? 1.285 : 1.27;
    if (role == Role.GUEST || role == Role.STAFF || role == Role.TRAINEE) {
      // Worn on a ribbon.
      x = 0;
      y = 1.13;
      for (int side = -1; side <= 1; side += 2) {
        double[] c = Drape.side(side, 0.0, 1.15, 0.009, 1.152, 0.072, 1.405, 0.06, 1.41);
        Drape.patch(s.in(accent, 0xFFFFFF), body, 0.0075, 1, 9, c);
      }
    }
    Sketch pin = Drape.pinned(s, body, x, y).at(0, coat ? 0.006 : 0.003, 0);
    Badges.draw(pin, role, colour(role));
    if (role == Role.DOCTOR) {
      stethoscope(s, body);
    }
  }

  private void stethoscope(Sketch s, Sdf body) {
    Sketch tube = s.in(Material.EYE, 0x3F6478);
    Vec[] path = new Vec[13];
    double[][] way = {{-0.03, 1.2}, {-0.052, 1.29}, {-0.07, 1.37}};
    for (int i = 0; i < 3; i++) {
      path[i] = Drape.front(body, way[i][0], way[i][1], 0.013);
      path[12 - i] = Drape.front(body, -way[i][0], way[i][1], 0.013);
    }
    for (int i = 3; i <= 9; i++) {
      double a = Math.PI * (i - 3) / 6.0;
      path[i] =
          Body.v(
              -0.082 * StrictMath.cos(a),
              1.435 + 0.022 * StrictMath.sin(a),
              -0.012 + 0.1 * StrictMath.sin(a));
    }
    tube.round().tube(0.0052, 5, path);
    Vec end = Drape.front(body, 0.03, 1.185, 0.012);
    s.in(Material.EYE, 0xC9CED0).round().ellipsoid(end, 0.02, 0.02, 0.007, 10);
    Vec other = Drape.front(body, -0.028, 1.18, 0.012);
    s.in(Material.EYE, 0xC9CED0).round().capsule(path[0], 0.0045, other, 0.004, 8);
  }
}
