package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.Room;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;

/** Draws a room without its furniture: floor, walls, ceiling. Owned by the thread that draws. */
final class Shell {
  private final Sketch sketch;
  private final Sketch detail;
  private final Hospital hospital;
  private final Room room;
  private final List<Point> outline;
  private final double height;

  /**
   * @param surfaces collects floor, walls and ceiling, which show every shadow
   * @param details collects what is mounted on them
   */
  Shell(Sketch surfaces, Sketch details, Hospital hospital, Room room) {
    this.sketch = surfaces.at(0, room.template().floorY(), 0);
    this.detail = details.at(0, room.template().floorY(), 0);
    this.hospital = hospital;
    this.room = room;
    this.outline = room.template().outline();
    this.height = room.template().height();
  }

  void draw() {
    new Floors(sketch, outline).lay(room.template().kind());
    List<Wall> walls = new ArrayList<>();
    for (int i = 0; i < outline.size(); i++) {
      walls.add(wall(i));
    }
    Wall feature = feature(walls);
    for (Wall wall : walls) {
      finish(wall, wall == feature);
    }
    ceiling();
  }

  /** The frame of an edge: x along it, the room at negative z. */
  static Frame edge(List<Point> outline, int i) {
    Point a = outline.get(i);
    Point b = outline.get((i + 1) % outline.size());
    Vec along = new Vec(b.x() - a.x(), 0, b.z() - a.z()).unit();
    // Counter-clockwise seen from above: the outside is on the right, +Z of the frame.
    return new Frame(along, Vec.UP, along.cross(Vec.UP), new Vec(a.x(), 0, a.z()));
  }

  private Wall wall(int i) {
    int n = outline.size();
    List<Point> inner = Plate.inset(outline, Wall.DEPTH);
    Frame frame = edge(outline, i);
    Point a = outline.get(i);
    double length = along(frame, a, outline.get((i + 1) % n));
    double from = along(frame, a, inner.get(i));
    double to = along(frame, a, inner.get((i + 1) % n));
    Wall wall = new Wall(sketch.framed(frame), detail.framed(frame), length, from, to, height);
    for (Opening o : room.template().openings()) {
      double x = along(frame, a, new Point(o.x(), o.z()));
      if (onEdge(frame, a, length, o.x(), o.z()) && faces(frame, o.yaw())) {
        wall.hole(x, o.y() - room.template().floorY(), o.width(), o.height());
      }
    }
    for (WallWindow w : room.windows()) {
      if (onEdge(frame, a, length, w.x(), w.z()) && faces(frame, w.yaw())) {
        double x = along(frame, a, new Point(w.x(), w.z()));
        wall.hole(x, w.y() - room.template().floorY(), w.width(), w.height());
      }
    }
    return wall;
  }

  private static double along(Frame frame, Point from, Point p) {
    return frame.a().x() * (p.x() - from.x()) + frame.a().z() * (p.z() - from.z());
  }

  static boolean onEdge(Frame frame, Point a, double length, double x, double z) {
    double across = frame.c().x() * (x - a.x()) + frame.c().z() * (z - a.z());
    double at = along(frame, a, new Point(x, z));
    return Math.abs(across) < 0.15 && at > 0 && at < length;
  }

  static boolean faces(Frame frame, double yaw) {
    return -StrictMath.sin(yaw) * frame.c().x() - StrictMath.cos(yaw) * frame.c().z() > 0.7;
  }

  /** The longest wall without openings or windows carries the room's accent. */
  private static Wall feature(List<Wall> walls) {
    Wall best = walls.getFirst();
    for (Wall wall : walls) {
      boolean clear = wall.holes.isEmpty();
      boolean bestClear = best.holes.isEmpty();
      if ((clear && !bestClear) || (clear == bestClear && wall.length() > best.length() + 0.01)) {
        best = wall;
      }
    }
    return best;
  }

  private void finish(Wall wall, boolean feature) {
    RoomKind kind = room.template().kind();
    Paint white = Material.WALL.in(Paint.WALL);
    Paint low = white;
    Paint high = white;
    double change = 0;
    switch (kind) {
      case WARD, IMAGING, CORRIDOR -> {
        low = Material.WALL.in(kind == RoomKind.IMAGING ? 0xC9DBE2 : 0xCBDACD);
        change = 1.0;
      }
      case THEATRE -> {
        low = Material.WALL.in(0xCFE0DA);
        high = Material.WALL.in(0xDFEAE5);
        change = 2.1;
      }
      case CONSULTATION, CLASSROOM -> {
        if (feature) {
          high = Material.WALL.in(kind == RoomKind.CLASSROOM ? 0xBFD3DD : 0xB9CDBC);
        }
      }
      case CONFERENCE, OBSERVATION -> {
        if (feature) {
          high = Material.WALL.in(0xA9C2CF);
        }
      }
      case LOBBY, WAITING -> {
        if (feature) {
          high = Material.WALL.in(0x8C7256);
        }
      }
      case GARDEN -> {}
    }
    wall.face(low, high, change);
    if (feature && (kind == RoomKind.LOBBY || kind == RoomKind.WAITING)) {
      wall.slats(Paints.OAK, 0.1, height - 0.12);
    }
    if (change == 1.0) {
      wall.rail(Paints.OAK, 0.96, 1.06, 0.03);
    }
    wall.rail(
        kind == RoomKind.THEATRE ? Material.SATIN.in(0xC4D3CE) : Paints.LACQUER, 0, 0.1, 0.014);
    openings(wall);
  }

