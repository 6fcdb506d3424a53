package org.asclepion.content.load;

import static org.asclepion.content.load.ShapeReader.plain;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.content.load.Polygon.Edge;
import org.asclepion.content.load.RoomDraft.Piece;
import org.asclepion.content.load.RoomDraft.Placed;
import org.asclepion.content.model.Catalogue;
import org.asclepion.content.model.FurnitureModel;
import org.asclepion.content.model.ItemModel;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.LocalizedText;
import org.asclepion.content.model.Placement;
import org.asclepion.content.model.Room;
import org.asclepion.content.model.Sign;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.Seat;
import org.asclepion.world.space.Spawn;
import org.jspecify.annotations.Nullable;

/** Puts into a room what its file declares, and names what does not fit. */
final class Furnisher {
  /** How far from a wall a piece may be written and still hang on it, metres. */
  static final double ON_WALL = 0.3;

  /** A body's radius, and what it needs of height, metres. */
  static final double BODY_RADIUS = 0.22;

  static final double BODY_HEIGHT = 1.7;

  private static final double SEAT_TO_WALL = 0.15;

  /** What two pieces may share before they count as standing in each other, metres. */
  private static final double COLLIDING = 0.03;

  /** The middle of a sign's panel, which is a few centimetres thick, from the wall line. */
  static final double SIGN_OFF_WALL = Room.WALL_DEPTH + 0.02;

  /** A newcomer does not appear with a shoulder in the wall. */
  private static final double SPAWN_TO_WALL = BODY_RADIUS + Room.WALL_DEPTH;

  private final Catalogue catalogue;
  private final List<ItemModel> itemModels;
  private final Faults faults;

  Furnisher(Catalogue catalogue, List<ItemModel> itemModels, Faults faults) {
    this.catalogue = catalogue;
    this.itemModels = itemModels;
    this.faults = faults;
  }

  void furnish(RoomDraft room, Polygon outline) {
    for (boolean stacked : new boolean[] {false, true}) {
      for (Table piece : room.table.tables("furniture")) {
        if (piece.text("on", "floor").equals("furniture") == stacked) {
          furniture(room, outline, piece);
        }
      }
    }
    checkCollisions(room);
    room.table.tables("seats").forEach(seat -> extraSeat(room, seat));
    checkSeats(room, outline);
    room.table.tables("items").forEach(item -> item(room, outline, item));
    room.table.tables("spawns").forEach(spawn -> spawn(room, outline, spawn));
    room.table.tables("signs").forEach(sign -> sign(room, outline, sign));
    room.table.tables("lights").forEach(light -> light(room, outline, light));
    room.table.tables("windows").forEach(window -> window(room, outline, window));
  }

  /**
   * Says that the catalogue has no model of this kind and name.
   *
   * @param section where it belongs, being of the other kind, or null
   */
  private void unknown(
      Table table, String kind, String id, List<String> known, @Nullable String section) {
    faults.add(
        table.place("model"),
        "there is no " + kind + " \"" + id + "\" in the catalogue",
        section == null ? Nearest.fix(id, known) : "put it under \"" + section + "\"");
  }

  private void furniture(RoomDraft room, Polygon outline, Table table) {
    String id = table.text("model");
    FurnitureModel model = catalogue.furniture(id);
    if (model == null) {
      List<String> ids = catalogue.allFurniture().stream().map(FurnitureModel::id).toList();
      unknown(table, "furniture", id, ids, catalogue.item(id) == null ? null : "items");
      return;
    }
    String on = table.text("on", model.onWall() ? "wall" : "floor");
    if (on.equals("wall") != model.onWall()) {
      faults.add(
          table.place("on"),
          "a " + id + (model.onWall() ? " hangs on a wall" : " does not hang on a wall"),
          "remove \"on\"");
      return;
    }
    Point at = table.point("at");
    Table row = table.table("row");
    boolean repeated = row != null && row.isWhole();
    int count = row != null && repeated ? row.whole("count") : 1;
    Point step = row != null && repeated ? row.point("step") : new Point(0, 0);
    for (int i = 0; i < count; i++) {
      Point spot = new Point(at.x() + i * step.x(), at.z() + i * step.z());
      if (model.onWall()) {
        onWall(room, outline, table, model, spot);
      } else {
        standing(room, outline, table, model, spot, on.equals("furniture"));
      }
    }
  }

