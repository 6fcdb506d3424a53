package org.asclepion.world.room;

import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.RoomKind;

/**
 * Who may show, draw and tidy up where: the one table of it. Staff may do all of it everywhere;
 * patients, guests and trainees draw where people confer; agents and robots point and no more.
 * Whoever is hidden from others (a visitor where visitors are anonymous) draws nothing, whatever
 * the room is for: a line would tell of them.
 */
enum Rights {
  /** A pointer of light from one's hand. */
  POINT,
  /** Lines in the air. */
  DRAW_IN_AIR,
  /** Lines on a whiteboard; on one of the staff, staff only. */
  DRAW_ON_WHITEBOARD,
  /** Taking away what others have drawn. */
  CLEAR,
  /** Lowering somebody else's raised hand. */
  LOWER_HANDS;

  boolean granted(Role role, RoomKind kind) {
    return switch (role) {
      case DOCTOR, NURSE, SPECIALIST, STAFF -> true;
      case PATIENT, GUEST, TRAINEE ->
          switch (this) {
            case POINT -> true;
            case DRAW_IN_AIR, DRAW_ON_WHITEBOARD -> peopleConferIn(kind);
            case CLEAR, LOWER_HANDS -> false;
          };
      case AGENT, ROBOT ->
          switch (this) {
            case POINT -> true;
            case DRAW_IN_AIR, DRAW_ON_WHITEBOARD, CLEAR, LOWER_HANDS -> false;
          };
    };
  }

  private static boolean peopleConferIn(RoomKind kind) {
    return switch (kind) {
      case CONSULTATION, CONFERENCE, WARD, IMAGING, CLASSROOM -> true;
      case LOBBY, WAITING, THEATRE, OBSERVATION, GARDEN, CORRIDOR -> false;
    };
  }

  boolean granted(Body body, RoomKind kind) {
    boolean draws = this == DRAW_IN_AIR || this == DRAW_ON_WHITEBOARD;
    return granted(body.participant().role(), kind) && !(draws && body.hidden);
  }
}
