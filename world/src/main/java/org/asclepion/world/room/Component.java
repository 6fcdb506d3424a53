package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;

/**
 * A piece of replicated state. Each is put into the room's {@link Components} under one scope; the
 * same thing may stand in several scopes, differing in what it tells.
 *
 * <p>The records mirror {@code asclepion/v1/component.proto}, which documents the fields.
 */
public sealed interface Component {
  /** Unique among the components of this type in a scope. */
  int id();

  record Body(
      int slot,
      org.asclepion.world.avatar.Role role,
      org.asclepion.world.avatar.Appearance appearance,
      int seat,
      boolean away,
      int leftItem,
      int rightItem,
      Side pointing,
      Side drawing,
      Side offering,
      boolean raised)
      implements Component {
    @Override
    public int id() {
      return slot;
    }
  }

  record Name(int slot, String displayName) implements Component {
    @Override
    public int id() {
      return slot;
    }
  }

  /** Times are step numbers of the room; {@code seat} is -1 for none. */
  record Figure(
      int id,
      double fromX,
      double fromZ,
      double toX,
      double toZ,
      double yaw,
      int startStep,
      int endStep,
      int seat)
      implements Component {}

  record OwnFigure(int figure) implements Component {
    @Override
    public int id() {
      return 0;
    }
  }

  record Door(int aperture, boolean open) implements Component {
    @Override
    public int id() {
      return aperture;
    }
  }

  /** {@code holder} is a slot, -1 for nobody, {@link #SOMEBODY} for a visitor not to be named. */
  record Item(
      int id,
      int model,
      double x,
      double y,
      double z,
      double qx,
      double qy,
      double qz,
      double qw,
      int holder,
      boolean leftHand)
      implements Component {
    public static final int SOMEBODY = 65_534;
  }

  record SeatTaken(int seat) implements Component {
    @Override
    public int id() {
      return seat;
    }
  }

  record Note(String text, int revision) implements Component {
    @Override
    public int id() {
      return 0;
    }
  }

  record SideTalk(int talk, List<Integer> slots) implements Component {
    public SideTalk {
      slots = List.copyOf(slots);
    }

    @Override
    public int id() {
      return talk;
    }
  }

  record RoomInfo(int template) implements Component {
    @Override
    public int id() {
      return 0;
    }
  }

  /** A microphone is open; absent while it is not. */
  record Voice(int slot, boolean talking) implements Component {
    @Override
    public int id() {
      return slot;
    }
  }

  /**
   * A piece of a line: up to {@link #PIECE_POINTS} points beside the last one of the piece before.
   *
   * @param whiteboard index of the whiteboard it is on, -1 in the air
   */
  record Stroke(
      int stroke, int piece, int whiteboard, int colour, int widthMillimetres, Polyline points)
      implements Component {
    public static final int PIECE_POINTS = 64;
    public static final int PIECES = 8;

    @Override
    public int id() {
      return stroke * PIECES + piece;
    }
  }
}
