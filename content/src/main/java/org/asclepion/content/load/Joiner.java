package org.asclepion.content.load;

import static org.asclepion.content.load.Furnisher.point;
import static org.asclepion.content.load.ShapeReader.plain;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.content.load.Polygon.Edge;
import org.asclepion.content.load.RoomDraft.Placed;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.LocalizedText;
import org.asclepion.content.model.Sign;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.space.Point;

/** Finds each aperture's wall, and names the apertures and windows that have none. */
final class Joiner {
  /** What may be walked through is at least this wide and high, metres. */
  private static final double NARROWEST = 0.6;

  private static final double LOWEST = 1.9;
  private static final double STEP = 0.02;
  private static final double DOOR_SIGN = 0.26;

  /** Between an opening and its sign, for the frame. */
  private static final double ABOVE_DOOR = 0.12;

  private final Faults faults;

  Joiner(Faults faults) {
    this.faults = faults;
  }

  /** A stretch of wall that two rooms share: part of room a's side. */
  private record Stretch(Edge edge, double from, double to) {
    double length() {
      return to - from;
    }

    /** The point nearest to p where an opening of this width fits. */
    Point nearest(Point p, double width) {
      double margin = Math.min(width, length()) / 2;
      return edge.at(Math.clamp(edge.along(p), from + margin, to - margin));
    }

    double distance(Point p) {
      Point q = nearest(p, 0);
      return Math.hypot(p.x() - q.x(), p.z() - q.z());
    }
  }

  void join(ApertureDraft aperture, Polygon a, Polygon b) {
    String both = "\"" + aperture.a.id + "\" and \"" + aperture.b.id + "\"";
    Point written = aperture.table.point("at");
    Stretch best = null;
    for (Stretch stretch : shared(a, b)) {
      if (best == null || stretch.distance(written) < best.distance(written)) {
        best = stretch;
      }
    }
    if (best == null) {
      faults.add(
          aperture.table.place("between"),
          article(aperture) + " to nowhere: " + both + " share no wall",
          "join rooms that touch, or move their outlines together");
      return;
    }
    if (best.distance(written) > Furnisher.ON_WALL) {
      faults.add(
          aperture.table.place("at"),
          article(aperture)
              + " to nowhere: the wall that "
              + both
              + " share is not at "
              + point(written),
          "move it to " + point(best.nearest(written, aperture.width)));
      return;
    }
    if (best.length() < aperture.width - Polygon.NEAR) {
      faults.add(
          aperture.table.place(aperture.table.has("width") ? "width" : "at"),
          "the " + word(aperture) + " is wider than the wall that " + both + " share",
          "make it at most " + plain(best.length()) + " m wide");
      return;
    }
    double along = best.edge().along(written);
    if (along - aperture.width / 2 < best.from() - Polygon.NEAR
        || along + aperture.width / 2 > best.to() + Polygon.NEAR) {
      faults.add(
          aperture.table.place("at"),
          "the " + word(aperture) + " runs past the end of the wall that " + both + " share",
          "move it to " + point(best.nearest(written, aperture.width)));
      return;
    }
    if (heightsFit(aperture)) {
      aperture.at = best.edge().at(along);
      aperture.yaw = best.edge().outwardYaw();
    }
  }

