package org.asclepion.content.build;

/** Draws the heads of hair one can choose from, as the protocol numbers them. Stateless. */
final class Hair {
  static final int SIDE_PARTING = 1;
  static final int BOB = 2;
  static final int BUN = 3;
  static final int CURLS = 4;
  static final int LONG = 5;
  static final int CROPPED = 6;
  static final int PONYTAIL = 7;

  private Hair() {}

  /** The face, which no hair may cover. */
  static Sdf face(double brow, double wide) {
    return Sdf.ellipsoid(0, brow - 0.075, -0.098, wide, 0.08, 0.075);
  }

  static Sdf cap(double more) {
    return Sdf.ellipsoid(0, 1.616, 0.012, 0.0875 + more, 0.1 + more, 0.101 + more);
  }

  static Sdf above(double front, double back) {
    return (x, y, z) -> front + (back - front) * Math.clamp((z + 0.02) / 0.1, 0, 1) - y;
  }

  private static Sdf form(int style) {
    return switch (style) {
      case SIDE_PARTING ->
          cap(0.007)
              .join(Sdf.ellipsoid(0.022, 1.7, -0.045, 0.06, 0.026, 0.045), 0.03)
              .join(Sdf.ellipsoid(-0.035, 1.69, -0.045, 0.035, 0.022, 0.04), 0.03)
              .within(above(1.575, 1.54))
              .without(face(1.662, 0.082), 0.012);
      case BOB -> hanging(1.482, 0.105, 0.035);
      case BUN -> swept().join(Sdf.sphere(0, 1.685, 0.102, 0.042), 0.012);
      case CURLS -> curls();
      case LONG -> hanging(1.385, 0.17, 0.048);
      case CROPPED -> cap(0.0025).within(above(1.585, 1.55)).without(face(1.672, 0.086), 0.008);
      case PONYTAIL ->
          swept()
              .join(Sdf.sphere(0, 1.655, 0.118, 0.02), 0.012)
              .join(
                  Sdf.limb(Body.v(0, 1.655, 0.128), 0.026, Body.v(0, 1.545, 0.142), 0.031)
                      .or(Sdf.limb(Body.v(0, 1.545, 0.142), 0.031, Body.v(0, 1.43, 0.122), 0.012)),
                  0.014);
      default -> throw new IllegalArgumentException("no hair " + style);
    };
  }

  /** Combed back from the face. */
  private static Sdf swept() {
    return cap(0.006).within(above(1.585, 1.535)).without(face(1.668, 0.08), 0.012);
  }

  /** Hair that falls beside and behind the neck, down to a height. */
  private static Sdf hanging(double to, double down, double behind) {
    return cap(0.01)
        .join(Sdf.ellipsoid(0, 1.56, behind, 0.1, down, 0.075), 0.03)
        .join(
            Sdf.limb(Body.v(0.082, 1.62, -0.02), 0.028, Body.v(0.084, to + 0.018, -0.004), 0.03)
                .mirrored(),
            0.03)
        .within(above(to, to - 0.008))
        .without(face(1.652, 0.07), 0.014)
        .without(Sdf.limb(Body.v(0, 1.3, 0.0), 0.066, Body.v(0, 1.55, -0.01), 0.07), 0.015);
  }

  private static Sdf curls() {
    Sdf curls = cap(0.012);
    for (int k = 0; k < 46; k++) {
      double lat = 0.1 + 1.35 * Noise.hash(k, 1, 60);
      double lon = 2.399963 * k;
      double r = 0.096 + 0.006 * Noise.hash(k, 2, 60);
      curls =
          curls.join(
              Sdf.sphere(
                  r * StrictMath.cos(lat) * StrictMath.cos(lon),
                  1.612 + 1.08 * r * StrictMath.sin(lat),
                  0.016 + 1.06 * r * StrictMath.cos(lat) * StrictMath.sin(lon),
                  0.021 + 0.006 * Noise.hash(k, 3, 60)),
              0.008);
    }
    return curls.within(above(1.575, 1.525)).without(face(1.66, 0.078), 0.014);
  }

  static void draw(Sketch s, int style) {
    Sdf hair = form(style);
    boolean straight = style != CURLS && style != CROPPED;
    Sdf combed =
        straight
            ? (x, y, z) ->
                hair.at(x, y, z)
                    - 0.0022 * StrictMath.sin(x * 170 + 22 * StrictMath.sin(y * 9) + z * 30)
            : hair;
    double cell = style == LONG ? 0.019 : style == BOB ? 0.0175 : 0.0162;
    Skinner.draw(
        s.in(Material.HAIR, 0xFFFFFF),
        combed,
        Body.v(-0.16, 1.36, -0.16),
        Body.v(0.16, 1.78, 0.2),
        cell,
        p ->
            Material.HAIR
                .in(0xFFFFFF)
                .shade(0.92 + 0.16 * Noise.smooth(p.x() * 90, p.y() * 14, p.z() * 30)));
  }
}
