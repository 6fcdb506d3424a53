package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Bakes how open each vertex is to the light around it, by casting a fixed fan of rays against the
 * drawing's own triangles; where the answer changes much along an edge, the edge is split and asked
 * again, so that corners and contacts read sharply. Each vertex's answer depends on nothing but the
 * geometry, so the work may run on many threads and still give the same bytes.
 */
final class Occlusion {
  private static final int RAYS = 24;
  private static final double BURIED = 0.1;
  private static final float LEAST = 0.22f;
  private static final Vec[] FAN = fan();

  private final Bvh bvh;
  private final double reach;

  private Occlusion(Bvh bvh, double reach) {
    this.bvh = bvh;
    this.reach = reach;
  }

  /**
   * Bakes a drawing.
   *
   * @param reach metres beyond which nothing darkens
   * @param finest length of the shortest edge still split, metres
   */
  static void bake(Collection<Mesh> meshes, double reach, double finest) {
    bake(meshes, Bvh.of(meshes), reach, finest);
  }

  /** The same, against other occluders. */
  static void bake(Collection<Mesh> meshes, Bvh occluders, double reach, double finest) {
    Occlusion occlusion = new Occlusion(occluders, reach);
    for (Mesh mesh : meshes) {
      if (mesh.material.occludes()) {
        occlusion.cast(mesh, 0);
        for (int round = 0; round < 3; round++) {
          int before = mesh.vertices;
          split(mesh, (i, j) -> occlusion.changes(mesh, i, j, finest));
          occlusion.cast(mesh, before);
          if (before == mesh.vertices) {
            break;
          }
        }
        unearth(mesh);
      }
    }
  }

  /**
   * A vertex inside another solid sees nothing, but the surface around it that shows may be bright:
   * it takes the light of its neighbours.
   */
  private static void unearth(Mesh mesh) {
    for (int round = 0; round < 3; round++) {
      double[] sum = new double[mesh.vertices];
      int[] count = new int[mesh.vertices];
      for (int t = 0; t < mesh.corners; t++) {
        int a = mesh.indices[t];
        int b = mesh.indices[t % 3 == 2 ? t - 2 : t + 1];
        if (mesh.openness[a] >= BURIED) {
          sum[b] += mesh.openness[a];
          count[b]++;
        }
        if (mesh.openness[b] >= BURIED) {
          sum[a] += mesh.openness[b];
          count[a]++;
        }
      }
      for (int i = 0; i < mesh.vertices; i++) {
        if (mesh.openness[i] < BURIED && count[i] > 0) {
          mesh.openness[i] = (float) (sum[i] / count[i]);
        }
      }
    }
    for (int i = 0; i < mesh.vertices; i++) {
      mesh.openness[i] = Math.max(mesh.openness[i], LEAST);
    }
  }

  private boolean changes(Mesh mesh, int i, int j, double finest) {
    double d = Math.abs(mesh.openness[i] - mesh.openness[j]);
    return d > 0.2 && mesh.edge(i, j) > finest * (d > 0.36 ? 1 : 2);
  }

  private void cast(Mesh mesh, int from) {
    IntStream.range(from, mesh.vertices)
        .parallel()
        .forEach(i -> mesh.openness[i] = (float) openness(mesh.position(i), mesh.normal(i)));
  }

  private double openness(Vec p, Vec n) {
    Vec side = (Math.abs(n.y()) < 0.9 ? Vec.UP : new Vec(1, 0, 0)).cross(n).unit();
    Vec third = n.cross(side);
    Vec from = p.plus(n.times(0.004));
    double closed = 0;
    for (Vec f : FAN) {
      double dx = side.x() * f.x() + n.x() * f.y() + third.x() * f.z();
      double dy = side.y() * f.x() + n.y() * f.y() + third.y() * f.z();
      double dz = side.z() * f.x() + n.z() * f.y() + third.z() * f.z();
      double d = bvh.hit(from.x(), from.y(), from.z(), dx, dy, dz, reach);
      if (d < reach) {
        double near = 1 - d / reach;
        closed += near * (2 - near);
      }
    }
    return 1 - closed / RAYS;
  }

