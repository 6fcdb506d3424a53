package org.asclepion.sdk;

import org.asclepion.protocol.pose.PoseGrid;

/**
 * Where one's own root will be once the server has heard everything sent: its last word plus the
 * displacements it has not answered yet. Owned by the client's loop.
 */
public final class RootPrediction {
  /** Further off than this, the body was set down elsewhere. Metres. */
  private static final double SNAP = 0.7;

  /** Time constant with which a correction fades … */
  private static final double FADE_NANOS = 90e6;

  /** … but no faster than this: at 60 Hz, 4.5 cm a picture. */
  private static final double FADE_METRES_PER_SECOND = 2.7;

  /** Samples unanswered at once; a connection this far behind is as good as lost. */
  static final int MAX_PENDING = 256;

  private final int[] numbers = new int[MAX_PENDING];
  private final int[] movesX = new int[MAX_PENDING];
  private final int[] movesZ = new int[MAX_PENDING];
  private int first;
  private int pending;
  private int sumX;
  private int sumZ;
  private int rootX;
  private int rootZ;
  private boolean known;
  private double errorX;
  private double errorZ;
  private long shownNanos;

  RootPrediction() {}

  void sent(int number, int moveX, int moveZ) {
    if (pending == MAX_PENDING) {
      drop();
    }
    int at = (first + pending) % MAX_PENDING;
    numbers[at] = number;
    movesX[at] = moveX;
    movesZ[at] = moveZ;
    sumX += moveX;
    sumZ += moveZ;
    pending++;
  }

  /** The server's word: the root (grid steps) after all samples up to {@code number}. */
  void acknowledged(int number, int x, int z) {
    double beforeX = x() + errorX;
    double beforeZ = z() + errorZ;
    boolean corrects = known;
    // Numbers wrap: "up to" means at most half a circle back.
    while (pending > 0 && (short) (numbers[first] - number) <= 0) {
      drop();
    }
    rootX = x;
    rootZ = z;
    known = true;
    errorX = beforeX - x();
    errorZ = beforeZ - z();
    if (!corrects || Math.hypot(errorX, errorZ) > SNAP) {
      errorX = 0;
      errorZ = 0;
    }
  }

  void forget() {
    pending = 0;
    sumX = 0;
    sumZ = 0;
    errorX = 0;
    errorZ = 0;
    known = false;
  }

  /** Whether the server has ever said where the root is. */
  public boolean isKnown() {
    return known;
  }

  /** Samples sent and not answered yet. */
  public int pending() {
    return pending;
  }

  /** Metres, hospital plan. */
  public double x() {
    return PoseGrid.rootMetres(rootX + sumX);
  }

  public double z() {
    return PoseGrid.rootMetres(rootZ + sumZ);
  }

  /**
   * Lets corrections fade until a moment, and {@link #shownX} with them.
   *
   * @param nanos of a clock that never goes back
   */
  public void show(long nanos) {
    double passed = shownNanos == 0 ? 0 : nanos - shownNanos;
    shownNanos = nanos;
    double error = Math.hypot(errorX, errorZ);
    if (passed <= 0 || error == 0) {
      return;
    }
    double most = FADE_METRES_PER_SECOND * passed / 1e9 / error;
    double keep = 1 - Math.min(1, Math.min(1 - Math.exp(-passed / FADE_NANOS), most));
    errorX *= keep;
    errorZ *= keep;
  }

  /** Where to draw oneself: the prediction and what is left of corrections. Metres. */
  public double shownX() {
    return x() + errorX;
  }

  public double shownZ() {
    return z() + errorZ;
  }

  /** The server's last word, metres. */
  public double serverX() {
    return PoseGrid.rootMetres(rootX);
  }

  public double serverZ() {
    return PoseGrid.rootMetres(rootZ);
  }

  private void drop() {
    sumX -= movesX[first];
    sumZ -= movesZ[first];
    first = (first + 1) % MAX_PENDING;
    pending--;
  }
}
