package org.asclepion.world.avatar;

import java.util.List;

/**
 * How somebody looks, as they chose it at the mirror. The room only carries it on; what the numbers
 * stand for is in {@code asclepion/v1/component.proto}. Immutable.
 *
 * @param colour index into the palette of clothes
 * @param variant hair and skin of those who chose neither
 * @param skin tone from light to dark, or 0 for the variant's
 * @param hair style, or 0 for the variant's
 * @param hairColour or 0 for the variant's
 * @param wheelchair whether they come in one: 1 or 0
 */
public record Appearance(
    int colour,
    int variant,
    int skin,
    int hair,
    int hairColour,
    int glasses,
    int headCover,
    int beard,
    int build,
    int height,
    int wheelchair) {

  /** A choice, its name outside, and the highest number it takes; all begin at 0. */
  public record Choice(String name, int max) {}

  /** All choices, in the order of the record. */
  public static final List<Choice> CHOICES =
      List.of(
          new Choice("colour", 15),
          new Choice("variant", 7),
          new Choice("skin", 10),
          new Choice("hair", 8),
          new Choice("hairColour", 10),
          new Choice("glasses", 2),
          new Choice("headCover", 3),
          new Choice("beard", 3),
          new Choice("build", 2),
          new Choice("height", 2),
          new Choice("wheelchair", 1));

  public Appearance {
    List<Integer> given =
        List.of(
            colour,
            variant,
            skin,
            hair,
            hairColour,
            glasses,
            headCover,
            beard,
            build,
            height,
            wheelchair);
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) < 0 || given.get(i) > CHOICES.get(i).max()) {
        throw new IllegalArgumentException(CHOICES.get(i).name() + " " + given.get(i));
      }
    }
  }

  /** Who chose no more than a colour and one of the eight bodies. */
  public static Appearance of(int colour, int variant) {
    return new Appearance(colour, variant, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