  /** Directions about +Y, as many towards a patch of sky as it lights a surface. */
  private static Vec[] fan() {
    Vec[] fan = new Vec[RAYS];
    for (int i = 0; i < RAYS; i++) {
      double u = (i + 0.5) / RAYS;
      double angle = i * 2.399963229728653;
      double r = Math.sqrt(u);
      fan[i] = new Vec(r * StrictMath.cos(angle), Math.sqrt(1 - u), r * StrictMath.sin(angle));
    }
    return fan;
  }

  /** Says whether an edge is to be split. */
  @FunctionalInterface
  interface Edge {
    boolean test(int i, int j);
  }

  /** Splits edges longer than a length, until there are none. */
  static void refine(Mesh mesh, double longest) {
    int before;
    do {
      before = mesh.vertices;
      split(mesh, (i, j) -> mesh.edge(i, j) > longest);
    } while (before != mesh.vertices);
  }

  private static void split(Mesh mesh, Edge edge) {
    Map<Long, Integer> middles = new HashMap<>();
    List<int[]> triangles = new ArrayList<>(mesh.triangles() * 2);
    int corners = mesh.corners;
    for (int t = 0; t < corners; t += 3) {
      int a = mesh.indices[t];
      int b = mesh.indices[t + 1];
      int c = mesh.indices[t + 2];
      int ab = middle(mesh, edge, middles, a, b);
      int bc = middle(mesh, edge, middles, b, c);
      int ca = middle(mesh, edge, middles, c, a);
      cut(mesh, triangles, new int[] {a, b, c}, new int[] {ab, bc, ca});
    }
    if (middles.values().stream().allMatch(m -> m < 0)) {
      return;
    }
    mesh.corners = 0;
    for (int[] t : triangles) {
      mesh.triangle(t[0], t[1], t[2]);
    }
  }

  private static int middle(Mesh mesh, Edge edge, Map<Long, Integer> middles, int i, int j) {
    long key = (long) Math.min(i, j) << 32 | Math.max(i, j);
    return middles.computeIfAbsent(
        key,
        k -> {
          int lo = Math.min(i, j);
          int hi = Math.max(i, j);
          return edge.test(lo, hi) ? mesh.between(lo, hi) : -1;
        });
  }

  private static void cut(Mesh mesh, List<int[]> out, int[] v, int[] m) {
    int marked = (m[0] >= 0 ? 1 : 0) + (m[1] >= 0 ? 1 : 0) + (m[2] >= 0 ? 1 : 0);
    if (marked == 0) {
      out.add(v);
      return;
    }
    if (marked == 3) {
      out.add(new int[] {v[0], m[0], m[2]});
      out.add(new int[] {m[0], v[1], m[1]});
      out.add(new int[] {m[2], m[1], v[2]});
      out.add(m);
      return;
    }
    int r = 0;
    // Turn the triangle until its first edge is split and, of two, the second as well.
    while (m[r] < 0 || (marked == 2 && m[(r + 1) % 3] < 0)) {
      r++;
    }
    int a = v[r];
    int b = v[(r + 1) % 3];
    int c = v[(r + 2) % 3];
    int ab = m[r];
    if (marked == 1) {
      out.add(new int[] {a, ab, c});
      out.add(new int[] {ab, b, c});
      return;
    }
    int bc = m[(r + 1) % 3];
    out.add(new int[] {ab, b, bc});
    if (mesh.edge(a, bc) < mesh.edge(ab, c)) {
      out.add(new int[] {a, ab, bc});
      out.add(new int[] {a, bc, c});
    } else {
      out.add(new int[] {a, ab, c});
      out.add(new int[] {ab, bc, c});
    }
  }
}
