package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bodies in a room: by slot, in slot order, and by participant (a sorted array: no hashing, no
 * boxing). Belongs to the thread that steps the room.
 */
final class Bodies {
  private final @Nullable Body[] bySlot;
  private final boolean[] freedNow;
  private final List<Body> inOrder = new ArrayList<>();
  private final List<Body> view = Collections.unmodifiableList(inOrder);
  private long[] ids = new long[8];
  private Body[] byId = new Body[8];

  Bodies(int capacity) {
    bySlot = new Body[capacity];
    freedNow = new boolean[capacity];
  }

  void beginStep() {
    Arrays.fill(freedNow, false);
    for (int i = 0; i < inOrder.size(); i++) {
      Body body = inOrder.get(i);
      body.moved = false;
      body.walked = false;
      body.corrected = 0;
    }
  }

  /**
   * The lowest free slot, or -1. One freed in this step comes last, so that whoever follows a slot
   * rarely has to tell two people apart within one step.
   */
  int freeSlot() {
    int second = -1;
    for (int slot = 0; slot < bySlot.length; slot++) {
      if (bySlot[slot] == null) {
        if (!freedNow[slot]) {
          return slot;
        }
        second = second < 0 ? slot : second;
      }
    }
    return second;
  }

  void add(Body body) {
    bySlot[body.slot()] = body;
    int at = 0;
    while (at < inOrder.size() && inOrder.get(at).slot() < body.slot()) {
      at++;
    }
    int count = inOrder.size();
    inOrder.add(at, body);
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      byId = Arrays.copyOf(byId, 2 * count);
    }
    int place = -(Arrays.binarySearch(ids, 0, count, body.participant().id()) + 1);
    System.arraycopy(ids, place, ids, place + 1, count - place);
    System.arraycopy(byId, place, byId, place + 1, count - place);
    ids[place] = body.participant().id();
    byId[place] = body;
  }

  void remove(Body body) {
    bySlot[body.slot()] = null;
    freedNow[body.slot()] = true;
    int count = inOrder.size();
    inOrder.remove(body);
    int place = Arrays.binarySearch(ids, 0, count, body.participant().id());
    System.arraycopy(ids, place + 1, ids, place, count - place - 1);
    System.arraycopy(byId, place + 1, byId, place, count - place - 1);
  }

  /** The body of a participant. */
  @Nullable Body of(long participant) {
    int place = Arrays.binarySearch(ids, 0, inOrder.size(), participant);
    return place < 0 ? null : byId[place];
  }

  @Nullable Body at(int slot) {
    return slot >= 0 && slot < bySlot.length ? bySlot[slot] : null;
  }

  int count() {
    return inOrder.size();
  }

  /** The n-th body in slot order. */
  Body get(int n) {
    return inOrder.get(n);
  }

  List<Body> inOrder() {
    return view;
  }
}
