package org.asclepion.world.physics;

/**
 * The motion of a room's free props among its solids and people. Belongs to the thread that steps
 * the room, which must also be the one that made it.
 *
 * <p>Whoever calls steps it only while it is {@link #awake}; asleep it costs nothing. The same
 * calls in the same order give the same states, bit for bit.
 */
public interface PropPhysics {
  /** Puts a prop into the world, or elsewhere; it moves if {@code awake}. */
  void put(int prop, PropState state, boolean awake);

  /** Takes a prop out of the world: somebody holds it. Absent ones change nothing. */
  void remove(int prop);

  /** Wakes a prop that lost what it lay on. */
  void wake(int prop);

  /** Wakes the world because somebody may push something. */
  void wake();

  /** Where a person's capsule stands by the end of the next step. */
  void person(int slot, double x, double z);

  /** Moves by one tick. People of whom {@link #person} was not told since the last step vanish. */
  void step();

  boolean awake();

  /** Reads a prop's state; false, and nothing read, when it is not in the world. */
  boolean read(int prop, PropState into);

  /** A number over what decides the future and cannot be read. */
  long hash();
}