  private void onWall(
      RoomDraft room, Polygon outline, Table table, FurnitureModel model, Point written) {
    Edge wall = outline.nearestEdge(written);
    if (wall.distance(written) > ON_WALL) {
      Point near = wall.at(Math.clamp(wall.along(written), 0, wall.length()));
      faults.add(
          table.place("at"),
          "the " + model.id() + " hangs on a wall, but there is none at " + point(written),
          "move it to " + point(near));
      return;
    }
    if (table.has("turn")) {
      faults.add(
          table.place("turn"), "what hangs on a wall faces into the room", "remove \"turn\"");
    }
    double height = table.number("height", 1.5);
    if (height > room.height) {
      tooHigh(table, "the " + model.id(), room);
      return;
    }
    Point at = wall.at(Math.clamp(wall.along(written), 0, wall.length()));
    double yaw = Turning.yaw(-wall.nx(), -wall.nz());
    place(room, table.place(), model, at, room.floor + height, yaw);
  }

  private void standing(
      RoomDraft room,
      Polygon outline,
      Table table,
      FurnitureModel model,
      Point at,
      boolean onFurniture) {
    double y = room.floor + table.number("height", 0);
    if (onFurniture) {
      if (table.has("height")) {
        faults.add(
            table.place("height"), "\"on: furniture\" already says how high", "remove \"height\"");
      }
      y = room.surfaceBelow(at, Double.NEGATIVE_INFINITY);
      if (y == Double.NEGATIVE_INFINITY) {
        faults.add(
            table.place("at"),
            "no furniture stands below the " + model.id() + " at " + point(at),
            "move it over a piece of furniture or remove \"on\"");
        return;
      }
    }
    double yaw = Turning.radians(table.number("turn", 0));
    Piece piece = piece(model, at, y, yaw);
    if (!outline.contains(at)) {
      faults.add(
          table.place("at"),
          "the " + model.id() + " at " + point(at) + " stands outside the room",
          "move it inside the outline");
      return;
    }
    for (Box box : piece.boxes()) {
      if (!outline.containsBox(box, Room.WALL_DEPTH)) {
        double deepest = 0;
        for (Point corner : Turning.footprint(box)) {
          double inwards = outline.distanceToWall(corner) * (outline.contains(corner) ? 1 : -1);
          deepest = Math.max(deepest, Room.WALL_DEPTH - inwards);
        }
        faults.add(
            table.place("at"),
            "the " + model.id() + " at " + point(at) + " stands in a wall",
            deepest > 0
                ? "move it " + centimetres(deepest) + " away from the wall"
                : "move it away from the corner");
        return;
      }
      if (Turning.top(box) > room.floor + room.height + Polygon.NEAR) {
        tooHigh(table, "the " + model.id(), room);
        return;
      }
    }
    room.furniture.add(new Placed<>(table.place(), piece));
  }

  private void place(
      RoomDraft room, Place place, FurnitureModel model, Point at, double y, double yaw) {
    room.furniture.add(new Placed<>(place, piece(model, at, y, yaw)));
  }

  private static Piece piece(FurnitureModel model, Point at, double y, double yaw) {
    List<Seat> seats = new ArrayList<>();
    for (Seat seat : model.seats()) {
      Point p = Turning.moved(seat.x(), seat.z(), at.x(), at.z(), yaw);
      seats.add(new Seat(p.x(), seat.y() + y, p.z(), Turning.normal(seat.yaw() + yaw)));
    }
    return new Piece(
        new Placement(model.id(), at.x(), y, at.z(), yaw),
        model,
        model.boxes().stream().map(box -> Turning.moved(box, at.x(), y, at.z(), yaw)).toList(),
        seats);
  }

  private void checkCollisions(RoomDraft room) {
    for (int i = 0; i < room.furniture.size(); i++) {
      Piece piece = room.furniture.get(i).it();
      for (Placed<Piece> other : room.furniture.subList(0, i)) {
        if (collide(piece, other.it())) {
          Placement at = piece.placement();
          inside(
              room.furniture.get(i).place(),
              "the " + at.model(),
              new Point(at.x(), at.z()),
              other.it());
          break;
        }
      }
    }
  }

