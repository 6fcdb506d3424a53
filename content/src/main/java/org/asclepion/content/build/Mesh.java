package org.asclepion.content.build;

import java.util.Arrays;

/**
 * Triangles of one material, in arrays that grow. Colours are linear; {@code joints} and {@code
 * weights} (two a vertex, of which the second counts) matter only for avatars. Owned by the thread
 * that builds it.
 */
final class Mesh {
  final Material material;
  float[] positions = new float[3 * 256];
  float[] normals = new float[3 * 256];
  float[] colours = new float[3 * 256];
  float[] uvs = new float[2 * 256];
  int[] joints = new int[2 * 256];
  float[] weights = new float[2 * 256];

  /** What reaches the vertex of the light around it, 0 to 1. */
  float[] openness = new float[256];

  int[] indices = new int[3 * 512];
  int vertices;
  int corners;

  Mesh(Material material) {
    this.material = material;
  }

  int vertex(Vec p, Vec n, Paint paint, double u, double v) {
    if (3 * vertices == positions.length) {
      grow();
    }
    int i = vertices++;
    put3(positions, i, p.x(), p.y(), p.z());
    put3(normals, i, n.x(), n.y(), n.z());
    put3(colours, i, paint.r(), paint.g(), paint.b());
    uvs[2 * i] = (float) u;
    uvs[2 * i + 1] = (float) v;
    openness[i] = 1;
    return i;
  }

  private static void put3(float[] to, int i, double x, double y, double z) {
    to[3 * i] = (float) x;
    to[3 * i + 1] = (float) y;
    to[3 * i + 2] = (float) z;
  }

  private void grow() {
    positions = Arrays.copyOf(positions, positions.length * 2);
    normals = Arrays.copyOf(normals, normals.length * 2);
    colours = Arrays.copyOf(colours, colours.length * 2);
    uvs = Arrays.copyOf(uvs, uvs.length * 2);
    joints = Arrays.copyOf(joints, joints.length * 2);
    weights = Arrays.copyOf(weights, weights.length * 2);
    openness = Arrays.copyOf(openness, openness.length * 2);
  }

  void triangle(int a, int b, int c) {
    if (corners + 3 > indices.length) {
      indices = Arrays.copyOf(indices, indices.length * 2);
    }
    indices[corners++] = a;
    indices[corners++] = b;
    indices[corners++] = c;
  }

  int triangles() {
    return corners / 3;
  }

  Vec position(int i) {
    return new Vec(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
  }

  Vec normal(int i) {
    return new Vec(normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]);
  }

  /** Adds a copy of another mesh's vertex. */
  int copy(Mesh other, int i) {
    Paint paint =
        new Paint(
            material, other.colours[3 * i], other.colours[3 * i + 1], other.colours[3 * i + 2]);
    int k =
        vertex(other.position(i), other.normal(i), paint, other.uvs[2 * i], other.uvs[2 * i + 1]);
    openness[k] = other.openness[i];
    return k;
  }

  /** Adds a copy of another mesh, moved. */
  void append(Mesh other, Frame frame) {
    int first = vertices;
    for (int i = 0; i < other.vertices; i++) {
      Paint paint =
          new Paint(
              material, other.colours[3 * i], other.colours[3 * i + 1], other.colours[3 * i + 2]);
      int k =
          vertex(
              frame.point(other.position(i)),
              frame.normal(other.normal(i)),
              paint,
              other.uvs[2 * i],
              other.uvs[2 * i + 1]);
      openness[k] = other.openness[i];
    }
    boolean turned = frame.mirrors();
    for (int t = 0; t < other.corners; t += 3) {
      int b = other.indices[t + (turned ? 2 : 1)];
      int c = other.indices[t + (turned ? 1 : 2)];
      triangle(first + other.indices[t], first + b, first + c);
    }
  }

  /** A new vertex half-way between two. */
  int between(int i, int j) {
    Vec n = normal(i).plus(normal(j)).unit();
    Paint paint =
        new Paint(
            material,
            (colours[3 * i] + colours[3 * j]) / 2,
            (colours[3 * i + 1] + colours[3 * j + 1]) / 2,
            (colours[3 * i + 2] + colours[3 * j + 2]) / 2);
    return vertex(
        position(i).lerp(position(j), 0.5),
        n,
        paint,
        (uvs[2 * i] + uvs[2 * j]) / 2,
        (uvs[2 * i + 1] + uvs[2 * j + 1]) / 2);
  }

  double edge(int i, int j) {
    double dx = positions[3 * i] - positions[3 * j];
    double dy = positions[3 * i + 1] - positions[3 * j + 1];
    double dz = positions[3 * i + 2] - positions[3 * j + 2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
