package org.asclepion.world.intent;

/** The bounds on what one participant can make a room hold. */
public final class Limits {
  public static final int CHAT_CHARACTERS = 500;
  public static final int NOTE_CHARACTERS = 4_000;
  public static final int SIDE_TALKS_PER_ROOM = 32;
  public static final int SIDE_TALK_MEMBERS = 16;

  /** Points of one {@link Intent.Draw}. */
  public static final int DRAW_POINTS = 64;

  /** Points of one line; a longer one is refused, the client begins another. */
  public static final int STROKE_POINTS = 512;

  /** Lines of one person; their oldest goes when there is one more. */
  public static final int STROKES_PER_PERSON = 64;

  /** Points of all lines of one person; their oldest lines go when there are more. */
  public static final int STROKE_POINTS_PER_PERSON = 4_096;

  /**
   * Lines in a room; then the oldest of somebody who has left goes, or the oldest of whoever draws,
   * or there is no more.
   */
  public static final int STROKES_PER_ROOM = 256;

  /** Points of all lines in a room; at the bound as {@link #STROKES_PER_ROOM}. */
  public static final int STROKE_POINTS_PER_ROOM = 16_384;

  /** Points that one person may draw in a second, sustained. */
  public static final int DRAW_POINTS_PER_SECOND = 120;

  /** Seconds' worth of points that may come at once after a quiet time. */
  public static final int DRAW_BANK_SECONDS = 2;

  /** Pens to choose from. */
  public static final int PENS = 8;

  public static final int THINNEST_MILLIMETRES = 2;
  public static final int THICKEST_MILLIMETRES = 40;

  private Limits() {}
}