  private void openings(Wall wall) {
    int k = 0;
    Frame frame = wall.sketch().frame();
    Point a = new Point(frame.o().x(), frame.o().z());
    for (Opening o : room.template().openings()) {
      if (!onEdge(frame, a, wall.length(), o.x(), o.z()) || !faces(frame, o.yaw())) {
        continue;
      }
      Wall.Hole hole = wall.holes.get(k++);
      Aperture aperture = hospital.apertures().get(o.aperture());
      switch (aperture.kind()) {
        case DOOR -> wall.frame(hole, Paints.OAK, false);
        case ARCH -> wall.frame(hole, Paints.OAK, true);
        case WINDOW -> wall.window(hole, Paints.LACQUER, pane(o), outdoors(o));
      }
    }
    for (; k < wall.holes.size(); k++) {
      wall.window(wall.holes.get(k), Paints.LACQUER, Material.GLASS.in(0xDCEBEF), true);
    }
  }

  private boolean outdoors(Opening o) {
    return hospital.rooms().get(o.neighbour()).outdoors();
  }

  /** Clear towards the garden, tinted towards a room; who may not look out sees a dark mirror. */
  private Paint pane(Opening o) {
    if (!o.sightOut()) {
      return Material.GLOSS.in(0x55666E);
    }
    return outdoors(o) ? Material.GLASS.in(0xDCEBEF) : Material.TINTED.in(0x7F97A0);
  }

  private void ceiling() {
    Sketch s = sketch.in(Material.WALL, 0xF8F6F1);
    s.plate().cap(outline, height, false);
    List<Point> inner = Plate.inset(outline, 0.3);
    double x0 = inner.stream().mapToDouble(Point::x).min().orElseThrow();
    double x1 = inner.stream().mapToDouble(Point::x).max().orElseThrow();
    double z0 = inner.stream().mapToDouble(Point::z).min().orElseThrow();
    double z1 = inner.stream().mapToDouble(Point::z).max().orElseThrow();
    int nx = Math.max(1, (int) Math.round((x1 - x0) / 1.5));
    int nz = Math.max(1, (int) Math.round((z1 - z0) / 1.5));
    double w = (x1 - x0) / nx;
    double d = (z1 - z0) / nz;
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < nz; j++) {
        double cx = x0 + w * (i + 0.5);
        double cz = z0 + d * (j + 0.5);
        if (inside(inner, cx, cz, w / 2 - 0.02, d / 2 - 0.02)) {
          double px = w / 2 - 0.04;
          double pz = d / 2 - 0.04;
          Sketch panel = detail.in(Material.FABRIC, 0xF5F2EB).at(cx, height, cz);
          panel.box(-px, -0.05, -pz, px, -0.012, pz, 0.016);
        }
      }
    }
    for (Light light : room.lights()) {
      if (light.y() > room.template().floorY() + height - 0.9) {
        Sketch lamp = detail.at(light.x(), height - 0.05, light.z());
        lamp.in(Paints.LACQUER).plate().rounded(0, 0, 0.62, 0.62, 0.31, -0.045, 0.0, 0.012);
        lamp.in(Paints.LAMP).plate().rounded(0, 0, 0.56, 0.56, 0.28, -0.053, -0.04, 0.006);
      }
    }
  }

  private static boolean inside(List<Point> outline, double cx, double cz, double hx, double hz) {
    for (int k = 0; k < 4; k++) {
      double x = cx + ((k & 1) == 0 ? -hx : hx);
      double z = cz + (k < 2 ? -hz : hz);
      if (!contains(outline, x, z)) {
        return false;
      }
    }
    return true;
  }

  static boolean contains(List<Point> outline, double x, double z) {
    boolean in = false;
    for (int i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
      Point a = outline.get(i);
      Point b = outline.get(j);
      if (a.z() > z != b.z() > z && x < (b.x() - a.x()) * (z - a.z()) / (b.z() - a.z()) + a.x()) {
        in = !in;
      }
    }
    return in;
  }
}
