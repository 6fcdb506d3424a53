package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How finely things are drawn. <i>Near</i> is what one stands among: triangles go only where the
 * surface, its shading and its light stay as they were drawn. <i>Far</i> is what one sees through a
 * door or a window: without bevels and patterns, in few materials, so that a room beyond costs a
 * fraction. Stateless.
 */
final class Detail {
  /**
   * What a surface may change by: its direction (radians), its tone (of 1) and its pattern (tiles)
   * are as bad as the metres it may move. The sum over all that a vertex stands for is held to it,
   * so that a single spot changes by about a third.
   */
  private record Tolerance(double turn, double tone, double pattern) {}

  private static final Tolerance NEAR = new Tolerance(0.3, 0.06, 0.05);
  private static final double FAR_TONE = 0.25;

  /** Parts of a piece's size that its surface may move by, and the bounds of that, metres. */
  private static final double NEAR_SHARE = 0.0028;

  private static final double FAR_SHARE = 0.024;
  private static final double NEAR_LEAST = 0.003;
  private static final double NEAR_MOST = 0.02;
  private static final double FAR_LEAST = 0.03;
  private static final double FAR_MOST = 0.14;
  private static final double HORIZON = 0.3;

  /** Sharper edges stay edges: cosine. */
  private static final double CREASE = 0.72;

  /** Of the leaves, so many are seen from afar, and so much larger. */
  private static final double LEAVES_KEPT = 0.42;

  private static final double LEAVES_GROWN = 1.4;

  private Detail() {}

  /** The metres by which a piece of this size may change as seen from near. */
  static double nearTolerance(double size) {
    return Math.clamp(size * NEAR_SHARE, NEAR_LEAST, NEAR_MOST);
  }

  /** The same as seen from the next room. */
  static double farTolerance(double size) {
    return Math.clamp(size * FAR_SHARE, FAR_LEAST, FAR_MOST);
  }

  /** The same surface with fewer triangles, as good from near. */
  static Mesh near(Mesh mesh, double metres) {
    int dims = mesh.material.texture() == null ? 9 : 11;
    double[] at = new double[mesh.vertices * dims];
    for (int i = 0; i < mesh.vertices; i++) {
      int p = i * dims;
      place(mesh, i, at, p);
      for (int k = 0; k < 3; k++) {
        at[p + 3 + k] = mesh.normals[3 * i + k] * metres / NEAR.turn;
        at[p + 6 + k] = tone(mesh, i, k) * metres / NEAR.tone;
      }
      if (dims == 11) {
        double scale = mesh.material.metresPerTile() * metres / NEAR.pattern;
        at[p + 9] = mesh.uvs[2 * i] * scale;
        at[p + 10] = mesh.uvs[2 * i + 1] * scale;
      }
    }
    return kept(mesh, Collapse.run(at, dims, mesh.indices, mesh.corners, metres));
  }

  /** Things as seen from the next room. */
  static List<Mesh> far(Collection<Mesh> meshes, double metres) {
    return coarse(meshes, metres, false);
  }

  /** Floors, walls and lawns as seen from the next room: large enough to keep their patterns. */
  static List<Mesh> farGround(Collection<Mesh> meshes, double metres) {
    return coarse(meshes, metres, true);
  }

  /** The land as seen from the building. */
  static List<Mesh> horizon(Collection<Mesh> meshes) {
    return coarse(meshes, HORIZON, true);
  }

  private static List<Mesh> coarse(Collection<Mesh> meshes, double metres, boolean patterned) {
    Map<Material, Mesh> welded = new LinkedHashMap<>();
    Map<Material, Map<Long, Integer>> known = new HashMap<>();
    for (Mesh mesh : meshes) {
      boolean keeps = patterned && mesh.material.texture() != null;
      Material material = keeps ? mesh.material : farMaterial(mesh.material);
      Mesh into = welded.computeIfAbsent(material, Mesh::new);
      Mesh from = mesh.material.equals(Material.LEAF) ? thinned(mesh) : mesh;
      weld(from, into, known.computeIfAbsent(material, k -> new HashMap<>()));
    }
    List<Mesh> out = new ArrayList<>();
    for (Mesh mesh : welded.values()) {
      double[] at = new double[mesh.vertices * 6];
      for (int i = 0; i < mesh.vertices; i++) {
        place(mesh, i, at, 6 * i);
        for (int k = 0; k < 3; k++) {
          at[6 * i + 3 + k] = tone(mesh, i, k) * metres / FAR_TONE;
        }
      }
      int[] left = Collapse.run(at, 6, mesh.indices, mesh.corners, metres);
      out.add(creased(mesh, left));
    }
    return out;
  }

  /** One material for all that is solid, one each for leaves, what shines by itself and glass. */
  private static Material farMaterial(Material m) {
    if (m.unlit() || m.glow() > 0) {
      return Material.SCREEN;
    }
    if (m.alpha() < 1) {
      return m;
    }
    return m.twoSided() ? Material.LEAF : Material.MATTE;
  }

  private static void place(Mesh mesh, int i, double[] to, int p) {
    for (int k = 0; k < 3; k++) {
      to[p + k] = mesh.positions[3 * i + k];
    }
  }

  /** How bright a vertex looks, roughly as the eye counts it. */
  private static double tone(Mesh mesh, int i, int k) {
    return Math.sqrt(Math.max(0, Tone.seen(mesh.colours[3 * i + k], mesh.openness[i])));
  }