  private static boolean collide(Piece piece, Piece other) {
    for (Box a : piece.boxes()) {
      for (Box b : other.boxes()) {
        if (Turning.intersect(a, b, COLLIDING)) {
          return true;
        }
      }
    }
    return false;
  }

  private void extraSeat(RoomDraft room, Table table) {
    Point at = table.point("at");
    double yaw = Turning.radians(table.number("turn", 0));
    double y = room.floor + table.number("height", 0.45);
    room.seats.add(new Placed<>(table.place("at"), new Seat(at.x(), y, at.z(), yaw)));
  }

  private void checkSeats(RoomDraft room, Polygon outline) {
    for (Placed<Piece> piece : room.furniture) {
      for (Seat seat : piece.it().seats()) {
        checkSeat(room, outline, piece.place(), seat, piece.it());
      }
    }
    for (Placed<Seat> seat : room.seats) {
      checkSeat(room, outline, seat.place(), seat.it(), null);
    }
  }

  private void checkSeat(
      RoomDraft room, Polygon outline, Place place, Seat seat, @Nullable Piece own) {
    Point at = new Point(seat.x(), seat.z());
    int before = faults.size();
    if (!outline.contains(at)) {
      faults.add(
          place,
          "the seat at " + point(at) + " lies outside the room",
          "move it inside the outline");
    } else if (outline.distanceToWall(at) < SEAT_TO_WALL) {
      faults.add(
          place,
          "the seat at " + point(at) + " is in a wall",
          "move it " + centimetres(SEAT_TO_WALL - outline.distanceToWall(at)) + " into the room");
    } else {
      Piece in = room.pieceAt(at, seat.y() + 0.06, seat.y() + 0.6, 0, own);
      if (in != null) {
        inside(place, "the seat", at, in);
      }
    }
    if (faults.size() > before) {
      room.lostSeats.add(seat);
    }
  }

  private void item(RoomDraft room, Polygon outline, Table table) {
    String id = table.text("model");
    ItemModel model = catalogue.item(id);
    if (model == null) {
      List<String> ids = catalogue.allItems().stream().map(ItemModel::id).toList();
      unknown(table, "item", id, ids, catalogue.furniture(id) == null ? null : "furniture");
      return;
    }
    Point at = table.point("at");
    double under =
        table.has("height")
            ? room.floor + table.number("height")
            : room.surfaceBelow(at, room.floor);
    double yaw = Turning.radians(table.number("turn", 0));
    // A hair above what carries it, so that physics does not begin inside it.
    double y = under + model.halfY() + 0.002;
    Box box = new Box(at.x(), y, at.z(), model.halfX(), model.halfY(), model.halfZ(), yaw);
    if (!outline.contains(at)) {
      faults.add(
          table.place("at"),
          "the " + id + " at " + point(at) + " lies outside the room",
          "move it inside the outline");
      return;
    }
    if (!outline.containsBox(box, Room.WALL_DEPTH)) {
      faults.add(
          table.place("at"), "the " + id + " at " + point(at) + " is in a wall", "move it inwards");
      return;
    }
    if (y + model.halfY() > room.floor + room.height) {
      tooHigh(table, "the " + id, room);
      return;
    }
    Piece in = room.pieceAt(at, y - model.halfY() + 0.001, y + model.halfY(), 0, null);
    if (in != null) {
      inside(table.place("at"), "the " + id, at, in);
      return;
    }
    room.items.add(
        new Placed<>(
            table.place(),
            new ItemSpec(
                itemModels.indexOf(model),
                at.x(),
                y,
                at.z(),
                yaw,
                model.halfX(),
                model.halfY(),
                model.halfZ(),
                model.mass())));
  }

  private void spawn(RoomDraft room, Polygon outline, Table table) {
    Point at = table.point("at");
    if (!outline.contains(at)) {
      faults.add(
          table.place("at"),
          "the spawn at " + point(at) + " lies outside the room",
          "move it inside the outline");
    } else if (outline.distanceToWall(at) < SPAWN_TO_WALL) {
      faults.add(
          table.place("at"),
          "the spawn at " + point(at) + " is in a wall",
          "move it " + centimetres(SPAWN_TO_WALL - outline.distanceToWall(at)) + " into the room");
    } else {
      Piece in = room.pieceAt(at, room.floor + 0.05, room.floor + BODY_HEIGHT, BODY_RADIUS, null);
      if (in != null) {
        inside(table.place("at"), "the spawn", at, in);
      } else {
        double yaw = Turning.radians(table.number("turn", 0));
        room.spawns.add(new Placed<>(table.place("at"), new Spawn(at.x(), at.z(), yaw)));
      }
    }
  }

