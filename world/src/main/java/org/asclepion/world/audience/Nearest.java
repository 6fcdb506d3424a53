package org.asclepion.world.audience;

import java.util.Arrays;

/**
 * The few best of many candidates, as they come: those with the lowest score, equal ones by
 * participant. Used again for every row. Belongs to the thread that steps the room.
 */
final class Nearest {
  private final double[] score;
  private final long[] id;
  private final int[] how;
  private int count;

  Nearest(int most) {
    score = new double[most];
    id = new long[most];
    how = new int[most];
  }

  void clear() {
    count = 0;
  }

  /** Whether a candidate with this score could still be taken. */
  boolean takes(double candidate) {
    return count < score.length || candidate <= score[count - 1];
  }

  /** Offers a candidate; one who is there already stays with the better score. */
  void offer(double candidate, long who, int candidateHow) {
    for (int i = 0; i < count; i++) {
      if (id[i] == who) {
        if (score[i] <= candidate) {
          return;
        }
        remove(i);
      }
    }
    int at = count;
    while (at > 0
        && (score[at - 1] > candidate || (score[at - 1] == candidate && id[at - 1] > who))) {
      at--;
    }
    if (at == score.length) {
      return;
    }
    int moved = Math.min(count, score.length - 1) - at;
    System.arraycopy(score, at, score, at + 1, moved);
    System.arraycopy(id, at, id, at + 1, moved);
    System.arraycopy(how, at, how, at + 1, moved);
    score[at] = candidate;
    id[at] = who;
    how[at] = candidateHow;
    count = Math.min(count + 1, score.length);
  }

  private void remove(int at) {
    count--;
    System.arraycopy(score, at + 1, score, at, count - at);
    System.arraycopy(id, at + 1, id, at, count - at);
    System.arraycopy(how, at + 1, how, at, count - at);
  }

  /** Puts them into the order of participants; from now on nothing is to be offered. */
  void sortById() {
    for (int i = 1; i < count; i++) {
      long who = id[i];
      int its = how[i];
      int at = i;
      while (at > 0 && id[at - 1] > who) {
        id[at] = id[at - 1];
        how[at] = how[at - 1];
        at--;
      }
      id[at] = who;
      how[at] = its;
    }
  }

  int count() {
    return count;
  }

  long id(int n) {
    return id[n];
  }

  int how(int n) {
    return how[n];
  }

  boolean equalTo(long[] ids, int[] hows) {
    return hasIds(ids) && hasHows(hows);
  }

  /** Whether those are the participants. */
  boolean hasIds(long[] ids) {
    return Arrays.equals(id, 0, count, ids, 0, ids.length);
  }

  private boolean hasHows(int[] hows) {
    return Arrays.equals(how, 0, count, hows, 0, hows.length);
  }

  /** The participants; those before, if they are the same. */
  long[] ids(long[] before) {
    return hasIds(before) ? before : Arrays.copyOf(id, count);
  }

  /** What was offered with each; those before, if they are the same. */
  int[] hows(int[] before) {
    return hasHows(before) ? before : Arrays.copyOf(how, count);
  }
}
