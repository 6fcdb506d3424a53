package org.asclepion.world.avatar;

/**
 * How far something may move: a speed, and a little banked for samples that come late and together.
 * Belongs to the thread of the room the body is in.
 */
public final class SpeedBudget {
  private final double metresPerSecond;
  private final double bank;
  private double metres;

  /**
   * @param metresPerSecond sustained speed
   * @param bankSeconds how long unused movement is kept
   */
  public SpeedBudget(double metresPerSecond, double bankSeconds) {
    this.metresPerSecond = metresPerSecond;
    this.bank = metresPerSecond * bankSeconds;
    this.metres = bank;
  }

  /** Time passed. */
  public void refill(double seconds) {
    metres =
        Math.min(metres + metresPerSecond * seconds, Math.max(bank, metresPerSecond * seconds));
  }

  /** Spends up to {@code wanted} metres and returns how many were granted. */
  public double take(double wanted) {
    double granted = Math.min(wanted, metres);
    metres -= granted;
    return granted;
  }

  /** What is left, metres. */
  public double metres() {
    return metres;
  }
}
