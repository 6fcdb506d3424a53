package org.asclepion.host.room;

/**
 * Names a room instance.
 *
 * @param template index of the room in the hospital
 * @param visit the visit it belongs to, or empty where one instance serves all
 * @param copy which copy of the whole hospital it stands in: empty for the real one, otherwise a
 *     load test's
 */
public record RoomKey(int template, String visit, String copy) {
  /** Whether people in this room and in {@code other} share what lies between them. */
  boolean adjoins(RoomKey other) {
    return copy.equals(other.copy) && visit.equals(other.visit);
  }
}
