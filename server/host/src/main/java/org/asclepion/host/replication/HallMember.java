package org.asclepion.host.replication;

/**
 * What one member of a hall follows, and what it may cost. Belongs to the room's thread.
 *
 * <p>The budget is held by measurement: bytes sent are averaged over about a second, and the number
 * of near bodies follows.
 */
final class HallMember {
  static final byte NOTHING = 0;
  static final byte NEAR = 1;
  static final byte FAR = 2;

  private static final double GIVE_UP = 0.96;
  private static final double TAKE_BACK = 0.85;
  private static final int STEP_DOWN = 4;

  /** By slot: the lane followed. */
  final byte[] lane;

  /** By slot: whether it is to be the near one. */
  final boolean[] near;

  private final int startTick;
  private double bytesPerTick;
  private int quota = Hall.NEAR;

  /**
   * Begins at a tick, with nobody followed yet.
   *
   * @param capacity of the room
   */
  HallMember(int capacity, int startTick) {
    this.startTick = startTick;
    lane = new byte[capacity];
    near = new boolean[capacity];
  }

  boolean beginsAt(int tick) {
    return tick == startTick;
  }

  int quota() {
    return quota;
  }

  /**
   * Counts what a tick cost; not the beginning, when everybody is told of once.
   *
   * @param passed ticks since the one made before
   */
  void sent(int bytes, int tick, int passed, int tickHz) {
    if (tick - startTick > tickHz) {
      bytesPerTick += (bytes - passed * bytesPerTick) / tickHz;
    }
  }

  /**
   * Gives up the outermost near bodies when the budget is close, takes them back when it is not.
   */
  void adapt(int tickHz) {
    double share = bytesPerTick * tickHz / Hall.BUDGET_BYTES_PER_SECOND;
    if (share > GIVE_UP) {
      quota = Math.max(Hall.FEWEST_NEAR, quota - STEP_DOWN);
    } else if (share < TAKE_BACK) {
      quota = Math.min(Hall.NEAR, quota + 1);
    }
  }
}
