package org.asclepion.content.build;

/** How dark a surface looks where little light reaches it. */
final class Tone {
  private Tone() {}

  /**
   * The colour to store for a surface of linear colour {@code albedo}. Light that bounces brightens
   * corners, and more so the brighter the surface: a white wall's corner is never dirty grey.
   */
  static double seen(double albedo, double openness) {
    double bounced = openness / (1 - 0.72 * Math.min(1, albedo) * (1 - openness));
    return albedo * (0.12 + 0.88 * bounced);
  }
}
