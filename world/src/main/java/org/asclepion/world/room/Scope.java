package org.asclepion.world.room;

/**
 * Who may perceive something, within one room. Equality is by value; a scope means something only
 * together with the room that owns it.
 */
public sealed interface Scope {
  Scope ROOM = new Everyone();
  Scope STAFF = new Staff();
  Scope VISITORS = new Visitors();

  /** Every body in the room. */
  record Everyone() implements Scope {}

  /** Bodies whose role is a staff role. */
  record Staff() implements Scope {}

  /** Bodies whose role is not a staff role; used only in rooms with anonymous visitors. */
  record Visitors() implements Scope {}

  /** The one participant with this slot. */
  record Person(int slot) implements Scope {}

  /** The members of a side-talk. */
  record Side(int talk) implements Scope {}

  /** Whoever looks into this room through this aperture from the room beyond. */
  record Window(int aperture) implements Scope {}
}
