package org.asclepion.world.space;

/** What a room is for. */
public enum RoomKind {
  LOBBY,
  WAITING,
  CONSULTATION,
  CONFERENCE,
  WARD,
  IMAGING,
  THEATRE,
  OBSERVATION,
  CLASSROOM,
  GARDEN,
  CORRIDOR
}
