package org.asclepion.content.build;

/** Sews details onto a garment: necklines, lapels, pockets, buttons. Owned by who draws. */
record Garments(Sketch sketch, Sdf garment) {
  private static Sdf neck() {
    return Sdf.limb(Body.v(0, 1.36, 0.016), 0.05, Body.v(0, 1.53, 0.014), 0.046);
  }

  /** Skin or shirt shown in a V below the neck, with a border along both its edges. */
  void vNeck(Paint inside, Paint border, double deep, double w) {
    Sdf body = garment.or(neck());
    double y0 = 1.42 - deep;
    double y1 = 1.462;
    double b = 0.042;
    double y = y0 + 0.006;
    Drape.patch(sketch.in(inside), body, 0.0035, 6, 10, -0.003, y, 0.003, y, b, y1, -b, y1);
    for (int side = -1; side <= 1; side += 2) {
      double[] c =
          Drape.side(side, -0.002, y0 - 0.004, w, y0 - 0.006, b + w, y1 - 0.006, b - 0.003, y1);
      Drape.patch(sketch.in(border), body, 0.0055, 2, 10, c);
    }
  }

  /** The line where a coat's two fronts meet, slightly parting below. */
  void closing(Paint shadow) {
    Drape.patch(
        sketch.in(shadow),
        garment,
        0.002,
        1,
        12,
        -0.006,
        0.588,
        0.004,
        0.588,
        0.0016,
        1.12,
        -0.0016,
        1.12);
  }

  void tie(Paint paint) {
    Sdf body = garment.or(neck());
    Drape.patch(
        sketch.in(paint),
        body,
        0.0062,
        2,
        8,
        -0.011,
        1.165,
        0.011,
        1.165,
        0.0075,
        1.43,
        -0.0075,
        1.43);
    Drape.patch(
        sketch.in(paint),
        body,
        0.009,
        2,
        2,
        -0.009,
        1.418,
        0.009,
        1.418,
        0.013,
        1.446,
        -0.013,
        1.446);
  }

  void pocket(Paint paint, double x, double y, double w, double h) {
    double y1 = y + h / 2;
    Drape.rect(
        sketch.in(paint.shade(0.97)), garment, 0.0045, 3, 3, x - w / 2, y - h / 2, x + w / 2, y1);
    Drape.rect(
        sketch.in(paint.shade(0.88)), garment, 0.0056, 3, 1, x - w / 2, y1 - 0.01, x + w / 2, y1);
  }

  void buttons(double x, double top, double apart, int count, int colour) {
    for (int k = 0; k < count && !sketch.coarse(); k++) {
      Vec p = Drape.front(garment, x, top - apart * k, 0.001);
      sketch.in(Material.CLOTH, colour).round().ellipsoid(p, 0.0078, 0.0078, 0.003, 5);
    }
  }

  /** A coat's lapel: broad at the chest, narrow at neck and button. */
  void lapel(Paint paint, int side) {
    Sketch s = sketch.in(paint.shade(0.95));
    Drape.patch(
        s,
        garment,
        0.0068,
        3,
        6,
        Drape.side(side, -0.002, 1.122, 0.01, 1.12, 0.066, 1.3, 0.018, 1.285));
    Drape.patch(
        s,
        garment,
        0.0072,
        3,
        5,
        Drape.side(side, 0.018, 1.285, 0.058, 1.316, 0.08, 1.4, 0.036, 1.43));
  }

  /** A coloured band down both lapels and along the closing. */
  void lapelBand(int colour) {
    Sketch s = sketch.in(Material.CLOTH, colour);
    for (int side = -1; side <= 1; side += 2) {
      Drape.patch(
          s,
          garment,
          0.0088,
          2,
          6,
          Drape.side(side, -0.001, 1.124, 0.012, 1.125, 0.04, 1.29, 0.018, 1.285));
      Drape.patch(
          s,
          garment,
          0.0092,
          2,
          5,
          Drape.side(side, 0.018, 1.285, 0.04, 1.29, 0.06, 1.415, 0.036, 1.43));
      Drape.patch(
          s,
          garment,
          0.004,
          2,
          8,
          Drape.side(side, 0.002, 0.6, 0.02, 0.6, 0.012, 1.122, 0.0015, 1.122));
    }
  }
}
