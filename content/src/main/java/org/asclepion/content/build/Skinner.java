package org.asclepion.content.build;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draws the surface of an {@link Sdf} as triangles (naive surface nets): one vertex in each grid
 * cell that the surface crosses, pulled onto the surface, with the body's gradient as its normal,
 * so that even a coarse net shades smoothly. Owned by the thread that draws.
 */
final class Skinner {
  private final Sketch sketch;
  private final Sdf body;
  private final Vec low;
  private final double cell;
  private final int nx;
  private final int ny;
  private final int nz;
  private final double[] values;
  private final int[] ids;

  private Skinner(Sketch sketch, Sdf body, Vec near, Vec far, double cell) {
    // A coarse net needs more room round the body than the usual bounds leave.
    double room = sketch.coarse() ? cell : 0;
    Vec low = near.minus(new Vec(room, room, room));
    Vec high = far.plus(new Vec(room, room, room));
    this.sketch = sketch;
    this.body = body;
    this.low = low;
    this.cell = cell;
    nx = (int) Math.ceil((high.x() - low.x()) / cell) + 1;
    ny = (int) Math.ceil((high.y() - low.y()) / cell) + 1;
    nz = (int) Math.ceil((high.z() - low.z()) / cell) + 1;
    values = new double[nx * ny * nz];
    ids = new int[nx * ny * nz];
  }

  /** Draws the surface inside the bounds, which should enclose it. */
  static void draw(Sketch sketch, Sdf body, Vec low, Vec high, double cell) {
    draw(sketch, body, low, high, cell, p -> sketch.paint());
  }

  /** Draws it in a paint that may change from point to point, though not its material. */
  static void draw(
      Sketch sketch, Sdf body, Vec low, Vec high, double cell, Function<Vec, Paint> paint) {
    Skinner skinner = new Skinner(sketch, body, low, high, cell * sketch.grain);
    skinner.sample();
    skinner.vertices(paint);
    skinner.faces();
  }

  private int index(int i, int j, int k) {
    return (i * ny + j) * nz + k;
  }

  private void sample() {
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        for (int k = 0; k < nz; k++) {
          values[index(i, j, k)] =
              body.at(low.x() + i * cell, low.y() + j * cell, low.z() + k * cell);
        }
      }
    }
  }

  private void vertices(Function<Vec, Paint> paint) {
    for (int i = 0; i + 1 < nx; i++) {
      for (int j = 0; j + 1 < ny; j++) {
        for (int k = 0; k + 1 < nz; k++) {
          Vec p = crossing(i, j, k);
          if (p == null) {
            ids[index(i, j, k)] = -1;
            continue;
          }
          Vec n = gradient(p);
          for (int step = 0; step < 3; step++) {
            double d = Math.clamp(body.at(p.x(), p.y(), p.z()), -cell * 0.5, cell * 0.5);
            p = p.minus(n.times(d));
            n = gradient(p);
          }
          ids[index(i, j, k)] = sketch.vertex(p, n, paint.apply(p));
        }
      }
    }
  }

  private @Nullable Vec crossing(int i, int j, int k) {
    double x = 0;
    double y = 0;
    double z = 0;
    int count = 0;
    for (int e = 0; e < 12; e++) {
      int axis = e / 4;
      int u = e & 1;
      int v = e >> 1 & 1;
      int di = axis == 0 ? 0 : u;
      int dj = axis == 1 ? 0 : axis == 0 ? u : v;
      int dk = axis == 2 ? 0 : v;
      double a = values[index(i + di, j + dj, k + dk)];
      double b =
          values[
              index(
                  i + di + (axis == 0 ? 1 : 0),
                  j + dj + (axis == 1 ? 1 : 0),
                  k + dk + (axis == 2 ? 1 : 0))];
      if (a < 0 == b < 0) {
        continue;
      }
      double t = a / (a - b);
      x += i + di + (axis == 0 ? t : 0);
      y += j + dj + (axis == 1 ? t : 0);
      z += k + dk + (axis == 2 ? t : 0);
      count++;
    }
    return count == 0
        ? null
        : low.plus(new Vec(x * cell / count, y * cell / count, z * cell / count));
  }

  private Vec gradient(Vec p) {
    double h = cell * 0.2;
    return new Vec(
            body.at(p.x() + h, p.y(), p.z()) - body.at(p.x() - h, p.y(), p.z()),
            body.at(p.x(), p.y() + h, p.z()) - body.at(p.x(), p.y() - h, p.z()),
            body.at(p.x(), p.y(), p.z() + h) - body.at(p.x(), p.y(), p.z() - h))
        .unit();
  }

  private void faces() {
    for (int i = 1; i + 1 < nx; i++) {
      for (int j = 1; j + 1 < ny; j++) {
        for (int k = 1; k + 1 < nz; k++) {
          boolean here = values[index(i, j, k)] < 0;
          face(here, values[index(i + 1, j, k)] < 0, i, j, k, 0);
          face(here, values[index(i, j + 1, k)] < 0, i, j, k, 1);
          face(here, values[index(i, j, k + 1)] < 0, i, j, k, 2);
        }
      }
    }
  }

  private void face(boolean here, boolean next, int i, int j, int k, int axis) {
    if (here == next) {
      return;
    }
    int u = axis == 0 ? index(0, 1, 0) : axis == 1 ? index(0, 0, 1) : index(1, 0, 0);
    int v = axis == 0 ? index(0, 0, 1) : axis == 1 ? index(1, 0, 0) : index(0, 1, 0);
    int at = index(i, j, k);
    int a = ids[at - u - v];
    int b = ids[at - v];
    int c = ids[at];
    int d = ids[at - u];
    if (here) {
      sketch.quad(a, b, c, d);
    } else {
      sketch.quad(a, d, c, b);
    }
  }
}
