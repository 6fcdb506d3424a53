package org.asclepion.host.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop's rooms by when it is to look at them, soonest first. Owned by the loop.
 *
 * <p>A heap of the usual kind, but the times lie in an array of their own: a thousand rooms do not
 * fit into a core's cache, and to put one in its place a dozen others would have to be fetched only
 * to be asked for their time.
 */
final class Agenda {
  private long[] times = new long[16];
  private @Nullable ScheduledRoom[] rooms = new @Nullable ScheduledRoom[16];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The soonest time; only while there is a room. */
  long firstNanos() {
    return times[0];
  }

  /** Enters a room at its {@link ScheduledRoom#lookNanos}, which must not change while it is in. */
  void add(ScheduledRoom room) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      rooms = Arrays.copyOf(rooms, 2 * size);
    }
    rise(size++, room.lookNanos(), room);
  }

  /** Takes the soonest room out. */
  ScheduledRoom remove() {
    ScheduledRoom first = rooms[0];
    if (size == 0 || first == null) {
      throw new IllegalStateException("nothing is due, ever");
    }
    removeAt(0);
    return first;
  }

  /** Takes a room out, wherever it is. */
  void remove(ScheduledRoom room) {
    for (int i = 0; i < size; i++) {
      if (room.equals(rooms[i])) {
        removeAt(i);
        return;
      }
    }
  }

  /** A list of the rooms, in no particular order. */
  List<ScheduledRoom> rooms() {
    List<ScheduledRoom> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ScheduledRoom room = rooms[i];
      if (room != null) {
        all.add(room);
      }
    }
    return all;
  }

  private void removeAt(int hole) {
    size--;
    long time = times[size];
    ScheduledRoom last = rooms[size];
    rooms[size] = null;
    if (hole < size && last != null) {
      sink(hole, time, last);
      if (last.equals(rooms[hole])) {
        rise(hole, time, last);
      }
    }
  }

  private void rise(int from, long time, ScheduledRoom room) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (times[parent] <= time) {
        break;
      }
      times[at] = times[parent];
      rooms[at] = rooms[parent];
      at = parent;
    }
    times[at] = time;
    rooms[at] = room;
  }

  private void sink(int from, long time, ScheduledRoom room) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) {
        child++;
      }
      if (times[child] >= time) {
        break;
      }
      times[at] = times[child];
      rooms[at] = rooms[child];
      at = child;
    }
    times[at] = time;
    rooms[at] = room;
  }
}
