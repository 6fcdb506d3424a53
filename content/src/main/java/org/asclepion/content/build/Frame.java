package org.asclepion.content.build;

/**
 * An affine map from model to room space: columns {@code a b c} and origin {@code o}. Immutable.
 * Turns use StrictMath, so that every machine builds the same bytes.
 */
record Frame(Vec a, Vec b, Vec c, Vec o) {
  static final Frame HERE =
      new Frame(new Vec(1, 0, 0), new Vec(0, 1, 0), new Vec(0, 0, 1), new Vec(0, 0, 0));

  Vec point(Vec p) {
    return direction(p).plus(o);
  }

  /** A frame given in this one's space. */
  Frame then(Frame inner) {
    return new Frame(direction(inner.a), direction(inner.b), direction(inner.c), point(inner.o));
  }

  private Vec direction(Vec d) {
    return a.times(d.x()).plus(b.times(d.y())).plus(c.times(d.z()));
  }

  /** A surface's normal after the map, also where the map scales unevenly. */
  Vec normal(Vec n) {
    double turn = a.dot(b.cross(c)) < 0 ? -1 : 1;
    return b.cross(c)
        .times(n.x())
        .plus(c.cross(a).times(n.y()))
        .plus(a.cross(b).times(n.z()))
        .times(turn)
        .unit();
  }

  /** Whether the map mirrors, so that triangles must be turned round. */
  boolean mirrors() {
    return a.dot(b.cross(c)) < 0;
  }

  Frame moved(double x, double y, double z) {
    return new Frame(a, b, c, point(new Vec(x, y, z)));
  }

  Frame scaled(double x, double y, double z) {
    return new Frame(a.times(x), b.times(y), c.times(z), o);
  }

  /** Turned about +X: +Y goes towards +Z. */
  Frame turnedX(double angle) {
    double s = StrictMath.sin(angle);
    double k = StrictMath.cos(angle);
    return new Frame(a, b.times(k).plus(c.times(s)), c.times(k).minus(b.times(s)), o);
  }

  /** Turned about +Y: +Z goes towards +X. */
  Frame turnedY(double angle) {
    double s = StrictMath.sin(angle);
    double k = StrictMath.cos(angle);
    return new Frame(a.times(k).minus(c.times(s)), b, c.times(k).plus(a.times(s)), o);
  }

  /** Turned about +Z: +X goes towards +Y. */
  Frame turnedZ(double angle) {
    double s = StrictMath.sin(angle);
    double k = StrictMath.cos(angle);
    return new Frame(a.times(k).plus(b.times(s)), b.times(k).minus(a.times(s)), c, o);
  }
}
