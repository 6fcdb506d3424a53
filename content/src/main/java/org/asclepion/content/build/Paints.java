package org.asclepion.content.build;

/** The paints most pieces are made in, from the project's palette. */
final class Paints {
  static final Paint OAK = Material.WOOD.in(Paint.OAK);
  static final Paint OAK_LIGHT = Material.WOOD.in(0xD9C09A);
  static final Paint WALNUT = Material.WOOD.in(0x9C7650);
  static final Paint LACQUER = Material.SATIN.in(0xF3F0E9);
  static final Paint IVORY = Material.SATIN.in(0xE9E3D6);
  static final Paint PORCELAIN = Material.GLOSS.in(0xF6F5F1);
  static final Paint STEEL = Material.METAL.in(Paint.STEEL);
  static final Paint BRASS = Material.METAL.in(0xD3B278);
  static final Paint GRAPHITE = Material.SATIN.in(0x4A5358);
  static final Paint BLACK_GLASS = Material.GLOSS.in(0x232B31);
  static final Paint RUBBER = Material.MATTE.in(0x3B4348);
  static final Paint SAGE_CLOTH = Material.FABRIC.in(0x8FB09A);
  static final Paint WATER_CLOTH = Material.FABRIC.in(0x7FAAC4);
  static final Paint LINEN = Material.FABRIC.in(Paint.LINEN);
  static final Paint WHITE_CLOTH = Material.FABRIC.in(0xF7F5F0);
  static final Paint SAND_CLOTH = Material.FABRIC.in(0xD8C7A8);
  static final Paint SAGE = Material.SATIN.in(Paint.SAGE);
  static final Paint WATER = Material.SATIN.in(Paint.WATER);
  static final Paint STONE = Material.STONE.in(Paint.STONE);
  static final Paint CLAY = Material.MATTE.in(0xC98F6B);
  static final Paint SOIL = Material.MATTE.in(0x5B4636);
  static final Paint SCREEN_DARK = Material.SCREEN.in(0x16303E);
  static final Paint LAMP = Material.LAMP.in(0xFFF3DD);

  private Paints() {}
}
