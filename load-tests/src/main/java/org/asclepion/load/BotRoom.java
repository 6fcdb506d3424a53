package org.asclepion.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bots of one instance of a room, by slot. Owned by the bots' loop. */
final class BotRoom {
  final List<Bot> bots = new ArrayList<>();

  /** In a hall, what its bots have decoded lately. */
  final SharedLanes lanes = new SharedLanes();

  /** In a hall, what is owed while it is measured. */
  @Nullable HallDues dues;

  private @Nullable Bot[] bySlot = new Bot[64];

  void entered(Bot bot, int slot) {
    if (slot >= bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, 2 * bySlot.length));
    }
    bySlot[slot] = bot;
  }

  @Nullable Bot at(int slot) {
    return slot < bySlot.length ? bySlot[slot] : null;
  }
}
