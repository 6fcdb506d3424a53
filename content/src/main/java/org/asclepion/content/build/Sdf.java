package org.asclepion.content.build;

/**
 * A body as a signed distance: negative inside, metres. Bodies join softly, which is how faces,
 * hands and leaves get their form.
 */
@FunctionalInterface
interface Sdf {
  double at(double x, double y, double z);

  /** An ellipsoid with the given radii; its distance is exact only on the surface. */
  static Sdf ellipsoid(double cx, double cy, double cz, double rx, double ry, double rz) {
    double least = Math.min(rx, Math.min(ry, rz));
    return (x, y, z) -> {
      double ax = (x - cx) / rx;
      double ay = (y - cy) / ry;
      double az = (z - cz) / rz;
      double k0 = Math.sqrt(ax * ax + ay * ay + az * az);
      double bx = ax / rx;
      double by = ay / ry;
      double bz = az / rz;
      double k1 = Math.sqrt(bx * bx + by * by + bz * bz);
      return k1 < 1e-9 ? -least : k0 * (k0 - 1) / k1;
    };
  }

  static Sdf sphere(double cx, double cy, double cz, double r) {
    return (x, y, z) -> {
      double dx = x - cx;
      double dy = y - cy;
      double dz = z - cz;
      return Math.sqrt(dx * dx + dy * dy + dz * dz) - r;
    };
  }

  /** A limb from a to b, its radius going from ra to rb. */
  static Sdf limb(Vec a, double ra, Vec b, double rb) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double dz = b.z() - a.z();
    double square = Math.max(1e-12, dx * dx + dy * dy + dz * dz);
    return (x, y, z) -> {
      double px = x - a.x();
      double py = y - a.y();
      double pz = z - a.z();
      double t = Math.clamp((px * dx + py * dy + pz * dz) / square, 0, 1);
      double qx = px - dx * t;
      double qy = py - dy * t;
      double qz = pz - dz * t;
      return Math.sqrt(qx * qx + qy * qy + qz * qz) - (ra + (rb - ra) * t);
    };
  }

  /** A box with half extents, its edges rounded by r (within the extents). */
  static Sdf box(double cx, double cy, double cz, double hx, double hy, double hz, double r) {
    return (x, y, z) -> {
      double qx = Math.abs(x - cx) - hx + r;
      double qy = Math.abs(y - cy) - hy + r;
      double qz = Math.abs(z - cz) - hz + r;
      double ox = Math.max(qx, 0);
      double oy = Math.max(qy, 0);
      double oz = Math.max(qz, 0);
      return Math.sqrt(ox * ox + oy * oy + oz * oz)
          + Math.min(Math.max(qx, Math.max(qy, qz)), 0)
          - r;
    };
  }

  /** Both bodies, their seam filled with a radius of about k metres. */
  default Sdf join(Sdf o, double k) {
    return (x, y, z) -> {
      double a = at(x, y, z);
      double b = o.at(x, y, z);
      double h = Math.max(k - Math.abs(a - b), 0) / k;
      return Math.min(a, b) - h * h * k * 0.25;
    };
  }

  default Sdf or(Sdf o) {
    return (x, y, z) -> Math.min(at(x, y, z), o.at(x, y, z));
  }

  /** This body without the other, the cut's rim rounded by about k metres. */
  default Sdf without(Sdf o, double k) {
    return (x, y, z) -> {
      double a = at(x, y, z);
      double b = -o.at(x, y, z);
      double h = Math.max(k - Math.abs(a - b), 0) / k;
      return Math.max(a, b) + h * h * k * 0.25;
    };
  }

  default Sdf within(Sdf o) {
    return (x, y, z) -> Math.max(at(x, y, z), o.at(x, y, z));
  }

  /** Both halves alike: what is drawn at +X is also at -X. */
  default Sdf mirrored() {
    return (x, y, z) -> at(Math.abs(x), y, z);
  }

  default Sdf grown(double by) {
    return (x, y, z) -> at(x, y, z) - by;
  }

  /** Moved and turned: {@code frame} maps this body's space to the new one; no scaling. */
  default Sdf placed(Frame f) {
    return (x, y, z) -> {
      double dx = x - f.o().x();
      double dy = y - f.o().y();
      double dz = z - f.o().z();
      return at(
          f.a().x() * dx + f.a().y() * dy + f.a().z() * dz,
          f.b().x() * dx + f.b().y() * dy + f.b().z() * dz,
          f.c().x() * dx + f.c().y() * dy + f.c().z() * dz);
    };
  }

  /** Lumps of the given height and width on the surface. */
  default Sdf rough(double height, double width, long seed) {
    return (x, y, z) ->
        at(x, y, z)
            - height
                * Noise.smooth(x / width + (double) seed, y / width, z / width - (double) seed);
  }
}
