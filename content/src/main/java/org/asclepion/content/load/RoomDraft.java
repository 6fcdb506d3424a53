package org.asclepion.content.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.asclepion.content.model.Board;
import org.asclepion.content.model.FurnitureModel;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.LocalizedText;
import org.asclepion.content.model.Placement;
import org.asclepion.content.model.Sign;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Seat;
import org.asclepion.world.space.Spawn;
import org.asclepion.world.space.Whiteboard;
import org.jspecify.annotations.Nullable;

/**
 * A room while it is being checked: every part keeps the place where it is written. A room whose
 * outline or height is faulty has no outline here and takes no part in the checks of geometry.
 */
final class RoomDraft {
  /** A part and where it is written. */
  record Placed<T>(Place place, T it) {}

  /** A placed piece of furniture and what it brings along. */
  record Piece(Placement placement, FurnitureModel model, List<Box> boxes, List<Seat> seats) {}

  final int index;
  final Table table;
  final String id;
  final @Nullable Polygon outline;
  final double floor;
  final double height;
  final boolean outdoors;
  final Set<Role> admits;

  final List<Placed<Piece>> furniture = new ArrayList<>();
  final List<Placed<Seat>> seats = new ArrayList<>();

  /** Seats already found faulty, of which nothing more is asked. */
  final Set<Seat> lostSeats = new HashSet<>();

  final List<Placed<ItemSpec>> items = new ArrayList<>();
  final List<Placed<Spawn>> spawns = new ArrayList<>();
  final List<Sign> signs = new ArrayList<>();
  final List<Light> lights = new ArrayList<>();
  final List<Placed<WallWindow>> windows = new ArrayList<>();

  RoomDraft(int index, Table table, String id, @Nullable Polygon outline) {
    this.index = index;
    this.table = table;
    this.id = id;
    this.outline = outline;
    this.floor = table.number("floor", 0);
    this.height = table.number("height", 3);
    this.outdoors = table.flag("outdoors", false);
    this.admits = new TreeSet<>();
    for (Table.Cell cell : table.list("admits")) {
      String word = (String) cell.value();
      if (word.equals(Format.EVERYONE)) {
        admits.addAll(List.of(Role.values()));
      } else {
        admits.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
  }

  /** Whether the two stand, in part, at the same height. */
  boolean isLevelWith(RoomDraft other) {
    return floor < other.floor + other.height && other.floor < floor + height;
  }

  boolean isPerVisit() {
    return table.text("instances", "single").equals("per-visit");
  }

  LocalizedText name() {
    return new LocalizedText(table.translations("name"));
  }

  List<Box> obstacles() {
    return furniture.stream().flatMap(piece -> piece.it().boxes().stream()).toList();
  }

  /** The first piece one of whose boxes holds this point between two heights, or null. */
  @SuppressWarnings("ReferenceEquality") // two equal chairs are still two chairs
  @Nullable Piece pieceAt(Point p, double from, double to, double margin, @Nullable Piece except) {
    for (Placed<Piece> placed : furniture) {
      if (placed.it() == except) {
        continue;
      }
      for (Box box : placed.it().boxes()) {
        if (Turning.bottom(box) < to
            && Turning.top(box) > from
            && Turning.depth(box, p) > -margin
            && (margin <= 0 || Turning.distance(box, p) < margin)) {
          return placed.it();
        }
      }
    }
    return null;
  }

  /** The highest surface below a point, or the given height when nothing stands there. */
  double surfaceBelow(Point p, double otherwise) {
    double highest = otherwise;
    for (Box box : obstacles()) {
      if (Turning.depth(box, p) > 0) {
        highest = Math.max(highest, Turning.top(box));
      }
    }
    return highest;
  }

  RoomTemplate template(Polygon floorPlan, List<Opening> openings) {
    List<Seat> allSeats = new ArrayList<>();
    furniture.forEach(piece -> allSeats.addAll(piece.it().seats()));
    seats.forEach(seat -> allSeats.add(seat.it()));
    return new RoomTemplate(
        index,
        id,
        RoomKind.valueOf(table.text("kind").toUpperCase(Locale.ROOT)),
        floorPlan.corners(),
        floor,
        height,
        table.whole("capacity"),
        table.whole("tickRate", 30),
        admits,
        isPerVisit(),
        table.text("visitors", "named").equals("anonymous"),
        obstacles(),
        openings,
        allSeats,
        spawns.stream().map(Placed::it).toList(),
        items.stream().map(Placed::it).toList(),
        AcousticsReader.acoustics(table),
        furniture.stream().flatMap(piece -> whiteboard(piece.it()).stream()).toList());
  }

  /** Where the piece's screen is, once it hangs on the face of its wall. */
  private static Optional<Board> board(Piece piece) {
    FurnitureModel.Face face = piece.model().face();
    if (face == null) {
      return Optional.empty();
    }
    Placement at = piece.placement();
    Point middle = middle(piece, face);
    return Optional.of(
        new Board(middle.x(), at.y(), middle.z(), at.yaw(), face.width(), face.height()));
  }

  /** Where one can draw on the piece, once it hangs on the face of its wall. */
  private static Optional<Whiteboard> whiteboard(Piece piece) {
    FurnitureModel.Writing writing = piece.model().writing();
    if (writing == null) {
      return Optional.empty();
    }
    Placement at = piece.placement();
    FurnitureModel.Face face = writing.face();
    Point middle = middle(piece, face);
    return Optional.of(
        new Whiteboard(
            middle.x(),
            at.y(),
            middle.z(),
            at.yaw(),
            face.width(),
            face.height(),
            writing.staff()));
  }

  private static Point middle(Piece piece, FurnitureModel.Face face) {
    Placement at = piece.placement();
    double wall = piece.model().onWall() ? org.asclepion.content.model.Room.WALL_DEPTH : 0;
    return Turning.moved(0, -(wall + face.depth()), at.x(), at.z(), at.yaw());
  }

  org.asclepion.content.model.Room room(RoomTemplate template) {
    return new org.asclepion.content.model.Room(
        template,
        name(),
        outdoors,
        furniture.stream().map(piece -> piece.it().placement()).toList(),
        windows.stream().map(Placed::it).toList(),
        signs,
        lights,
        furniture.stream().flatMap(piece -> board(piece.it()).stream()).toList());
  }
}
