package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes one draw call of many materials. All that is solid and plain differs only in how rough and
 * metallic it is and whether it glows: that stands in one small picture, and a vertex's place in it
 * says which. What is clear differs in how clear it is: that becomes the vertex's own alpha.
 * Stateless.
 */
final class Finishes {
  /** Squares of the picture, in this order; what is not here keeps a draw call of its own. */
  private static final List<Material> PLAIN =
      List.of(
          Material.WALL,
          Material.MATTE,
          Material.SATIN,
          Material.GLOSS,
          Material.METAL,
          Material.LAMP);

  /** Power of two. */
  private static final int SQUARES = 8;

  private static final int PIXELS = 4;

  /** One material for all of {@link #PLAIN}: its pictures say the rest. */
  static final Material SOLID =
      new Material("solid", 1, 1, 1, Material.LAMP.glow(), false, false, null, 0, 0xFFFFFF);

  /** One material for all that is clear: {@code u} is the alpha. */
  static final Material CLEAR =
      new Material("clear", 0, 0.07, 0.5, 0, false, false, null, 0, 0xFFFFFF);

  private Finishes() {}

  /** The same triangles in as few meshes as can be. */
  static List<Mesh> merged(Collection<Mesh> meshes) {
    Map<Material, Mesh> out = new LinkedHashMap<>();
    for (Mesh mesh : meshes) {
      int square = PLAIN.indexOf(mesh.material);
      boolean clear = mesh.material.alpha() < 1;
      Material to = square >= 0 ? SOLID : clear ? CLEAR : mesh.material;
      Mesh into = out.computeIfAbsent(to, Mesh::new);
      int first = into.vertices;
      into.append(mesh, Frame.HERE);
      for (int i = first; i < into.vertices && !to.equals(mesh.material); i++) {
        into.uvs[2 * i] = (float) (clear ? mesh.material.alpha() : (square + 0.5) / SQUARES);
        into.uvs[2 * i + 1] = 0.5f;
      }
    }
    return new ArrayList<>(out.values());
  }

  /** Roughness in green and metalness in blue, as glTF has it. */
  static byte[] surfacePng() {
    return png(m -> new int[] {255, byteOf(m.roughness()), byteOf(m.metallic())});
  }

  /** White where it glows. */
  static byte[] glowPng() {
    return png(m -> m.glow() > 0 ? new int[] {255, 255, 255} : new int[] {0, 0, 0});
  }

  private static int byteOf(double v) {
    return (int) Math.round(v * 255);
  }

  private static byte[] png(Function<Material, int[]> colour) {
    int width = SQUARES * PIXELS;
    byte[] rgb = new byte[width * PIXELS * 3];
    for (int i = 0; i < width * PIXELS; i++) {
      int square = i % width / PIXELS;
      int[] c = colour.apply(PLAIN.get(Math.min(square, PLAIN.size() - 1)));
      for (int k = 0; k < 3; k++) {
        rgb[3 * i + k] = (byte) c[k];
      }
    }
    return Texture.png(width, PIXELS, 3, rgb);
  }
}
