package org.asclepion.content.build;

/** A material in a colour; the colour is linear light, 0 to 1. Immutable. */
record Paint(Material material, double r, double g, double b) {
  static final int WALL = 0xF4F1EA;
  static final int OAK = 0xC9A97C;
  static final int STONE = 0xB8B4AA;
  static final int INK = 0x22303A;
  static final int SAGE = 0x7FA58A;
  static final int WATER = 0x5B93B5;
  static final int SUN = 0xF2C879;
  static final int ALERT = 0xC8553D;
  static final int STEEL = 0xC4C8C9;
  static final int LINEN = 0xE6DFD0;

  static Paint of(Material material, int srgb) {
    return new Paint(
        material,
        linear((srgb >> 16 & 255) / 255.0),
        linear((srgb >> 8 & 255) / 255.0),
        linear((srgb & 255) / 255.0));
  }

  /** The same paint with its light multiplied. */
  Paint shade(double k) {
    return new Paint(material, r * k, g * k, b * k);
  }

  Paint mix(int srgb, double t) {
    Paint o = of(material, srgb);
    return new Paint(material, r + (o.r - r) * t, g + (o.g - g) * t, b + (o.b - b) * t);
  }

  /** From sRGB, 0 to 1, to linear light. */
  static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
  }
}
