package org.asclepion.content.build;

/** Draws the four heads of hair one can choose from. Stateless. */
final class Hair {
  static final int VARIANTS = 4;

  private Hair() {}

  /** The face, which no hair may cover. */
  private static Sdf face(double brow, double wide) {
    return Sdf.ellipsoid(0, brow - 0.075, -0.098, wide, 0.08, 0.075);
  }

  private static Sdf cap(double more) {
    return Sdf.ellipsoid(0, 1.616, 0.012, 0.0875 + more, 0.1 + more, 0.101 + more);
  }

  private static Sdf above(double front, double back) {
    return (x, y, z) -> front + (back - front) * Math.clamp((z + 0.02) / 0.1, 0, 1) - y;
  }

  static void draw(Sketch s, int variant) {
    Sdf hair =
        switch (variant) {
          case 0 ->
              cap(0.007)
                  .join(Sdf.ellipsoid(0.022, 1.7, -0.045, 0.06, 0.026, 0.045), 0.03)
                  .join(Sdf.ellipsoid(-0.035, 1.69, -0.045, 0.035, 0.022, 0.04), 0.03)
                  .within(above(1.575, 1.54))
                  .without(face(1.662, 0.082), 0.012);
          case 1 ->
              cap(0.01)
                  .join(Sdf.ellipsoid(0, 1.56, 0.035, 0.1, 0.105, 0.075), 0.03)
                  .join(
                      Sdf.limb(Body.v(0.082, 1.62, -0.02), 0.028, Body.v(0.084, 1.5, -0.012), 0.03)
                          .mirrored(),
                      0.03)
                  .within(above(1.482, 1.474))
                  .without(face(1.652, 0.07), 0.014)
                  .without(
                      Sdf.limb(Body.v(0, 1.4, 0.0), 0.062, Body.v(0, 1.55, -0.01), 0.07), 0.015);
          case 2 ->
              cap(0.006)
                  .within(above(1.585, 1.535))
                  .without(face(1.668, 0.08), 0.012)
                  .join(Sdf.sphere(0, 1.685, 0.102, 0.042), 0.012);
          default -> {
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
            yield curls.within(above(1.575, 1.525)).without(face(1.66, 0.078), 0.014);
          }
        };
    Sdf combed =
        variant == 3
            ? hair
            : (x, y, z) ->
                hair.at(x, y, z)
                    - 0.0022 * StrictMath.sin(x * 170 + 22 * StrictMath.sin(y * 9) + z * 30);
    double cell = variant == 3 ? 0.0125 : variant == 1 ? 0.014 : 0.012;
    Skinner.draw(
        s.in(Material.HAIR, 0xFFFFFF),
        combed,
        Body.v(-0.15, 1.44, -0.15),
        Body.v(0.15, 1.77, 0.17),
        cell,
        p ->
            Material.HAIR
                .in(0xFFFFFF)
                .shade(0.92 + 0.16 * Noise.smooth(p.x() * 90, p.y() * 14, p.z() * 30)));
  }
}
