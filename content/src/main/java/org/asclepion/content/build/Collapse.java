package org.asclepion.content.build;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes triangles out of a surface where nobody misses them: edges are collapsed, the least
 * noticeable first, while what that changes stays within a tolerance.
 *
 * <p>A vertex is a point of as many dimensions as it has properties: three metres of place, then
 * what else counts (direction, tone, pattern), scaled so that a metre there is as bad as a metre of
 * place. Each vertex remembers the planes of the triangles it stands for, and the lines of the
 * surface's open edges, as one quadric: the sum of the squared distances to them (Garland and
 * Heckbert, "Simplifying surfaces with color and texture using quadric error metrics", 1998). A
 * vertex only ever moves onto a neighbour, so that no new places, tones or directions come up. The
 * same input gives the same triangles. Owned by the thread that runs it.
 */
final class Collapse {
  /** Beyond so many triangles at a vertex they become slivers. */
  private static final int MOST_AROUND = 20;

  /** A triangle turns by less than this: cosine. */
  private static final double LEAST_TURN = 0.35;

  private static final int[] NONE = {};

  private record Step(double cost, int from, int to, int fromAge, int toAge)
      implements Comparable<Step> {
    @Override
    public int compareTo(Step o) {
      int byCost = Double.compare(cost, o.cost);
      int byFrom = byCost != 0 ? byCost : Integer.compare(from, o.from);
      return byFrom != 0 ? byFrom : Integer.compare(to, o.to);
    }
  }

  private final int dims;
  private final double[] at;
  private final int[] corners;
  private final int[][] around;
  private final int[] degree;
  private final int[] age;
  private final boolean[] rim;
  private final boolean[] gone;
  private final int terms;
  private final double[] quadrics;
  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private final double most;

  private Collapse(double[] at, int dims, int[] indices, int count, double tolerance) {
    this.at = at;
    this.dims = dims;
    int vertices = at.length / dims;
    corners = Arrays.copyOf(indices, count);
    around = new int[vertices][];
    Arrays.fill(around, NONE);
    degree = new int[vertices];
    age = new int[vertices];
    rim = new boolean[vertices];
    gone = new boolean[vertices];
    terms = dims * (dims + 1) / 2 + dims + 1;
    quadrics = new double[vertices * terms];
    most = tolerance * tolerance;
    for (int t = 0; t < count; t += 3) {
      if (corners[t] == corners[t + 1]
          || corners[t + 1] == corners[t + 2]
          || corners[t + 2] == corners[t]) {
        corners[t] = -1;
        continue;
      }
      for (int k = 0; k < 3; k++) {
        join(corners[t + k], t);
      }
    }
  }

  /**
   * Simplifies a surface.
   *
   * @param at {@code dims} numbers a vertex, the first three its place in metres
   * @param indices three a triangle, of which the first {@code count} are read
   * @param tolerance in metres
   * @return what is left of the indices
   */
  static int[] run(double[] at, int dims, int[] indices, int count, double tolerance) {
    Collapse collapse = new Collapse(at, dims, indices, count, tolerance);
    collapse.measure();
    collapse.offerAll();
    collapse.take();
    return collapse.left();
  }

  private void join(int vertex, int triangle) {
    if (degree[vertex] == around[vertex].length) {
      around[vertex] = Arrays.copyOf(around[vertex], Math.max(6, 2 * degree[vertex]));
    }
    around[vertex][degree[vertex]++] = triangle;
  }

  /** The planes of all triangles, the lines of all open edges. */
  private void measure() {
    double[] e1 = new double[dims];
    double[] e2 = new double[dims];
    for (int t = 0; t < corners.length; t += 3) {
      if (corners[t] < 0) {
        continue;
      }
      int a = corners[t];
      boolean flat = direction(a, corners[t + 1], e1, null) && direction(a, corners[t + 2], e2, e1);
      for (int k = 0; k < 3; k++) {
        if (flat) {
          add(corners[t + k], a, e1, e2);
        }
        int b = corners[t + (k + 1) % 3];
        if (shared(corners[t + k], b) != 2) {
          rim[corners[t + k]] = true;
          rim[b] = true;
          if (direction(corners[t + k], b, e2, null)) {
            add(corners[t + k], b, e2, null);
            add(b, b, e2, null);
            if (flat) {
              direction(a, corners[t + 2], e2, e1);
            }
          }
        }
      }
    }
  }

  /** The unit vector from one vertex to another, without its part along {@code without}. */
  private boolean direction(int from, int to, double[] out, double @Nullable [] without) {
    double dot = 0;
    for (int i = 0; i < dims; i++) {
      out[i] = at[to * dims + i] - at[from * dims + i];
      dot += without == null ? 0 : out[i] * without[i];
    }
    double length = 0;
    for (int i = 0; i < dims; i++) {
      out[i] -= without == null ? 0 : dot * without[i];
      length += out[i] * out[i];
    }
    length = Math.sqrt(length);
    if (length < 1e-9) {
      return false;
    }
    for (int i = 0; i < dims; i++) {
      out[i] /= length;
    }
    return true;
  }

  /** Adds the squared distance to the plane (or line) through {@code through} to a vertex. */
  private void add(int vertex, int through, double[] e1, double @Nullable [] e2) {
    double along1 = 0;
    double along2 = 0;
    double square = 0;
    int p = through * dims;
    for (int i = 0; i < dims; i++) {
      along1 += at[p + i] * e1[i];
      along2 += e2 == null ? 0 : at[p + i] * e2[i];
      square += at[p + i] * at[p + i];
    }
    int q = vertex * terms;
    for (int i = 0; i < dims; i++) {
      for (int j = i; j < dims; j++) {
        double second = e2 == null ? 0 : e2[i] * e2[j];
        quadrics[q++] += (i == j ? 1 : 0) - e1[i] * e1[j] - second;
      }
    }
    for (int i = 0; i < dims; i++) {
      quadrics[q++] += along1 * e1[i] + (e2 == null ? 0 : along2 * e2[i]) - at[p + i];
    }
    quadrics[q] += square - along1 * along1 - along2 * along2;
  }

