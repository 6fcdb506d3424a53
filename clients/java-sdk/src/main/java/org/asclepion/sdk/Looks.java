package org.asclepion.sdk;

import java.util.Map;

/**
 * How somebody wants to look, beside the colour of their clothes. Each begins at 0; the server says
 * which number it does not take. What they stand for: {@code asclepion.v1.Appearance}. Immutable.
 *
 * @param skin 1 light to 10 dark, or 0 for the variant's
 * @param hair 1 to 8, or 0 for the variant's
 * @param hairColour 1 to 10, or 0 for the variant's
 * @param glasses 0 none, 1 round, 2 angular
 * @param headCover 0 none, 1 headscarf, 2 cap, 3 turban
 * @param beard 0 none, 1 moustache, 2 short, 3 full
 * @param build 0 medium, 1 slight, 2 broad
 * @param height 0 medium, 1 short, 2 tall
 */
public record Looks(
    int skin,
    int hair,
    int hairColour,
    int glasses,
    int headCover,
    int beard,
    int build,
    int height,
    boolean wheelchair) {

  /** As the variant says. */
  public static final Looks PLAIN = new Looks(0, 0, 0, 0, 0, 0, 0, 0, false);

  void into(Map<String, Object> fields) {
    fields.put("skin", skin);
    fields.put("hair", hair);
    fields.put("hairColour", hairColour);
    fields.put("glasses", glasses);
    fields.put("headCover", headCover);
    fields.put("beard", beard);
    fields.put("build", build);
    fields.put("height", height);
    fields.put("wheelchair", wheelchair ? 1 : 0);
  }
}
