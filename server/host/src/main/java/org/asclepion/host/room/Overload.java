package org.asclepion.host.room;

import java.util.List;
import org.asclepion.world.space.RoomKind;

/**
 * What an overloaded server does without, least first. Each level includes those before it.
 * Immutable.
 */
public enum Overload {
  /** Everything is as declared. */
  NONE(0),
  /** Nobody new is let in; whoever is inside goes where they like. */
  NO_NEWCOMERS(1),
  /** Rooms to pass through and to wait in tick half as often. */
  SLOWER_PASSAGES(2),
  /** And rooms where people teach and talk. */
  SLOWER_MEETINGS(3),
  /** And wards, imaging, theatres. */
  SLOWER_CARE(4),
  /** And, last of all, consultations. */
  SLOWER_CONSULTATIONS(5);

  private static final List<Overload> LEVELS = List.of(values());

  private final int number;

  Overload(int number) {
    this.number = number;
  }

  /** 0 is the least. */
  public int number() {
    return number;
  }

  /** Ticks from one that a room of this kind makes to the next. */
  public int stride(RoomKind kind) {
    return compareTo(slows(kind)) >= 0 ? 2 : 1;
  }

  private static Overload slows(RoomKind kind) {
    return switch (kind) {
      case LOBBY, WAITING, CORRIDOR, GARDEN -> SLOWER_PASSAGES;
      case CONFERENCE, CLASSROOM, OBSERVATION -> SLOWER_MEETINGS;
      case WARD, IMAGING, THEATRE -> SLOWER_CARE;
      case CONSULTATION -> SLOWER_CONSULTATIONS;
    };
  }

  /** Whether somebody new may come in. */
  public boolean admitsNewcomers() {
    return this == NONE;
  }

  static Overload worst() {
    return SLOWER_CONSULTATIONS;
  }

  Overload worse() {
    return LEVELS.get(Math.min(number + 1, worst().number));
  }

  Overload better() {
    return LEVELS.get(Math.max(number - 1, 0));
  }
}