  /** What a vertex's quadric says of the place of another. */
  private double error(int vertex, int place) {
    int q = vertex * terms;
    int p = place * dims;
    double sum = 0;
    for (int i = 0; i < dims; i++) {
      double row = quadrics[q++] * at[p + i];
      for (int j = i + 1; j < dims; j++) {
        row += 2 * quadrics[q++] * at[p + j];
      }
      sum += row * at[p + i];
    }
    for (int i = 0; i < dims; i++) {
      sum += 2 * quadrics[q++] * at[p + i];
    }
    return Math.max(0, sum + quadrics[q]);
  }

  private void offerAll() {
    for (int t = 0; t < corners.length; t += 3) {
      if (corners[t] >= 0) {
        for (int k = 0; k < 3; k++) {
          offer(corners[t + k], corners[t + (k + 1) % 3]);
          offer(corners[t + (k + 1) % 3], corners[t + k]);
        }
      }
    }
  }

  private void offer(int from, int to) {
    if (rim[from] && !rim[to]) {
      return;
    }
    double cost = error(from, to) + error(to, to);
    if (cost <= most) {
      steps.add(new Step(cost, from, to, age[from], age[to]));
    }
  }

  private void take() {
    for (Step step = steps.poll(); step != null; step = steps.poll()) {
      int a = step.from();
      int b = step.to();
      if (!gone[a] && !gone[b] && age[a] == step.fromAge() && age[b] == step.toAge() && may(a, b)) {
        merge(a, b);
      }
    }
  }

  private boolean may(int a, int b) {
    int both = shared(a, b);
    if (both != (rim[a] ? 1 : 2) || degree[a] + degree[b] - 2 * both > MOST_AROUND) {
      return false;
    }
    // Neighbours in common are those across the triangles that vanish: any other would be pinched.
    int common = 0;
    for (int i = 0; i < degree[a]; i++) {
      int t = around[a][i];
      for (int k = 0; k < 3; k++) {
        int v = corners[t + k];
        if (v != a && v != b && shared(v, b) > 0 && isFirst(a, i, v)) {
          common++;
        }
      }
    }
    if (common != both) {
      return false;
    }
    for (int i = 0; i < degree[a]; i++) {
      int t = around[a][i];
      if (!has(t, b) && turns(t, a, b)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a vertex is met for the first time in the i-th triangle around another. */
  private boolean isFirst(int centre, int i, int v) {
    for (int j = 0; j < i; j++) {
      if (has(around[centre][j], v)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(int t, int v) {
    return corners[t] == v || corners[t + 1] == v || corners[t + 2] == v;
  }

  private int shared(int a, int b) {
    int count = 0;
    for (int i = 0; i < degree[a]; i++) {
      if (has(around[a][i], b)) {
        count++;
      }
    }
    return count;
  }

  /** Whether a triangle would turn over, or nearly so, or vanish, with a moved onto b. */
  private boolean turns(int t, int a, int b) {
    Vec[] before = new Vec[3];
    Vec[] after = new Vec[3];
    for (int k = 0; k < 3; k++) {
      before[k] = place(corners[t + k]);
      after[k] = corners[t + k] == a ? place(b) : before[k];
    }
    Vec n = before[1].minus(before[0]).cross(before[2].minus(before[0]));
    Vec m = after[1].minus(after[0]).cross(after[2].minus(after[0]));
    double lengths = n.length() * m.length();
    return m.length() < 1e-10 || (n.length() > 1e-10 && n.dot(m) < LEAST_TURN * lengths);
  }

  private Vec place(int v) {
    return new Vec(at[v * dims], at[v * dims + 1], at[v * dims + 2]);
  }

  private void merge(int a, int b) {
    for (int i = 0; i < degree[a]; i++) {
      int t = around[a][i];
      if (has(t, b)) {
        for (int k = 0; k < 3; k++) {
          if (corners[t + k] != a) {
            part(corners[t + k], t);
          }
        }
        corners[t] = -1;
      } else {
        for (int k = 0; k < 3; k++) {
          if (corners[t + k] == a) {
            corners[t + k] = b;
          }
        }
        join(b, t);
      }
    }
    gone[a] = true;
    age[b]++;
    for (int i = 0; i < terms; i++) {
      quadrics[b * terms + i] += quadrics[a * terms + i];
    }
    for (int i = 0; i < degree[b]; i++) {
      int t = around[b][i];
      for (int k = 0; k < 3; k++) {
        int v = corners[t + k];
        if (v != b && isFirst(b, i, v)) {
          offer(b, v);
          offer(v, b);
        }
      }
    }
  }

  private void part(int vertex, int triangle) {
    int[] list = around[vertex];
    for (int i = 0; i < degree[vertex]; i++) {
      if (list[i] == triangle) {
        list[i] = list[--degree[vertex]];
        return;
      }
    }
  }

  private int[] left() {
    int[] out = new int[corners.length];
    int n = 0;
    for (int t = 0; t < corners.length; t += 3) {
      if (corners[t] >= 0) {
        System.arraycopy(corners, t, out, n, 3);
        n += 3;
      }
    }
    return Arrays.copyOf(out, n);
  }
}