  private boolean heightsFit(ApertureDraft aperture) {
    int before = faults.size();
    Table table = aperture.table;
    double bottom = aperture.a.floor + aperture.sill;
    for (RoomDraft room : List.of(aperture.a, aperture.b)) {
      double over = bottom + aperture.height - room.floor - room.height;
      if (!room.outdoors && over > Polygon.NEAR) {
        faults.add(
            table.place(table.has("height") ? "height" : "at"),
            "the " + word(aperture) + " reaches through the ceiling of \"" + room.id + "\"",
            "make it " + Furnisher.centimetres(over) + " lower");
      }
      if (!aperture.walk && bottom < room.floor - STEP) {
        faults.add(
            table.place(table.has("sill") ? "sill" : "at"),
            "the " + word(aperture) + " begins below the floor of \"" + room.id + "\"",
            "raise its sill to " + plain(room.floor - aperture.a.floor) + " m");
      }
    }
    if (aperture.walk && (aperture.sill > STEP || aperture.kind == Aperture.Kind.WINDOW)) {
      faults.add(
          table.place(table.has("sill") ? "sill" : "at"),
          "nobody can walk through " + article(aperture) + " with a sill",
          "set \"sill: 0\" or \"passes: {walk: false}\", or make it a door");
    } else if (aperture.walk && Math.abs(aperture.a.floor - aperture.b.floor) > STEP) {
      faults.add(
          table.place("between"),
          "the floors of \"" + aperture.a.id + "\" and \"" + aperture.b.id + "\" differ in height",
          "give both rooms the same \"floor\"");
    }
    if (aperture.walk && (aperture.width < NARROWEST || aperture.height < LOWEST)) {
      faults.add(
          table.place(table.has("width") ? "width" : "at"),
          "nobody fits through the " + word(aperture),
          "make it at least " + NARROWEST + " m wide and " + LOWEST + " m high");
    }
    return faults.size() == before;
  }

  private static List<Stretch> shared(Polygon a, Polygon b) {
    List<Stretch> stretches = new ArrayList<>();
    for (Edge e : a.edges()) {
      for (Edge f : b.edges()) {
        boolean opposite = e.nx() * f.nx() + e.nz() * f.nz() < -0.9999;
        if (!opposite || offLine(e, f.a()) > Polygon.NEAR || offLine(e, f.b()) > Polygon.NEAR) {
          continue;
        }
        double from = Math.max(0, Math.min(e.along(f.a()), e.along(f.b())));
        double to = Math.min(e.length(), Math.max(e.along(f.a()), e.along(f.b())));
        if (to - from > 0.1) {
          stretches.add(new Stretch(e, from, to));
        }
      }
    }
    return stretches;
  }

  private static double offLine(Edge e, Point p) {
    return Math.abs((p.x() - e.a().x()) * e.nx() + (p.z() - e.a().z()) * e.nz());
  }

  /** Two openings in one place, and windows where there is a room or an opening behind. */
  void checkCrowding(List<ApertureDraft> apertures, List<RoomDraft> rooms) {
    for (int i = 0; i < apertures.size(); i++) {
      for (int j = i + 1; j < apertures.size(); j++) {
        crowd(apertures.get(i), apertures.get(j));
      }
    }
    for (RoomDraft room : rooms) {
      List<ApertureDraft> own = apertures.stream().filter(it -> it.joins(room)).toList();
      for (Placed<WallWindow> window : room.windows) {
        checkWindow(room, window, own, rooms);
      }
      for (int i = 0; i < room.windows.size(); i++) {
        WallWindow w = room.windows.get(i).it();
        for (WallWindow v : room.windows.subList(0, i).stream().map(Placed::it).toList()) {
          if (touch(
                  w.x(),
                  w.y(),
                  w.z(),
                  w.width(),
                  w.height(),
                  v.x(),
                  v.y(),
                  v.z(),
                  v.width(),
                  v.height())
              && Math.cos(w.yaw() - v.yaw()) > 0.9) {
            faults.add(
                room.windows.get(i).place(),
                "two windows overlap at " + point(new Point(w.x(), w.z())),
                "move one of them");
          }
        }
      }
    }
  }

  private void crowd(ApertureDraft first, ApertureDraft second) {
    Point p = first.at;
    Point q = second.at;
    if (p == null || q == null || !(first.joins(second.a) || first.joins(second.b))) {
      return;
    }
    boolean sameWall = Math.abs(Turning.cos(first.yaw - second.yaw)) > 0.9;
    if (sameWall
        && touch(
            p.x(),
            first.a.floor + first.sill,
            p.z(),
            first.width,
            first.height,
            q.x(),
            second.a.floor + second.sill,
            q.z(),
            second.width,
            second.height)) {
      faults.add(
          second.table.place("at"),
          "\"" + second.id + "\" overlaps \"" + first.id + "\"",
          "move it at least " + plain((first.width + second.width) / 2) + " m from " + point(p));
    }
  }

