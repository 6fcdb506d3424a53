package org.asclepion.host.replication;

import org.asclepion.host.room.Overload;
import org.asclepion.world.room.Scope;
import org.asclepion.world.space.RoomTemplate;

/**
 * Which rooms are halls, and the numbers that rule in them. Static and pure; why, in ADR 0007.
 *
 * <p>The promise: of the {@link #PROMISED} nearest bodies a member learns every tick, of all others
 * at least once a second, in no more than {@link #BUDGET_BYTES_PER_SECOND}.
 */
final class Hall {
  /** Rooms that hold more people than this are halls. */
  static final int ORDINARY_CAPACITY = 100;

  /** The nearest bodies that come at the full rate, whichever way one looks. */
  static final int PROMISED = 40;

  /** Between two choices people walk: so many more are near by distance alone. */
  static final int SPARE = 4;

  /** Near bodies in all; those beyond the nearest are chosen by where one looks, too. */
  static final int NEAR = 56;

  /** Doctors who come at the full rate wherever they stand, the nearest ones. */
  static final int PRESENTERS = 4;

  /** However little may be sent, so many are near. */
  static final int FEWEST_NEAR = 8;

  static final int BUDGET_BYTES_PER_SECOND = 48_000;

  /** Far bodies are told this often in a second, about. */
  private static final int FAR_HZ = 2;

  private static final int CHOICES_PER_SECOND = 5;

  private Hall() {}

  static boolean is(RoomTemplate template) {
    return template.capacity() > ORDINARY_CAPACITY;
  }

  /** Whether a scope's poses travel in lanes. */
  static boolean lanes(RoomTemplate template, Scope scope) {
    return is(template)
        && switch (scope) {
          case Scope.Everyone everyone -> true;
          case Scope.Staff staff -> true;
          case Scope.Visitors visitors -> false;
          case Scope.Person person -> false;
          case Scope.Side side -> false;
          case Scope.Window window -> false;
        };
  }

  /**
   * Near bodies in all that an overloaded server affords: before it lets ticks run late it keeps to
   * what is promised, and then to less, the nearest to the last.
   */
  static int near(Overload level) {
    return switch (level) {
      case NONE -> NEAR;
      case NO_NEWCOMERS -> PROMISED + SPARE;
      case SLOWER_PASSAGES -> 32;
      case SLOWER_MEETINGS -> 24;
      case SLOWER_CARE -> 16;
      case SLOWER_CONSULTATIONS -> FEWEST_NEAR;
    };
  }

  /**
   * Whether somebody's turn, which comes every {@code every} ticks, came since the tick before; an
   * overloaded room leaves ticks out.
   *
   * @param of whose turn it is; spreads the turns over the ticks
   */
  static boolean isTurn(int tick, int before, long of, int every) {
    return Math.floorDiv(tick + of, every) != Math.floorDiv(before + of, every);
  }

  /** Ticks from one update of a far body to the next. */
  static int farTicks(int tickHz) {
    return Math.max(1, tickHz / FAR_HZ);
  }

  /** Ticks from one choice of a member's near bodies to the next. */
  static int choiceTicks(int tickHz) {
    return Math.max(1, tickHz / CHOICES_PER_SECOND);
  }
}
