package org.asclepion.media.rtp;

/** Arithmetic of numbers that wrap around (RFC 1982). Pure functions, for any thread. */
public final class Serial {
  private Serial() {}

  /**
   * How far {@code to} is ahead of {@code from}, in [-32768, 32767]. Exactly half the circle, which
   * RFC 1982 leaves undefined, counts as behind.
   */
  public static int distance16(int from, int to) {
    return (short) (to - from);
  }

  public static boolean newer16(int number, int than) {
    return distance16(than, number) > 0;
  }

  /** How far {@code to} is ahead of {@code from}, for 32-bit numbers such as RTP timestamps. */
  public static int distance32(int from, int to) {
    return to - from;
  }

  /** The number next to {@code near} whose low 16 bits are {@code low}. */
  public static long extend16(long near, int low) {
    return near + distance16((int) near, low);
  }

  /** The number next to {@code near} whose low bits are {@code low}. */
  public static long extend(long near, int low, int bits) {
    int unused = Long.SIZE - bits;
    return near + ((low - near) << unused >> unused);
  }
}
