package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.room.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * Who was in one room instance when, as the journal told it. The room's tick thread writes, the
 * oracle reads; guarded by {@code this}.
 */
final class Instance {
  private final RoomKey key;
  private final Map<Integer, List<Stay>> bySlot = new HashMap<>();
  private final List<Stay> departures = new ArrayList<>();

  Instance(RoomKey key) {
    this.key = key;
  }

  RoomKey key() {
    return key;
  }

  synchronized @Nullable String enter(Stay stay) {
    List<Stay> stays = bySlot.computeIfAbsent(stay.slot, _ -> new ArrayList<>());
    Stay before = stays.isEmpty() ? null : stays.getLast();
    stays.add(stay);
    return before != null && before.leave > stay.enter ? "two in a slot: " + before + stay : null;
  }

  synchronized @Nullable String leave(Person person, int slot, int tick, long nanos) {
    List<Stay> stays = bySlot.getOrDefault(slot, List.of());
    for (Stay stay : stays.reversed()) {
      if (stay.person.equals(person) && stay.leave == Integer.MAX_VALUE) {
        stay.leave = tick;
        stay.leaveNanos = nanos;
        departures.add(stay);
        return null;
      }
    }
    return "left without having entered: " + person + " " + key;
  }

  /** Whose body has this slot in the state as of {@code tick}. */
  synchronized @Nullable Stay occupant(int slot, int tick) {
    List<Stay> stays = bySlot.get(slot);
    if (stays == null) {
      return null;
    }
    for (int i = stays.size() - 1; i >= 0; i--) {
      if (stays.get(i).covers(tick)) {
        return stays.get(i);
      }
    }
    return null;
  }

  /** Who had the slot last before {@code tick}, whether still here or not. */
  synchronized @Nullable Stay before(int slot, int tick) {
    Stay found = null;
    for (Stay stay : bySlot.getOrDefault(slot, List.of())) {
      if (stay.enter <= tick) {
        found = stay;
      }
    }
    return found;
  }

  /** The bodies in the room as of {@code tick}. */
  synchronized List<Stay> present(int tick) {
    List<Stay> present = new ArrayList<>();
    for (List<Stay> stays : bySlot.values()) {
      for (int i = stays.size() - 1; i >= 0; i--) {
        if (stays.get(i).covers(tick)) {
          present.add(stays.get(i));
          break;
        }
      }
    }
    return present;
  }

  /** How many have left so far. */
  synchronized int departures() {
    return departures.size();
  }

  /** The n-th who left, in the order of ticks. */
  synchronized Stay departure(int n) {
    return departures.get(n);
  }

  /** How many had left as of {@code tick}. */
  synchronized int departedBy(int tick) {
    int low = 0;
    int high = departures.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (departures.get(middle).leave <= tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
