package org.asclepion.world.audience;

import java.util.Arrays;
import java.util.List;

/** Whom one participant may hear and see, by participant in ascending order. Immutable. */
public final class Row {
  /** How large a picture is wanted. */
  public enum Size {
    LOW,
    MEDIUM,
    HIGH
  }

  /** Hears and sees nobody. */
  static final Row NOTHING = new Row();

  private static final List<Size> SIZES = List.of(Size.values());
  private static final int EXTRA = 8;

  private final long[] heard;

  /** Priority, and above it the aperture plus one. */
  private final int[] heardHow;

  private final long[] seen;

  /** Priority, and above it the size. */
  private final int[] seenHow;

  private Row() {
    heard = new long[0];
    heardHow = new int[0];
    seen = new long[0];
    seenHow = new int[0];
  }

  /** What those say, sharing with an earlier row what is still true of it. */
  Row(Nearest heardNow, Nearest seenNow, Row before) {
    heard = heardNow.ids(before.heard);
    heardHow = heardNow.hows(before.heardHow);
    seen = seenNow.ids(before.seen);
    seenHow = seenNow.hows(before.seenHow);
  }

  /** Whether this says what those say. */
  boolean says(Nearest heardNow, Nearest seenNow) {
    return heardNow.equalTo(heard, heardHow) && seenNow.equalTo(seen, seenHow);
  }

  /** Whether this is about the same people as those, however much each matters. */
  boolean isOf(Nearest heardNow, Nearest seenNow) {
    return heardNow.hasIds(heard) && seenNow.hasIds(seen);
  }

  static int heardHow(int priority, int aperture) {
    return priority | (aperture + 1) << EXTRA;
  }

  static int seenHow(int priority, Size size) {
    return priority | SIZES.indexOf(size) << EXTRA;
  }

  /** How many this participant may hear, at most {@link AudienceMaker#MOST_HEARD}. */
  public int heardCount() {
    return heard.length;
  }

  /** The n-th who may be heard. */
  public long heard(int n) {
    return heard[n];
  }

  /** From 1 to 255, more for those who matter more; for breaking ties between equal levels. */
  public int heardPriority(int n) {
    return heardHow[n] & 0xFF;
  }

  /**
   * About how far the n-th is, metres, by way of the aperture if there is one; 0 for whoever is
   * heard as if beside one: in a side-talk, or presenting.
   */
  public double heardMetres(int n) {
    return AudienceMaker.metres(heardPriority(n), heardThrough(n) >= 0);
  }

  /** The aperture through which the n-th is heard, or -1 when they are in the same room. */
  public int heardThrough(int n) {
    return (heardHow[n] >>> EXTRA) - 1;
  }

  /** How many this participant may see, at most {@link AudienceMaker#MOST_SEEN}. */
  public int seenCount() {
    return seen.length;
  }

  /** The n-th whose camera and screen may be seen. */
  public long seen(int n) {
    return seen[n];
  }

  /** From 1 to 255, more for what should be sent first. */
  public int seenPriority(int n) {
    return seenHow[n] & 0xFF;
  }

  /** How large the n-th's camera is wanted; a screen hangs on the wall and is wanted HIGH. */
  public Size seenSize(int n) {
    return SIZES.get(seenHow[n] >>> EXTRA);
  }

  /** The place of a speaker among the heard, negative when they may not be heard. */
  public int findHeard(long speaker) {
    return Arrays.binarySearch(heard, speaker);
  }

  /** The place of a subject among the seen, negative when they may not be seen. */
  public int findSeen(long subject) {
    return Arrays.binarySearch(seen, subject);
  }

  @Override
  public String toString() {
    return "hears " + Arrays.toString(heard) + " sees " + Arrays.toString(seen);
  }
}