  /** The vertices that are still used, with all their properties, and these triangles. */
  private static Mesh kept(Mesh mesh, int[] indices) {
    Mesh out = new Mesh(mesh.material);
    int[] number = new int[mesh.vertices];
    Arrays.fill(number, -1);
    for (int t = 0; t < indices.length; t += 3) {
      for (int k = 0; k < 3; k++) {
        int i = indices[t + k];
        if (number[i] < 0) {
          number[i] = out.copy(mesh, i);
        }
      }
      out.triangle(number[indices[t]], number[indices[t + 1]], number[indices[t + 2]]);
    }
    return out;
  }

  /**
   * Joins vertices of one place and paint, whatever their directions; patterns become their mean.
   */
  private static void weld(Mesh from, Mesh into, Map<Long, Integer> known) {
    boolean patterned = into.material.texture() != null;
    double mean = from.material.texture() == null || patterned ? 1 : from.material.texture().mean();
    int[] number = new int[from.vertices];
    for (int i = 0; i < from.vertices; i++) {
      long key = 17;
      for (int k = 0; k < 3; k++) {
        key = key * 1_000_003 + Math.round(from.positions[3 * i + k] * 2_000.0);
        key = key * 1_000_003 + Math.round(from.colours[3 * i + k] * 40.0);
      }
      for (int k = 0; patterned && k < 2; k++) {
        key = key * 1_000_003 + Math.round(from.uvs[2 * i + k] * 100.0);
      }
      int at = i;
      number[i] = known.computeIfAbsent(key, k -> into.copy(from, at));
      if (mean < 1 && number[i] == into.vertices - 1) {
        for (int k = 0; k < 3; k++) {
          into.colours[3 * number[i] + k] = (float) (from.colours[3 * i + k] * mean);
        }
      }
    }
    for (int t = 0; t < from.corners; t += 3) {
      int a = number[from.indices[t]];
      int b = number[from.indices[t + 1]];
      int c = number[from.indices[t + 2]];
      if (a != b && b != c && c != a) {
        into.triangle(a, b, c);
      }
    }
  }

  /** Directions anew from the triangles: smooth but where they meet at an edge. */
  private static Mesh creased(Mesh mesh, int[] indices) {
    Vec[] faces = new Vec[indices.length / 3];
    List<List<Integer>> around = new ArrayList<>();
    for (int i = 0; i < mesh.vertices; i++) {
      around.add(new ArrayList<>());
    }
    for (int t = 0; t < indices.length; t += 3) {
      Vec a = mesh.position(indices[t]);
      faces[t / 3] =
          mesh.position(indices[t + 1]).minus(a).cross(mesh.position(indices[t + 2]).minus(a));
      for (int k = 0; k < 3; k++) {
        around.get(indices[t + k]).add(t / 3);
      }
    }
    Mesh out = new Mesh(mesh.material);
    Map<Long, Integer> known = new HashMap<>();
    int[] corner = new int[3];
    for (int t = 0; t < indices.length; t += 3) {
      Vec own = faces[t / 3].unit();
      for (int k = 0; k < 3; k++) {
        int i = indices[t + k];
        Vec sum = new Vec(0, 0, 0);
        for (int f : around.get(i)) {
          if (faces[f].unit().dot(own) > CREASE) {
            sum = sum.plus(faces[f]);
          }
        }
        Vec n = sum.unit();
        long key = ((i * 64L + Math.round(n.x() * 30)) * 64 + Math.round(n.y() * 30)) * 64;
        corner[k] =
            known.computeIfAbsent(key + Math.round(n.z() * 30), ignored -> turned(out, mesh, i, n));
      }
      out.triangle(corner[0], corner[1], corner[2]);
    }
    return out;
  }

  private static int turned(Mesh out, Mesh mesh, int i, Vec n) {
    int k = out.copy(mesh, i);
    out.normals[3 * k] = (float) n.x();
    out.normals[3 * k + 1] = (float) n.y();
    out.normals[3 * k + 2] = (float) n.z();
    return k;
  }

  /** Fewer and larger leaves; a leaf is what hangs together. */
  private static Mesh thinned(Mesh mesh) {
    int[] leaf = new int[mesh.vertices];
    for (int i = 0; i < leaf.length; i++) {
      leaf[i] = i;
    }
    for (int t = 0; t < mesh.corners; t++) {
      int a = top(leaf, mesh.indices[t]);
      int b = top(leaf, mesh.indices[t % 3 == 2 ? t - 2 : t + 1]);
      leaf[Math.max(a, b)] = Math.min(a, b);
    }
    double[] sum = new double[4 * mesh.vertices];
    for (int i = 0; i < mesh.vertices; i++) {
      int l = top(leaf, i);
      for (int k = 0; k < 3; k++) {
        sum[4 * l + k] += mesh.positions[3 * i + k];
      }
      sum[4 * l + 3]++;
    }
    Mesh out = new Mesh(mesh.material);
    int[] number = new int[mesh.vertices];
    for (int i = 0; i < mesh.vertices; i++) {
      number[i] = out.copy(mesh, i);
      int l = top(leaf, i);
      for (int k = 0; k < 3; k++) {
        double middle = sum[4 * l + k] / sum[4 * l + 3];
        out.positions[3 * i + k] =
            (float) (middle + (mesh.positions[3 * i + k] - middle) * LEAVES_GROWN);
      }
    }
    for (int t = 0; t < mesh.corners; t += 3) {
      if (Noise.hash(top(leaf, mesh.indices[t]), 7, 61) < LEAVES_KEPT) {
        out.triangle(
            number[mesh.indices[t]], number[mesh.indices[t + 1]], number[mesh.indices[t + 2]]);
      }
    }
    return out;
  }

  private static int top(int[] leaf, int i) {
    int at = i;
    while (leaf[at] != at) {
      leaf[at] = leaf[leaf[at]];
      at = leaf[at];
    }
    return at;
  }
}
