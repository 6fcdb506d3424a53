package org.asclepion.content.build;

import java.util.Collection;

/**
 * A tree of boxes around triangles, to ask fast what a ray meets first. Immutable once built;
 * anybody may ask.
 *
 * <p>Nodes lie in one array: the left child follows its parent, {@code skip} says where the right
 * one is; a leaf has {@code count > 0} triangles from {@code start} on.
 */
final class Bvh {
  private static final int LEAF = 4;

  private final double[] corners;
  private final int[] order;
  private final double[] bounds;
  private final int[] skip;
  private final int[] start;
  private final int[] count;
  private int nodes;

  private Bvh(double[] corners) {
    this.corners = corners;
    int n = corners.length / 9;
    order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    int most = Math.max(1, 2 * n);
    bounds = new double[6 * most];
    skip = new int[most];
    start = new int[most];
    count = new int[most];
    if (n > 0) {
      build(0, n);
    }
  }

  static Bvh of(Collection<Mesh> meshes) {
    int n = meshes.stream().filter(m -> m.material.occludes()).mapToInt(m -> m.corners).sum();
    double[] corners = new double[n * 3];
    int at = 0;
    for (Mesh mesh : meshes) {
      if (mesh.material.occludes()) {
        for (int i = 0; i < mesh.corners; i++) {
          for (int k = 0; k < 3; k++) {
            corners[at++] = mesh.positions[3 * mesh.indices[i] + k];
          }
        }
      }
    }
    return new Bvh(corners);
  }

  private double middle(int triangle, int axis) {
    int at = 9 * triangle + axis;
    return (corners[at] + corners[at + 3] + corners[at + 6]) / 3;
  }

  private void build(int from, int to) {
    int node = nodes++;
    double[] lo = {1e30, 1e30, 1e30};
    double[] hi = {-1e30, -1e30, -1e30};
    double[] cl = {1e30, 1e30, 1e30};
    double[] ch = {-1e30, -1e30, -1e30};
    for (int i = from; i < to; i++) {
      for (int k = 0; k < 3; k++) {
        double m = middle(order[i], k);
        cl[k] = Math.min(cl[k], m);
        ch[k] = Math.max(ch[k], m);
        for (int c = 0; c < 3; c++) {
          double v = corners[9 * order[i] + 3 * c + k];
          lo[k] = Math.min(lo[k], v);
          hi[k] = Math.max(hi[k], v);
        }
      }
    }
    System.arraycopy(lo, 0, bounds, 6 * node, 3);
    System.arraycopy(hi, 0, bounds, 6 * node + 3, 3);
    int axis = 0;
    for (int k = 1; k < 3; k++) {
      if (ch[k] - cl[k] > ch[axis] - cl[axis]) {
        axis = k;
      }
    }
    if (to - from <= LEAF || ch[axis] - cl[axis] < 1e-9) {
      start[node] = from;
      count[node] = to - from;
      return;
    }
    double half = (cl[axis] + ch[axis]) / 2;
    int split = from;
    for (int i = from; i < to; i++) {
      if (middle(order[i], axis) < half) {
        int swap = order[i];
        order[i] = order[split];
        order[split++] = swap;
      }
    }
    if (split == from || split == to) {
      split = (from + to) / 2;
    }
    build(from, split);
    skip[node] = nodes;
    build(split, to);
  }

  /**
   * Distance to the first triangle along a unit direction; {@code reach} if there is none nearer.
   */
  double hit(double ox, double oy, double oz, double dx, double dy, double dz, double reach) {
    if (nodes == 0) {
      return reach;
    }
    double ix = 1 / dx;
    double iy = 1 / dy;
    double iz = 1 / dz;
    double best = reach;
    int[] stack = new int[64];
    int top = 0;
    stack[top++] = 0;
    while (top > 0) {
      int node = stack[--top];
      if (!crosses(node, ox, oy, oz, ix, iy, iz, best)) {
        continue;
      }
      if (count[node] == 0) {
        stack[top++] = skip[node];
        stack[top++] = node + 1;
        continue;
      }
      for (int i = start[node]; i < start[node] + count[node]; i++) {
        best = Math.min(best, meet(9 * order[i], ox, oy, oz, dx, dy, dz));
      }
    }
    return best;
  }

  private boolean crosses(
      int node, double ox, double oy, double oz, double ix, double iy, double iz, double best) {
    int at = 6 * node;
    double x0 = (bounds[at] - ox) * ix;
    double x1 = (bounds[at + 3] - ox) * ix;
    double y0 = (bounds[at + 1] - oy) * iy;
    double y1 = (bounds[at + 4] - oy) * iy;
    double z0 = (bounds[at + 2] - oz) * iz;
    double z1 = (bounds[at + 5] - oz) * iz;
    double near =
        Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(0, Math.min(z0, z1)));
    double far =
        Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.min(best, Math.max(z0, z1)));
    return near <= far;
  }

  private double meet(int at, double ox, double oy, double oz, double dx, double dy, double dz) {
    double ax = corners[at];
    double ay = corners[at + 1];
    double az = corners[at + 2];
    double ux = corners[at + 3] - ax;
    double uy = corners[at + 4] - ay;
    double uz = corners[at + 5] - az;
    double vx = corners[at + 6] - ax;
    double vy = corners[at + 7] - ay;
    double vz = corners[at + 8] - az;
    double px = dy * vz - dz * vy;
    double py = dz * vx - dx * vz;
    double pz = dx * vy - dy * vx;
    double det = ux * px + uy * py + uz * pz;
    if (Math.abs(det) < 1e-14) {
      return 1e30;
    }
    double inv = 1 / det;
    double tx = ox - ax;
    double ty = oy - ay;
    double tz = oz - az;
    double u = (tx * px + ty * py + tz * pz) * inv;
    if (u < 0 || u > 1) {
      return 1e30;
    }
    double qx = ty * uz - tz * uy;
    double qy = tz * ux - tx * uz;
    double qz = tx * uy - ty * ux;
    double v = (dx * qx + dy * qy + dz * qz) * inv;
    if (v < 0 || u + v > 1) {
      return 1e30;
    }
    double t = (vx * qx + vy * qy + vz * qz) * inv;
    return t > 1e-6 ? t : 1e30;
  }
}
