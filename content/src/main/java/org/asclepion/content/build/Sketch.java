package org.asclepion.content.build;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and in what paint to draw next. Each view is immutable; all views of one drawing collect
 * into the same meshes, one a material. Owned by the thread that draws.
 */
final class Sketch {
  /** Says which two joints move a point of an avatar, and how much the second counts. */
  @FunctionalInterface
  interface Weights {
    /** {@code {first, second, share of the second}} for a point in model space. */
    double[] at(Vec p);
  }

  /** How a material's pattern is laid: shifted by metres, and whether its grain runs along z. */
  private record Pattern(double u, double v, boolean across) {}

  private static final Weights STILL = p -> new double[] {0, 0, 0};

  private final Map<Material, Mesh> meshes;
  private final Frame frame;
  private final Paint paint;
  private final Weights weights;
  private final Pattern pattern;

  /** Height of the ceiling above the frame of the whole drawing, metres. */
  final double ceiling;

  /** How much coarser than usual to draw what is looked at from afar; 1 is usual. */
  final double grain;

  Sketch(double ceiling) {
    this(ceiling, 1);
  }

  Sketch(double ceiling, double grain) {
    this(
        new LinkedHashMap<>(),
        Frame.HERE,
        Material.MATTE.in(Paint.WALL),
        STILL,
        new Pattern(0, 0, false),
        ceiling,
        grain);
  }

  private Sketch(
      Map<Material, Mesh> meshes,
      Frame frame,
      Paint paint,
      Weights weights,
      Pattern pattern,
      double ceiling,
      double grain) {
    this.meshes = meshes;
    this.frame = frame;
    this.paint = paint;
    this.weights = weights;
    this.pattern = pattern;
    this.ceiling = ceiling;
    this.grain = grain;
  }

  /** Whether it is drawn to be looked at from afar. */
  boolean coarse() {
    return grain > 1;
  }

  /** A net's cell for what is thin: from afar no more than {@code most} metres. */
  double cell(double usual, double most) {
    return coarse() ? Math.min(usual, most / grain) : usual;
  }

  /** How many facets go round what usually has {@code usual}. */
  int facets(int usual) {
    return coarse() ? Math.max(4, (int) Math.round(usual / grain)) : usual;
  }

  private Sketch with(Frame f) {
    return new Sketch(meshes, f, paint, weights, pattern, ceiling, grain);
  }

  Frame frame() {
    return frame;
  }

  Sketch framed(Frame inner) {
    return with(frame.then(inner));
  }

  Sketch at(double x, double y, double z) {
    return with(frame.moved(x, y, z));
  }

  Sketch turnedX(double angle) {
    return with(frame.turnedX(angle));
  }

  Sketch turnedY(double angle) {
    return with(frame.turnedY(angle));
  }

  Sketch turnedZ(double angle) {
    return with(frame.turnedZ(angle));
  }

  Sketch scaled(double x, double y, double z) {
    return with(frame.scaled(x, y, z));
  }

  Sketch in(Paint p) {
    return new Sketch(meshes, frame, p, weights, pattern, ceiling, grain);
  }

  Sketch in(Material material, int srgb) {
    return in(material.in(srgb));
  }

  Sketch moving(Weights w) {
    return new Sketch(meshes, frame, paint, w, pattern, ceiling, grain);
  }

  Sketch pattern(double u, double v, boolean across) {
    return new Sketch(meshes, frame, paint, weights, new Pattern(u, v, across), ceiling, grain);
  }

  /** Moved by one joint alone. */
  Sketch moving(int joint) {
    return moving(p -> new double[] {joint, joint, 0});
  }

  Paint paint() {
    return paint;
  }

  Collection<Mesh> meshes() {
    return meshes.values();
  }

  /** Adds a vertex given in this view's space; its pattern is laid on along the nearest axis. */
  int vertex(Vec p, Vec n) {
    return vertex(p, n, paint);
  }

