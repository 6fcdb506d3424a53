package org.asclepion.world.intent;

/** Why a room did not grant an intent. The names are those of the protocol's Refusal.Reason. */
public enum Refused {
  OUT_OF_REACH,
  DOOR_CLOSED,
  ROOM_FULL,
  ROLE_NOT_ADMITTED,
  NO_VISIT,
  SEAT_TAKEN,
  ITEM_HELD,
  HAND_FULL,
  HAND_EMPTY,
  NOT_WALKABLE,
  NO_LINE_OF_SIGHT,
  TOO_FAR,
  TOO_LONG,
  NO_SUCH_THING,
  TOO_MANY,
  SEATED,
  NOT_ALLOWED,
  BUSY,
  NOT_OFFERED
}
