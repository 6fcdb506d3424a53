package org.asclepion.media.rtp;

/**
 * Divides a receiver's bit rate among the pictures it gets. Owned by the receiver's loop and used
 * again.
 *
 * <p>Pictures are added in order of priority. First each gets its lowest layer, as far as it goes;
 * then each in turn is raised as high as it is wanted. A raise above what is sent now must fit with
 * a margin, so that an estimate that wavers does not make the picture waver.
 */
public final class Allocation {
  public static final int MAX_LAYERS = 3;

  /** In percent of a layer's rate. */
  static final int RAISE_MARGIN = 20;

  /**
   * So much more than what is left may a picture's lowest layer need when it is sent already, in
   * percent. A single cut of the estimate, as any hiccup brings, puts it below what is being sent;
   * a queue that does grow brings more cuts within a second, and a picture put out is missed at
   * once.
   */
  static final int KEEP_MARGIN = 50;

  private final long[] bps;
  private final int[] wanted;
  private final int[] sent;
  private final int[] given;
  private int count;

  public Allocation(int maxPictures) {
    bps = new long[maxPictures * MAX_LAYERS];
    wanted = new int[maxPictures];
    sent = new int[maxPictures];
    given = new int[maxPictures];
  }

  public void clear() {
    count = 0;
  }

  /**
   * Adds a picture, after those of higher priority; its layers' rates are set by {@link #rate}.
   *
   * @param wantedLayer the highest that is of use
   * @param sentLayer the one sent now, or {@link LayerSwitch#NONE}
   */
  public void add(int wantedLayer, int sentLayer) {
    wanted[count] = wantedLayer;
    sent[count] = sentLayer;
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      bps[count * MAX_LAYERS + layer] = 0;
    }
    count++;
  }

  /** Sets the rate of a layer of the picture added last; 0 when nothing comes of it. */
  public void rate(int layer, long bitsPerSecond) {
    bps[(count - 1) * MAX_LAYERS + layer] = bitsPerSecond;
  }

  /** As {@link #solve(long, long)}, with nothing to try. */
  public long solve(long bitsPerSecond) {
    return solve(bitsPerSecond, 0);
  }

  /**
   * Divides; answers what is left, which is never below zero.
   *
   * @param tryBitsPerSecond what the pictures may have at their lowest, whether or not it is known
   *     to fit: one that comes in a single layer would otherwise never be sent, and so nobody would
   *     learn that it fits
   */
  public long solve(long bitsPerSecond, long tryBitsPerSecond) {
    long left = bitsPerSecond;
    long tryLeft = tryBitsPerSecond;
    for (int i = 0; i < count; i++) {
      given[i] = LayerSwitch.NONE;
      int lowest = lowest(i);
      boolean tried = lowest >= 0 && rateOf(i, lowest) <= tryLeft;
      boolean kept =
          lowest >= 0 && lowest == sent[i] && rateOf(i, lowest) <= left + left * KEEP_MARGIN / 100;
      if (lowest != LayerSwitch.NONE && (tried || kept || fits(i, lowest, 0, left))) {
        given[i] = lowest;
        left = Math.max(0, left - rateOf(i, lowest));
        tryLeft -= rateOf(i, lowest);
      }
    }
    for (int i = 0; i < count; i++) {
      for (int layer = wanted[i]; given[i] != LayerSwitch.NONE && layer > given[i]; layer--) {
        long had = rateOf(i, given[i]);
        if (rateOf(i, layer) > 0 && fits(i, layer, had, left)) {
          left -= rateOf(i, layer) - had;
          given[i] = layer;
        }
      }
    }
    return left;
  }

  /** The lowest layer that has packets. */
  private int lowest(int picture) {
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      if (rateOf(picture, layer) > 0) {
        return layer;
      }
    }
    return LayerSwitch.NONE;
  }

  private boolean fits(int picture, int layer, long had, long left) {
    long rate = rateOf(picture, layer);
    long margin = layer > sent[picture] ? rate * RAISE_MARGIN / 100 : 0;
    return rate + margin - had <= left;
  }

  private long rateOf(int picture, int layer) {
    return bps[picture * MAX_LAYERS + layer];
  }

  /** The layer for the picture added as number {@code index}, or {@link LayerSwitch#NONE}. */
  public int layer(int index) {
    return given[index];
  }
}
