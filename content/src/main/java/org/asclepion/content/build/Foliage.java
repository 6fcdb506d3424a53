package org.asclepion.content.build;

/** Draws what grows. Owned by the thread that draws. */
record Foliage(Sketch sketch) {
  private static final int[] GREENS = {0x5E8C5A, 0x6F9C62, 0x4F7D55, 0x83AB6C};

  static int green(double pick) {
    return GREENS[(int) (pick * GREENS.length) % GREENS.length];
  }

  /**
   * One bent leaf.
   *
   * @param turn where it points, about +Y
   * @param rise how steeply it sets off, radians above level
   * @param droop how much it has bent down at its tip, radians
   */
  void leaf(Vec base, double turn, double rise, double droop, double length, double width) {
    int rows = 4;
    Vec[][] grid = new Vec[rows + 1][3];
    Vec across = new Vec(StrictMath.cos(turn), 0, -StrictMath.sin(turn));
    Vec ahead = new Vec(-StrictMath.sin(turn), 0, -StrictMath.cos(turn));
    Vec p = base;
    for (int i = 0; i <= rows; i++) {
      double t = (double) i / rows;
      double angle = rise - droop * t;
      double w = width * StrictMath.pow(StrictMath.sin(Math.PI * (0.06 + 0.94 * t)), 0.8);
      if (i == rows) {
        w = 0.0008;
      }
      Vec up =
          new Vec(0, 1, 0).times(StrictMath.cos(angle)).minus(ahead.times(StrictMath.sin(angle)));
      Vec fold = up.times(w * 0.28);
      grid[i][0] = p.minus(across.times(w)).plus(fold);
      grid[i][1] = p;
      grid[i][2] = p.plus(across.times(w)).plus(fold);
      p =
          p.plus(ahead.times(length / rows * StrictMath.cos(angle)))
              .plus(new Vec(0, length / rows * StrictMath.sin(angle), 0));
    }
    sketch.surface(grid, false);
  }

  /** A small leaf of two triangles, for where there are hundreds. */
  void fleck(Vec base, double turn, double rise, double length) {
    Vec ahead =
        new Vec(
            -StrictMath.sin(turn) * StrictMath.cos(rise),
            StrictMath.sin(rise),
            -StrictMath.cos(turn) * StrictMath.cos(rise));
    Vec across = new Vec(StrictMath.cos(turn), 0, -StrictMath.sin(turn)).times(length * 0.3);
    Vec n = across.cross(ahead).unit();
    Vec middle = base.plus(ahead.times(length * 0.5)).plus(n.times(length * 0.12));
    int a = sketch.vertex(base, n);
    int b = sketch.vertex(middle.plus(across), n);
    int c = sketch.vertex(base.plus(ahead.times(length)), n);
    int d = sketch.vertex(middle.minus(across), n);
    sketch.triangle(a, b, c);
    sketch.triangle(a, c, d);
  }

  /** A stem with leaves all the way up, like a rubber fig. */
  void fig(Vec foot, double height, double lean, double turn, int leaves, long seed) {
    Vec side = new Vec(-StrictMath.sin(turn) * lean, 0, -StrictMath.cos(turn) * lean);
    Vec[] stem = new Vec[6];
    for (int i = 0; i < 6; i++) {
      double t = i / 5.0;
      stem[i] = foot.plus(new Vec(0, height * t, 0)).plus(side.times(t * t));
    }
    sketch.in(Material.MATTE, 0x7A6A4C).round().tube(0.011, 7, stem);
    for (int k = 0; k < leaves; k++) {
      double t = 0.22 + 0.78 * (k + 0.5) / leaves;
      Vec at = foot.plus(new Vec(0, height * t, 0)).plus(side.times(t * t));
      double a = k * 2.4 + 0.5 * Noise.hash(seed, k, 1);
      double size = 0.16 + 0.1 * (1 - t) + 0.05 * Noise.hash(seed, k, 2);
      Paint green =
          Material.LEAF
              .in(green(Noise.hash(seed, k, 3)))
              .shade(0.8 + 0.35 * Noise.hash(seed, k, 4));
      Vec tip = at.plus(new Vec(-StrictMath.sin(a) * 0.05, 0.04, -StrictMath.cos(a) * 0.05));
      sketch.in(Material.MATTE, 0x6F8A55).round().tube(0.0035, 5, at, tip);
      sketch
          .in(green)
          .foliage()
          .leaf(tip, a, 0.5 + 0.5 * t, 0.9 + 0.4 * Noise.hash(seed, k, 5), size, size * 0.27);
    }
  }