  private void sign(RoomDraft room, Polygon outline, Table table) {
    Point at = table.point("at");
    double height = table.number("height", 1.6);
    double size = table.number("size", 0.3);
    double yaw;
    Edge wall = outline.nearestEdge(at);
    if (height + size / 2 > room.height) {
      tooHigh(table, "the sign", room);
      return;
    }
    if (!table.has("turn") && wall.distance(at) <= ON_WALL) {
      Point on = wall.at(Math.clamp(wall.along(at), 0, wall.length()));
      at = new Point(on.x() - SIGN_OFF_WALL * wall.nx(), on.z() - SIGN_OFF_WALL * wall.nz());
      yaw = Turning.yaw(-wall.nx(), -wall.nz());
    } else if (!outline.contains(at)) {
      faults.add(
          table.place("at"),
          "the sign at " + point(at) + " hangs outside the room",
          "move it inside the outline");
      return;
    } else if (!table.has("turn")) {
      faults.add(
          table.place("at"),
          "the sign at " + point(at) + " is not near a wall",
          "move it to a wall or say with \"turn\" where it faces");
      return;
    } else {
      yaw = Turning.radians(table.number("turn"));
    }
    LocalizedText text = new LocalizedText(table.translations("text"));
    room.signs.add(new Sign(text, at.x(), room.floor + height, at.z(), yaw, size));
  }

  private void light(RoomDraft room, Polygon outline, Table table) {
    Point at = table.point("at");
    if (!outline.contains(at)) {
      faults.add(
          table.place("at"),
          "the light at " + point(at) + " hangs outside the room",
          "move it inside the outline");
    } else if (table.number("height") > room.height) {
      tooHigh(table, "the light", room);
    } else {
      room.lights.add(
          new Light(
              at.x(),
              room.floor + table.number("height"),
              at.z(),
              Integer.parseInt(table.text("colour", "#FFE9CC").substring(1), 16),
              table.number("intensity", 60),
              table.number("range", 8)));
    }
  }

  private void window(RoomDraft room, Polygon outline, Table table) {
    Point at = table.point("at");
    double width = table.number("width", 1.8);
    double height = table.number("height", 1.5);
    double sill = table.number("sill", 0.9);
    Edge wall = outline.wallUnder(at, width, ON_WALL);
    if (wall == null) {
      Edge nearest = outline.nearestEdge(at);
      boolean near = nearest.distance(at) <= ON_WALL;
      Point middle = nearest.at(nearest.length() / 2);
      faults.add(
          table.place("at"),
          near
              ? "the window at " + point(at) + " runs past the end of its wall"
              : "the window at " + point(at) + " is not on a wall",
          nearest.length() < width
              ? "make it at most " + plain(nearest.length()) + " m wide"
              : "move it towards " + point(middle));
      return;
    }
    if (!room.outdoors && sill + height > room.height) {
      tooHigh(table, "the window", room);
      return;
    }
    Point on = wall.at(wall.along(at));
    room.windows.add(
        new Placed<>(
            table.place("at"),
            new WallWindow(on.x(), room.floor + sill, on.z(), wall.outwardYaw(), width, height)));
  }

  private void inside(Place place, String what, Point at, Piece piece) {
    Placement other = piece.placement();
    faults.add(
        place,
        what + " at " + point(at) + " is inside a " + other.model(),
        "move it or the "
            + other.model()
            + " at "
            + point(new Point(other.x(), other.z()))
            + " away");
  }

  private void tooHigh(Table table, String what, RoomDraft room) {
    faults.add(
        table.place(table.has("height") ? "height" : "at"),
        what + " reaches through the ceiling",
        "keep it below the room's height of " + plain(room.height) + " m");
  }

  static String point(Point p) {
    return "[" + plain(p.x()) + ", " + plain(p.z()) + "]";
  }

  static String centimetres(double metres) {
    // A little less, so that 5 cm do not become 6 by a rounding error.
    return (int) Math.ceil(metres * 100 - 1e-6) + " cm";
  }
}