  private static boolean touch(
      double x,
      double y,
      double z,
      double width,
      double height,
      double otherX,
      double otherY,
      double otherZ,
      double otherWidth,
      double otherHeight) {
    return Math.hypot(x - otherX, z - otherZ) < (width + otherWidth) / 2 - 0.005
        && y < otherY + otherHeight
        && otherY < y + height;
  }

  private void checkWindow(
      RoomDraft room, Placed<WallWindow> placed, List<ApertureDraft> own, List<RoomDraft> rooms) {
    WallWindow window = placed.it();
    double fx = -Turning.sin(window.yaw());
    double fz = -Turning.cos(window.yaw());
    for (double side : new double[] {-0.45, 0, 0.45}) {
      Point outside =
          new Point(
              window.x() + 0.1 * fx - side * window.width() * fz,
              window.z() + 0.1 * fz + side * window.width() * fx);
      for (RoomDraft other : rooms) {
        if (other != room
            && other.outline != null
            && other.isLevelWith(room)
            && other.outline.contains(outside)) {
          faults.add(
              placed.place(),
              "behind the window at "
                  + point(new Point(window.x(), window.z()))
                  + " lies \""
                  + other.id
                  + "\"",
              "declare it in apertures.yaml as a window between the two rooms");
          return;
        }
      }
    }
    for (ApertureDraft aperture : own) {
      Point at = aperture.at;
      if (at != null
          && touch(
              at.x(),
              aperture.a.floor + aperture.sill,
              at.z(),
              aperture.width,
              aperture.height,
              window.x(),
              window.y(),
              window.z(),
              window.width(),
              window.height())
          && Math.abs(Turning.cos(aperture.yaw - window.yaw())) > 0.9) {
        faults.add(
            placed.place(),
            "the window overlaps the aperture \"" + aperture.id + "\"",
            "move one of them");
      }
    }
  }

  /** Hangs the signs that name the room behind an opening, above it. */
  void hangSigns(ApertureDraft aperture, Point middle) {
    for (Table.Cell cell : aperture.table.list("signs")) {
      if (!cell.value().equals(aperture.a.id) && !cell.value().equals(aperture.b.id)) {
        continue; // already named when the file was read
      }
      RoomDraft room = cell.value().equals(aperture.a.id) ? aperture.a : aperture.b;
      RoomDraft behind = aperture.other(room);
      if (!behind.table.has("name")) {
        continue;
      }
      double y = aperture.a.floor + aperture.sill + aperture.height + ABOVE_DOOR + DOOR_SIGN / 2;
      if (!room.outdoors && y + DOOR_SIGN / 2 > room.floor + room.height) {
        faults.add(
            cell.place(),
            "there is no room for a sign above \"" + aperture.id + "\" in \"" + room.id + "\"",
            "lower the opening, raise the ceiling or remove the sign");
        continue;
      }
      Point at = aperture.inside(room, middle, Furnisher.SIGN_OFF_WALL);
      room.signs.add(
          new Sign(
              new LocalizedText(behind.table.translations("name")),
              at.x(),
              y,
              at.z(),
              Turning.normal(aperture.yawOutOf(room) + Math.PI),
              DOOR_SIGN));
    }
  }

  private static String word(ApertureDraft aperture) {
    return switch (aperture.kind) {
      case DOOR -> "door";
      case ARCH -> "arch";
      case WINDOW -> "window";
    };
  }

  private static String article(ApertureDraft aperture) {
    return (aperture.kind == Aperture.Kind.ARCH ? "an " : "a ") + word(aperture);
  }
}
