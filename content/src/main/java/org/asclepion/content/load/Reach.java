package org.asclepion.content.load;

import static org.asclepion.content.load.Furnisher.point;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.asclepion.content.load.RoomDraft.Piece;
import org.asclepion.content.load.RoomDraft.Placed;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.Seat;
import org.asclepion.world.space.Spawn;

/** Names the rooms nobody can get to, and the doors, seats and spawns furniture cuts off. */
final class Reach {
  /** Before a door's middle, where a body stands that is about to walk through, metres. */
  private static final double BEFORE_DOOR = 0.35;

  private static final double TO_SIT_DOWN = 1.0;

  private final Faults faults;

  Reach(Faults faults) {
    this.faults = faults;
  }

  /** Asks of the graph of rooms alone: from the entrance, for anybody and for each role. */
  void checkGraph(List<RoomDraft> rooms, List<ApertureDraft> apertures, RoomDraft entrance) {
    Set<RoomDraft> reached = reached(entrance, apertures, room -> true);
    for (RoomDraft room : rooms) {
      if (!reached.contains(room)) {
        faults.add(
            room.table.place("id"),
            "the room \"" + room.id + "\" cannot be reached from the entrance",
            "join it to a room that can be reached with a door or an arch in apertures.yaml");
      }
    }
    Map<Role, Set<RoomDraft>> byRole = new HashMap<>();
    for (RoomDraft room : rooms) {
      for (Role role : room.admits) {
        Set<RoomDraft> open =
            byRole.computeIfAbsent(
                role, r -> reached(entrance, apertures, it -> it.admits.contains(r)));
        if (reached.contains(room) && !open.contains(room)) {
          faults.add(
              room.table.place("admits"),
              "the role "
                  + role.name().toLowerCase(Locale.ROOT)
                  + " is admitted to \""
                  + room.id
                  + "\" but every way there leads through a room that refuses it",
              "admit it on the way from \"" + entrance.id + "\" or not here");
        }
      }
    }
  }

  private static Set<RoomDraft> reached(
      RoomDraft entrance, List<ApertureDraft> apertures, Predicate<RoomDraft> enters) {
    Set<RoomDraft> reached = new HashSet<>();
    ArrayDeque<RoomDraft> queue = new ArrayDeque<>();
    if (enters.test(entrance)) {
      reached.add(entrance);
      queue.add(entrance);
    }
    while (!queue.isEmpty()) {
      RoomDraft room = queue.remove();
      for (ApertureDraft aperture : apertures) {
        if (aperture.walk && aperture.joins(room)) {
          RoomDraft next = aperture.other(room);
          if (enters.test(next) && reached.add(next)) {
            queue.add(next);
          }
        }
      }
    }
    return reached;
  }

  /** Asks of one room's floor whether one can walk between its doors, seats and spawns. */
  void checkFloor(RoomDraft room, Polygon outline, List<ApertureDraft> apertures) {
    WalkGrid grid = new WalkGrid(outline, room.floor, room.obstacles());
    int main = grid.largest();
    if (main == 0) {
      faults.add(
          room.table.place("outline"),
          "there is nowhere to stand in \"" + room.id + "\"",
          "make it larger or remove furniture");
      return;
    }
    for (ApertureDraft aperture : apertures) {
      Point at = aperture.at;
      if (!aperture.walk || at == null || !aperture.joins(room)) {
        continue;
      }
      Point before = aperture.inside(room, at, BEFORE_DOOR);
      if (grid.partNear(before, 0.15) != main) {
        faults.add(
            aperture.table.place("at"),
            "the way through \"" + aperture.id + "\" is blocked in \"" + room.id + "\"",
            "move " + nearestPiece(room, before) + " out of the way");
      } else if (room.spawns.isEmpty() && !room.table.has("spawns")) {
        // Who declares no spawns lets newcomers appear at the first door, facing in.
        Point spot = aperture.inside(room, at, 0.6);
        Point safe = grid.partNear(spot, 0.05) == main ? spot : before;
        double yaw = Turning.normal(aperture.yawOutOf(room) + Math.PI);
        room.spawns.add(new Placed<>(room.table.place(), new Spawn(safe.x(), safe.z(), yaw)));
      }
    }
    for (Placed<Spawn> spawn : room.spawns) {
      Point at = new Point(spawn.it().x(), spawn.it().z());
      if (!grid.reaches(main, at, 0.25)) {
        faults.add(
            spawn.place(),
            "whoever appears at " + point(at) + " is shut in by furniture",
            "move the spawn, or " + nearestPiece(room, at));
      }
    }
    for (Placed<Piece> piece : room.furniture) {
      piece.it().seats().forEach(seat -> seat(room, grid, main, piece.place(), seat));
    }
    room.seats.forEach(seat -> seat(room, grid, main, seat.place(), seat.it()));
  }

  private void seat(RoomDraft room, WalkGrid grid, int main, Place place, Seat seat) {
    Point at = new Point(seat.x(), seat.z());
    if (!room.lostSeats.contains(seat) && !grid.reaches(main, at, TO_SIT_DOWN)) {
      faults.add(
          place,
          "nobody can get to the seat at " + point(at),
          "leave a way of 0.5 m to it; " + nearestPiece(room, at) + " may be in the way");
    }
  }

  private static String nearestPiece(RoomDraft room, Point p) {
    Piece nearest = null;
    double least = Double.MAX_VALUE;
    for (Placed<Piece> piece : room.furniture) {
      for (Box box : piece.it().boxes()) {
        double distance = Turning.distance(box, p);
        boolean ownSeat = distance == 0 && !piece.it().seats().isEmpty();
        if (distance < least && !ownSeat) {
          least = distance;
          nearest = piece.it();
        }
      }
    }
    if (nearest == null) {
      return "what stands there";
    }
    Point at = new Point(nearest.placement().x(), nearest.placement().z());
    return "the " + nearest.placement().model() + " at " + point(at);
  }
}
