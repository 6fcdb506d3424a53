package org.asclepion.content.build;

/** A point or direction in metres. Immutable. */
record Vec(double x, double y, double z) {
  static final Vec UP = new Vec(0, 1, 0);

  static Vec of(double x, double y, double z) {
    return new Vec(x, y, z);
  }

  Vec plus(Vec o) {
    return new Vec(x + o.x, y + o.y, z + o.z);
  }

  Vec minus(Vec o) {
    return new Vec(x - o.x, y - o.y, z - o.z);
  }

  Vec times(double k) {
    return new Vec(x * k, y * k, z * k);
  }

  double dot(Vec o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vec cross(Vec o) {
    return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /** Of length 1; a vector too short to have a direction points up. */
  Vec unit() {
    double l = length();
    return l < 1e-12 ? UP : times(1 / l);
  }

  Vec lerp(Vec o, double t) {
    return new Vec(x + (o.x - x) * t, y + (o.y - y) * t, z + (o.z - z) * t);
  }
}
