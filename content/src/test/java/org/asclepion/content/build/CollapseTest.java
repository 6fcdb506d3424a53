package org.asclepion.content.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CollapseTest {
  private static final int N = 20;

  /** A square metre of N × N squares; the fourth number is a tone. */
  private static double[] square(Tone tone) {
    double[] at = new double[(N + 1) * (N + 1) * 4];
    for (int i = 0; i <= N; i++) {
      for (int j = 0; j <= N; j++) {
        int p = 4 * (i * (N + 1) + j);
        at[p] = (double) i / N;
        at[p + 2] = (double) j / N;
        at[p + 3] = tone.at(at[p], at[p + 2]);
      }
    }
    return at;
  }

  private interface Tone {
    double at(double x, double z);
  }

  private static int[] triangles() {
    int[] indices = new int[N * N * 6];
    int n = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        int a = i * (N + 1) + j;
        for (int v : new int[] {a, a + 1, a + N + 2, a, a + N + 2, a + N + 1}) {
          indices[n++] = v;
        }
      }
    }
    return indices;
  }

  private static double area(double[] at, int dims, int[] indices) {
    double sum = 0;
    for (int t = 0; t < indices.length; t += 3) {
      Vec[] p = new Vec[3];
      for (int k = 0; k < 3; k++) {
        int i = indices[t + k] * dims;
        p[k] = new Vec(at[i], at[i + 1], at[i + 2]);
      }
      sum += p[1].minus(p[0]).cross(p[2].minus(p[0])).y() / 2;
    }
    return sum;
  }

  private static int[] run(double[] at) {
    int[] indices = triangles();
    return Collapse.run(at, 4, indices, indices.length, 0.001);
  }

  @Test
  void aFlatSquareBecomesAFewTrianglesOfTheSameOutline() {
    double[] at = square((x, z) -> 0);
    int[] left = run(at);
    assertTrue(left.length / 3 <= 40, left.length / 3 + " triangles");
    assertEquals(1, area(at, 4, left), 1e-9);
  }

  @Test
  void aToneThatChangesEvenlyNeedsNoMore() {
    int[] left = run(square((x, z) -> 0.3 * x - 0.2 * z));
    assertTrue(left.length / 3 <= 40, left.length / 3 + " triangles");
  }

  @Test
  void whereTheToneBendsTheTrianglesStay() {
    int[] left = run(square((x, z) -> Math.max(0, x - 0.5) + 0.2 * z * z));
    assertTrue(left.length / 3 > 60, left.length / 3 + " triangles");
  }

  @Test
  void nothingFoldsOver() {
    double[] at = square((x, z) -> 0.02 * Math.sin(9 * x) * Math.cos(7 * z));
    int[] left = run(at);
    for (int t = 0; t < left.length; t += 3) {
      int[] one = {left[t], left[t + 1], left[t + 2]};
      assertTrue(area(at, 4, one) > 0);
    }
    assertEquals(1, area(at, 4, left), 1e-9);
  }

  @Test
  void theSameSquareBecomesTheSameTriangles() {
    double[] at = square((x, z) -> x * z);
    assertArrayEquals(run(at), run(at));
  }

  @Test
  void fromAfarABoxIsTwelveTrianglesWithSharpEdges() {
    Sketch sketch = new Sketch(3);
    sketch.in(Paints.OAK).box(0, 0, 0, 0.4, 0.3, 0.2, 0.004);
    assertEquals(44, sketch.meshes().iterator().next().triangles());
    Mesh far = Detail.far(sketch.meshes(), 0.03).getFirst();
    assertEquals(12, far.triangles());
    for (int i = 0; i < far.vertices; i++) {
      Vec n = far.normal(i);
      double most = Math.max(Math.abs(n.x()), Math.max(Math.abs(n.y()), Math.abs(n.z())));
      assertEquals(1, most, 0.02, "a corner's normal is a face's");
    }
  }

  @Test
  void fromNearABoxKeepsItsRoundedEdges() {
    Sketch sketch = new Sketch(3);
    sketch.in(Paints.OAK).box(0, 0, 0, 0.4, 0.3, 0.2, 0.004);
    assertEquals(44, Detail.near(sketch.meshes().iterator().next(), 0.003).triangles());
  }
}