  int vertex(Vec p, Vec n, Paint as) {
    double k = as.material().texture() == null ? 0 : 1 / as.material().metresPerTile();
    double ax = Math.abs(n.x());
    double ay = Math.abs(n.y());
    double az = Math.abs(n.z());
    double u = p.x();
    double v = p.z();
    if (ax > ay && ax >= az) {
      u = p.y();
      v = p.z();
    } else if (az > ay) {
      u = p.y();
      v = p.x();
    }
    if (pattern.across()) {
      double swap = u;
      u = v;
      v = swap;
    }
    u += pattern.u();
    v += pattern.v();
    Mesh mesh = meshes.computeIfAbsent(as.material(), Mesh::new);
    Vec moved = frame.point(p);
    int i = mesh.vertex(moved, frame.normal(n), as, u * k, v * k);
    double[] w = weights.at(moved);
    boolean whole = w[2] >= 1;
    mesh.joints[2 * i] = (int) (whole ? w[1] : w[0]);
    mesh.joints[2 * i + 1] = (int) w[1];
    mesh.weights[2 * i + 1] = whole ? 0 : (float) w[2];
    return i;
  }

  /**
   * Adds a triangle of vertices of the current paint's material, counter-clockwise from outside.
   */
  void triangle(int a, int b, int c) {
    Mesh mesh = meshes.computeIfAbsent(paint.material(), Mesh::new);
    if (frame.mirrors()) {
      mesh.triangle(a, c, b);
    } else {
      mesh.triangle(a, b, c);
    }
  }

  void quad(int a, int b, int c, int d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }

  /** A flat four-sided face, counter-clockwise from its front. */
  void face(Vec a, Vec b, Vec c, Vec d) {
    Vec n = c.minus(a).cross(d.minus(b)).unit();
    quad(vertex(a, n), vertex(b, n), vertex(c, n), vertex(d, n));
  }

  /** A flat upright rectangle in the plane of z, seen from -Z. */
  void panel(double x0, double y0, double x1, double y1, double z) {
    face(new Vec(x1, y0, z), new Vec(x0, y0, z), new Vec(x0, y1, z), new Vec(x1, y1, z));
  }

