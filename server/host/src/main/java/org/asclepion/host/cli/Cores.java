package org.asclepion.host.cli;

import org.jspecify.annotations.Nullable;

/**
 * How a machine's cores are shared out: threads that own rooms, and event loops. Immutable.
 *
 * <p>A third of the cores go to rooms, the rest to sockets, and at least one to each: with two
 * people in a room, reading and writing frames costs more than stepping. The share is an estimate;
 * {@code --room-threads} sets another. More threads than cores would only wait for each other.
 *
 * @param owners 1 to {@value #MOST}
 * @param loops 1 to {@value #MOST}
 */
record Cores(int owners, int loops) {
  static final int MOST = 64;

  /**
   * The shares of so many cores.
   *
   * @param owners threads that own rooms, or null for the usual share
   */
  static Cores of(int cores, @Nullable Integer owners) {
    int forRooms = owners == null ? Math.clamp(cores / 3, 1, MOST) : owners;
    return new Cores(forRooms, Math.clamp(cores - forRooms, 1, MOST));
  }

  /** The shares of this machine's cores. */
  static Cores here(@Nullable Integer owners) {
    return of(Runtime.getRuntime().availableProcessors(), owners);
  }
}