  /** A tuft of long arching blades. */
  void tuft(Vec foot, int blades, double length, double width, long seed) {
    for (int k = 0; k < blades; k++) {
      double a = k * 2.4 + Noise.hash(seed, k, 1);
      double t = (k + 0.5) / blades;
      Paint green =
          Material.LEAF.in(green(Noise.hash(seed, k, 3))).shade(0.8 + 0.4 * Noise.hash(seed, k, 4));
      double l = length * (0.75 + 0.4 * Noise.hash(seed, k, 6));
      sketch.in(green).foliage().leaf(foot, a, 1.4 - 0.7 * t, 0.5 + 1.3 * t, l, width);
    }
  }

  /** A rounded crown of leaves: lumpy, darker below, with single leaves standing out of it. */
  void crown(Sdf body, Vec low, Vec high, double cell, int colour, int loose, long seed) {
    Sdf lumpy = body.rough(cell * 0.9, cell * 1.7, seed);
    double span = high.y() - low.y();
    Skinner.draw(
        sketch.in(Material.MATTE, colour),
        lumpy,
        low,
        high,
        cell,
        p -> {
          double up = (p.y() - low.y()) / span;
          double dapple = Noise.smooth(p.x() / cell * 0.8, p.y() / cell * 0.8, p.z() / cell * 0.8);
          return Material.MATTE
              .in(colour)
              .mix(0xB9C97C, 0.25 * up)
              .shade(0.72 + 0.35 * up + 0.14 * dapple);
        });
    for (int k = 0; k < loose; k++) {
      Vec d =
          new Vec(
                  Noise.hash(seed, k, 1) - 0.5,
                  Noise.hash(seed, k, 2) - 0.4,
                  Noise.hash(seed, k, 3) - 0.5)
              .unit();
      Vec p = low.lerp(high, 0.5);
      for (int i = 0; i < 24; i++) {
        double dist = lumpy.at(p.x(), p.y(), p.z());
        p = p.plus(d.times(Math.clamp(-dist * 0.8, -0.2, 0.2)));
      }
      Paint green =
          Material.LEAF
              .in(colour)
              .mix(0xC6D58A, 0.4 * Noise.hash(seed, k, 4))
              .shade(0.85 + 0.3 * Noise.hash(seed, k, 5));
      double turn = StrictMath.atan2(-d.x(), -d.z()) + Noise.hash(seed, k, 6) - 0.5;
      double size = cell * (0.7 + 0.6 * Noise.hash(seed, k, 7));
      sketch.in(green).foliage().fleck(p, turn, d.y() + 0.3, size);
    }
  }

  /** A flower on its stem. */
  void flower(Vec foot, double height, int petals, double size, int colour, long seed) {
    double lean = 0.05 * (Noise.hash(seed, 1, 1) - 0.5);
    Vec top = foot.plus(new Vec(lean, height, 0.05 * (Noise.hash(seed, 2, 1) - 0.5)));
    sketch.in(Material.MATTE, 0x5F8A4E).round().tube(0.003, 3, foot, top);
    for (int k = 0; k < petals; k++) {
      double a = 2 * Math.PI * k / petals + seed;
      sketch
          .in(Material.LEAF.in(colour).shade(0.9 + 0.2 * Noise.hash(seed, k, 9)))
          .foliage()
          .fleck(top, a, 0.3, size * 1.1);
    }
    sketch
        .in(Material.MATTE, 0xE9BE55)
        .at(top.x(), top.y(), top.z())
        .round()
        .lathe(6, size * 0.25, 0.002, 0, size * 0.2);
  }
}