  /**
   * A smooth surface through a grid of points. Rows run up, columns run counter-clockwise seen from
   * above, and then the surface faces outwards.
   *
   * @param wraps whether the last column joins the first
   */
  void surface(Vec[][] grid, boolean wraps) {
    int rows = grid.length;
    int columns = grid[0].length;
    int[][] ids = new int[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Vec n = smoothNormal(grid, wraps, i, j);
        ids[i][j] = vertex(grid[i][j], n);
      }
    }
    for (int i = 0; i + 1 < rows; i++) {
      for (int j = 0; j < (wraps ? columns : columns - 1); j++) {
        int k = (j + 1) % columns;
        boolean below = same(grid[i][j], grid[i][k]);
        boolean above = same(grid[i + 1][j], grid[i + 1][k]);
        if (!below) {
          triangle(ids[i][j], ids[i][k], ids[i + 1][k]);
        }
        if (!above) {
          triangle(ids[i][j], ids[i + 1][k], ids[i + 1][j]);
        }
      }
    }
  }

  private static boolean same(Vec a, Vec b) {
    return a.minus(b).length() < 1e-9;
  }

  private static Vec smoothNormal(Vec[][] g, boolean wraps, int i, int j) {
    int rows = g.length;
    int columns = g[0].length;
    Vec sum = new Vec(0, 0, 0);
    for (int di = -1; di <= 0; di++) {
      for (int dj = -1; dj <= 0; dj++) {
        int r = i + di;
        int c = j + dj;
        if (r < 0 || r + 1 >= rows || (!wraps && (c < 0 || c + 1 >= columns))) {
          continue;
        }
        int c0 = Math.floorMod(c, columns);
        int c1 = Math.floorMod(c + 1, columns);
        Vec d0 = g[r + 1][c1].minus(g[r][c0]);
        Vec d1 = g[r + 1][c0].minus(g[r][c1]);
        sum = sum.plus(d0.cross(d1));
      }
    }
    // At a pole every column is the same point: take the whole ring's mean.
    boolean pole = same(g[i][0], g[i][columns / 2]) && same(g[i][0], g[i][columns / 3]);
    if (pole && wraps) {
      sum = new Vec(0, 0, 0);
      int r = i == 0 ? 0 : i - 1;
      for (int c = 0; c < columns; c++) {
        int c1 = (c + 1) % columns;
        sum = sum.plus(g[r + 1][c1].minus(g[r][c]).cross(g[r + 1][c].minus(g[r][c1])));
      }
    }
    return sum.unit();
  }

  /** A box between two corners whose edges catch light: rounded by {@code bevel} metres. */
  void box(double x0, double y0, double z0, double x1, double y1, double z1, double bevel) {
    double[] lo = {x0, y0, z0};
    double[] hi = {x1, y1, z1};
    double b = bevel;
    for (int k = 0; k < 3; k++) {
      b = Math.min(b, (hi[k] - lo[k]) * 0.45);
    }
    // ids[axis][sign][u][v]: the corner of a face, pulled in by the bevel.
    int[][][][] ids = new int[3][2][2][2];
    for (int axis = 0; axis < 3; axis++) {
      int ua = (axis + 1) % 3;
      int va = (axis + 2) % 3;
      for (int sign = 0; sign < 2; sign++) {
        double[] n = {0, 0, 0};
        n[axis] = sign == 0 ? -1 : 1;
        for (int u = 0; u < 2; u++) {
          for (int v = 0; v < 2; v++) {
            double[] p = new double[3];
            p[axis] = sign == 0 ? lo[axis] : hi[axis];
            p[ua] = u == 0 ? lo[ua] + b : hi[ua] - b;
            p[va] = v == 0 ? lo[va] + b : hi[va] - b;
            ids[axis][sign][u][v] = vertex(new Vec(p[0], p[1], p[2]), new Vec(n[0], n[1], n[2]));
          }
        }
        int[][] f = ids[axis][sign];
        if (sign == 1) {
          quad(f[0][0], f[1][0], f[1][1], f[0][1]);
        } else {
          quad(f[0][0], f[0][1], f[1][1], f[1][0]);
        }
      }
    }
    if (b <= 0) {
      return;
    }
    for (int axis = 0; axis < 3; axis++) {
      int other = (axis + 1) % 3;
      for (int s = 0; s < 2; s++) {
        for (int t = 0; t < 2; t++) {
          // The strip between face (axis, s) and face (other, t); they share the third axis.
          int a0 = ids[axis][s][t][0];
          int a1 = ids[axis][s][t][1];
          int b0 = ids[other][t][0][s];
          int b1 = ids[other][t][1][s];
          if (s == t) {
            quad(a0, b0, b1, a1);
          } else {
            quad(a0, a1, b1, b0);
          }
        }
      }
    }
    for (int x = 0; x < 2; x++) {
      for (int y = 0; y < 2; y++) {
        for (int z = 0; z < 2; z++) {
          int a = ids[0][x][y][z];
          int c = ids[1][y][z][x];
          int d = ids[2][z][x][y];
          if ((x + y + z) % 2 == 1) {
            triangle(a, c, d);
          } else {
            triangle(a, d, c);
          }
        }
      }
    }
  }

  /** A box by its centre and full size. */
  void block(double cx, double cy, double cz, double w, double h, double d, double bevel) {
    box(cx - w / 2, cy - h / 2, cz - d / 2, cx + w / 2, cy + h / 2, cz + d / 2, bevel);
  }

  /** Adds a copy of a mesh, moved. */
  void take(Mesh mesh, Frame to) {
    meshes.computeIfAbsent(mesh.material, Mesh::new).append(mesh, to);
  }

  Round round() {
    return new Round(this);
  }

  Foliage foliage() {
    return new Foliage(this);
  }

  Plate plate() {
    return new Plate(this);
  }
}
