package org.asclepion.content.build;

import org.jspecify.annotations.Nullable;

/**
 * How a surface answers light. Its colour is in the vertices, so that one material serves many
 * colours and a room stays a few draw calls.
 *
 * @param alpha below 1 it is blended
 * @param glow emitted light, 0 for none; above 1 brighter than white paper in the sun
 * @param unlit shows its vertex colour whatever the light (screens)
 * @param texture pattern multiplied onto the vertex colour
 * @param metresPerTile how large one tile of the pattern is
 * @param tint base colour that a client may replace, sRGB {@code 0xRRGGBB}; white for most
 */
record Material(
    String name,
    double metallic,
    double roughness,
    double alpha,
    double glow,
    boolean unlit,
    boolean twoSided,
    @Nullable Texture texture,
    double metresPerTile,
    int tint) {
  private static final int WHITE = 0xFFFFFF;

  static final Material WALL = plain("wall", 0, 0.92);
  static final Material MATTE = plain("matte", 0, 0.85);
  static final Material SATIN = plain("satin", 0, 0.5);
  static final Material GLOSS = plain("gloss", 0, 0.22);
  static final Material METAL = plain("metal", 1, 0.34);
  static final Material WOOD =
      new Material("wood", 0, 0.55, 1, 0, false, false, Texture.OAK, 0.9, WHITE);
  static final Material FABRIC =
      new Material("fabric", 0, 0.95, 1, 0, false, false, Texture.LINEN, 0.16, WHITE);
  static final Material STONE =
      new Material("stone", 0, 0.7, 1, 0, false, false, Texture.STONE, 0.8, WHITE);
  static final Material GRASS =
      new Material("grass", 0, 1, 1, 0, false, false, Texture.GRASS, 1.7, WHITE);
  static final Material LEAF = new Material("leaf", 0, 0.7, 1, 0, false, true, null, 0, WHITE);
  static final Material GLASS =
      new Material("glass", 0, 0.06, 0.16, 0, false, false, null, 0, WHITE);
  static final Material TINTED =
      new Material("tinted", 0, 0.08, 0.42, 0, false, false, null, 0, WHITE);
  static final Material WATER =
      new Material("water", 0, 0.08, 0.72, 0, false, false, null, 0, WHITE);
  static final Material SCREEN = new Material("screen", 0, 1, 1, 0, true, false, null, 0, WHITE);
  static final Material LAMP = new Material("lamp", 0, 0.9, 1, 1.6, false, false, null, 0, WHITE);
  static final Material SKIN = plain("skin", 0, 0.6).tinted(0xD8A488);
  static final Material HAIR = plain("hair", 0, 0.62).tinted(0x4A372B);
  static final Material ACCENT = plain("accent", 0, 0.82);
  static final Material CLOTH = plain("cloth", 0, 0.88);
  static final Material EYE = plain("eye", 0, 0.12);

  private static Material plain(String name, double metallic, double roughness) {
    return new Material(name, metallic, roughness, 1, 0, false, false, null, 0, WHITE);
  }

  Material tinted(int srgb) {
    return new Material(
        name, metallic, roughness, alpha, glow, unlit, twoSided, texture, metresPerTile, srgb);
  }

  /** Whether it darkens its surroundings and is darkened by them. */
  boolean occludes() {
    return alpha == 1 && glow == 0 && !unlit;
  }

  /** A paint of this material in an sRGB colour {@code 0xRRGGBB}. */
  Paint in(int srgb) {
    return Paint.of(this, srgb);
  }
}
