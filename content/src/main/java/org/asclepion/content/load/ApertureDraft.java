package org.asclepion.content.load;

import org.asclepion.content.model.Aperture;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.jspecify.annotations.Nullable;

/** An aperture while it is being checked: it may not have found its wall yet. */
final class ApertureDraft {
  final int index;
  final Table table;
  final String id;
  final Aperture.Kind kind;
  final RoomDraft a;
  final RoomDraft b;
  final double width;
  final double height;
  final double sill;
  final boolean walk;
  boolean sightAToB;
  boolean sightBToA;
  final boolean sound;

  /** On the wall line, once the wall is found. */
  @Nullable Point at;

  /** From a to b, radians. */
  double yaw;

  ApertureDraft(int index, Table table, String id, Aperture.Kind kind, RoomDraft a, RoomDraft b) {
    this.index = index;
    this.table = table;
    this.id = id;
    this.kind = kind;
    this.a = a;
    this.b = b;
    this.width = table.number("width", perKind(0.95, 2, 1.8));
    this.height = table.number("height", perKind(2.1, 2.4, 1.5));
    this.sill = table.number("sill", perKind(0, 0, 0.9));
    Table passes = table.table("passes");
    Table said = passes == null ? new Table(table.place()) : passes;
    this.walk = said.flag("walk", kind != Aperture.Kind.WINDOW);
    this.sound = said.flag("sound", kind == Aperture.Kind.ARCH);
    String sight = said.text("sight", kind == Aperture.Kind.DOOR ? "none" : "both");
    this.sightAToB = sight.equals("both") || sight.equals(a.id);
    this.sightBToA = sight.equals("both") || sight.equals(b.id);
  }

  private double perKind(double door, double arch, double window) {
    return switch (kind) {
      case DOOR -> door;
      case ARCH -> arch;
      case WINDOW -> window;
    };
  }

  boolean joins(RoomDraft room) {
    return a == room || b == room;
  }

  RoomDraft other(RoomDraft room) {
    return a == room ? b : a;
  }

  /** The direction out of one of its rooms, radians. */
  double yawOutOf(RoomDraft room) {
    return a == room ? yaw : Turning.normal(yaw + Math.PI);
  }

  /** A point this far inside one of its rooms, before the middle of the opening. */
  Point inside(RoomDraft room, Point middle, double metres) {
    double out = yawOutOf(room);
    return new Point(
        middle.x() + metres * Turning.sin(out), middle.z() + metres * Turning.cos(out));
  }

  Aperture aperture(Point middle) {
    return new Aperture(
        id,
        kind,
        a.index,
        b.index,
        middle.x(),
        a.floor + sill,
        middle.z(),
        yaw,
        width,
        height,
        walk,
        sightAToB,
        sightBToA,
        sound);
  }

  Opening opening(RoomDraft room, Point middle) {
    boolean fromA = a == room;
    return new Opening(
        index,
        kind == Aperture.Kind.DOOR,
        other(room).index,
        middle.x(),
        a.floor + sill,
        middle.z(),
        yawOutOf(room),
        width,
        height,
        walk,
        fromA ? sightBToA : sightAToB,
        fromA ? sightAToB : sightBToA,
        sound);
  }
}
