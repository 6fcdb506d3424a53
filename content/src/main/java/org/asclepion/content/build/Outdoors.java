package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.asclepion.content.model.Aperture;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.Room;
import org.asclepion.content.model.WallWindow;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Point;

/**
 * Draws a room under the sky: grass, paths from every way in to the middle, the building's outside
 * where rooms lie behind an edge and a hedge where none do. Owned by the thread that draws.
 */
final class Outdoors {
  private static final double FACADE = 3.4;

  private final Sketch ground;
  private final Sketch sketch;
  private final Hospital hospital;
  private final Room room;
  private final List<Point> outline;

  Outdoors(Sketch surfaces, Sketch details, Hospital hospital, Room room) {
    this.ground = surfaces.at(0, room.template().floorY(), 0);
    this.sketch = details.at(0, room.template().floorY(), 0);
    this.hospital = hospital;
    this.room = room;
    this.outline = room.template().outline();
  }

  void draw() {
    ground.in(Material.GRASS, 0x94B56C).plate().cap(outline, 0, true);
    paths();
    for (int i = 0; i < outline.size(); i++) {
      boundary(i);
    }
    blades();
  }

  private Point middle() {
    double x = 0;
    double z = 0;
    for (Point p : outline) {
      x += p.x() / outline.size();
      z += p.z() / outline.size();
    }
    return new Point(x, z);
  }

  private void paths() {
    Point m = middle();
    ring(m.x(), m.z(), 2.35);
    for (Opening o : room.template().openings()) {
      if (!o.walk()) {
        continue;
      }
      double dx = m.x() - o.x();
      double dz = m.z() - o.z();
      double length = Math.sqrt(dx * dx + dz * dz);
      Sketch s = sketch.at(o.x(), 0, o.z()).turnedY(StrictMath.atan2(-dx, -dz));
      flags(s, Math.max(1.5, o.width() + 0.3), length - 1.9);
    }
  }

  /** Flagstones from the origin towards -Z. */
  private static void flags(Sketch s, double width, double length) {
    int rows = Math.max(1, (int) Math.round(length / 0.55));
    double step = length / rows;
    for (int k = 0; k < rows; k++) {
      double cut = width * (0.36 + 0.28 * Noise.hash(k, 1, 31));
      double z = -step * k;
      for (int side = 0; side < 2; side++) {
        double x0 = side == 0 ? -width / 2 : -width / 2 + cut;
        double x1 = side == 0 ? -width / 2 + cut : width / 2;
        Paint stone = Material.STONE.in(0xD2CCBF).shade(0.93 + 0.1 * Noise.hash(k, side, 32));
        s.in(stone).box(x0 + 0.012, -0.02, z - step + 0.012, x1 - 0.012, 0.014, z - 0.012, 0.008);
      }
    }
  }

  /** A round place of stone in the middle. */
  private void ring(double cx, double cz, double radius) {
    Sketch s = sketch.at(cx, 0, cz);
    for (int ring = 0; ring < 4; ring++) {
      double r0 = radius * ring / 4;
      double r1 = radius * (ring + 1) / 4;
      int n = Math.max(6, (int) Math.round(2 * Math.PI * r1 / 0.62));
      for (int k = 0; k < n; k++) {
        double a0 = 2 * Math.PI * (k + 0.5 * (ring & 1)) / n;
        double a1 = a0 + 2 * Math.PI / n;
        Paint stone = Material.STONE.in(0xD2CCBF).shade(0.93 + 0.1 * Noise.hash(k, ring, 33));
        List<Point> flag = new ArrayList<>();
        int bends = 3;
        for (int i = 0; i <= bends; i++) {
          flag.add(polar(r1 - 0.012, a0 + (a1 - a0) * i / bends));
        }
        for (int i = r0 > 0 ? bends : 0; i >= 0; i--) {
          flag.add(polar(r0 > 0 ? r0 + 0.012 : 0, a0 + (a1 - a0) * i / bends));
        }
        s.in(stone).plate().slab(Plate.inset(flag, 0.006), -0.02, 0.015, 0.006);
      }
    }
  }

  private static Point polar(double r, double a) {
    return new Point(r * StrictMath.cos(a), -r * StrictMath.sin(a));
  }

  private void boundary(int i) {
    Frame frame = Shell.edge(outline, i);
    Point a = outline.get(i);
    Point b = outline.get((i + 1) % outline.size());
    double length = along(frame, a, b);
    double at = 0;
    for (double[] part : covered(frame, a, length)) {
      hedge(frame, at, part[0]);
      facade(frame, a, length, part[0], part[1]);
      at = part[1];
    }
    hedge(frame, at, length);
  }

  private static double along(Frame frame, Point from, Point p) {
    return frame.a().x() * (p.x() - from.x()) + frame.a().z() * (p.z() - from.z());
  }

  private static double across(Frame frame, Point from, Point p) {
    return frame.c().x() * (p.x() - from.x()) + frame.c().z() * (p.z() - from.z());
  }

  /** The parts of an edge behind which other rooms lie, in order, joined where they touch. */
  private List<double[]> covered(Frame frame, Point a, double length) {
    List<double[]> parts = new ArrayList<>();
    for (Room other : hospital.rooms()) {
      if (other.outdoors()) {
        continue;
      }
      List<Point> o = other.template().outline();
      for (int k = 0; k < o.size(); k++) {
        Point p = o.get(k);
        Point q = o.get((k + 1) % o.size());
        if (Math.abs(across(frame, a, p)) < 0.3 && Math.abs(across(frame, a, q)) < 0.3) {
          double x0 = Math.max(0, Math.min(along(frame, a, p), along(frame, a, q)));
          double x1 = Math.min(length, Math.max(along(frame, a, p), along(frame, a, q)));
          if (x1 - x0 > 0.1) {
            parts.add(new double[] {x0, x1});
          }
        }
      }
    }
    parts.sort(Comparator.comparingDouble(p -> p[0]));
    List<double[]> joined = new ArrayList<>();
    for (double[] p : parts) {
      if (!joined.isEmpty() && p[0] <= joined.getLast()[1] + 0.6) {
        joined.getLast()[1] = Math.max(joined.getLast()[1], p[1]);
      } else {
        joined.add(p);
      }
    }
    return joined;
  }

  private void facade(Frame frame, Point a, double length, double x0, double x1) {
    Wall wall = new Wall(ground.framed(frame), sketch.framed(frame), length, x0, x1, FACADE);
    List<Opening> ours = new ArrayList<>();
    for (Opening o : room.template().openings()) {
      if (Shell.onEdge(frame, a, length, o.x(), o.z()) && Shell.faces(frame, o.yaw())) {
        double x = along(frame, a, new Point(o.x(), o.z()));
        wall.hole(x, o.y() - room.template().floorY(), o.width(), o.height());
        ours.add(o);
      }
    }
    int apertures = wall.holes.size();
    for (Room other : hospital.rooms()) {
      for (WallWindow w : other.windows()) {
        if (Shell.onEdge(frame, a, length, w.x(), w.z()) && Shell.faces(frame, w.yaw() + Math.PI)) {
          double x = along(frame, a, new Point(w.x(), w.z()));
          wall.hole(x, w.y() - room.template().floorY(), w.width(), w.height());
        }
      }
    }
    Paint plaster = Material.WALL.in(0xEFE9DD);
    wall.face(plaster, plaster, 0);
    wall.rail(Paints.STONE, 0, 0.28, 0.03);
    Sketch s = sketch.framed(frame);
    s.in(Paints.OAK).box(x0, FACADE - 0.02, -0.75, x1, FACADE + 0.05, 0.3, 0.01);
    s.in(Paints.GRAPHITE).box(x0, FACADE + 0.05, -0.8, x1, FACADE + 0.12, 0.3, 0.01);
    for (int k = 0; k < wall.holes.size(); k++) {
      Wall.Hole hole = wall.holes.get(k);
      Opening o = k < apertures ? ours.get(k) : null;
      Aperture.Kind kind =
          o == null ? Aperture.Kind.WINDOW : hospital.apertures().get(o.aperture()).kind();
      if (kind == Aperture.Kind.WINDOW) {
        boolean clear = o != null && o.sightOut();
        Paint pane = clear ? Material.GLASS.in(0xDCEBEF) : Material.GLOSS.in(0xA9C0C8);
        wall.window(hole, Paints.LACQUER, pane, true);
      } else {
        wall.frame(hole, Paints.OAK, kind == Aperture.Kind.ARCH);
      }
    }
  }

  private void hedge(Frame frame, double x0, double x1) {
    if (x1 - x0 < 0.2) {
      return;
    }
    int n = Math.max(1, (int) Math.round((x1 - x0) / 2));
    double w = (x1 - x0) / n;
    for (int k = 0; k < n; k++) {
      Sketch s = sketch.framed(frame).at(x0 + w * (k + 0.5), 0, -0.05);
      s = k % 2 == 0 ? s : s.turnedY(Math.PI);
      Garden.hedge(s.scaled(w / 1.96, 1.25 + 0.08 * Noise.hash(k, 1, 40), 1));
    }
  }

  /** Tufts of longer grass and small flowers, off the paths. */
  private void blades() {
    Point m = middle();
    double r =
        outline.stream().mapToDouble(p -> Math.hypot(p.x() - m.x(), p.z() - m.z())).max().orElse(5);
    int n = (int) Math.min(420, r * r * 4);
    for (int k = 0; k < n; k++) {
      double x = m.x() + (2 * Noise.hash(k, 1, 50) - 1) * r;
      double z = m.z() + (2 * Noise.hash(k, 2, 50) - 1) * r;
      if (!Shell.contains(outline, x, z) || onPath(x, z)) {
        continue;
      }
      Vec at = new Vec(x, 0, z);
      if (k % 9 == 0) {
        int colour = k % 2 == 0 ? 0xFBF8EE : 0xF2D27E;
        sketch.foliage().flower(at, 0.06 + 0.05 * Noise.hash(k, 3, 50), 5, 0.02, colour, k);
      } else {
        for (int b = 0; b < 4; b++) {
          Paint green = Material.LEAF.in(0x86AB5E).shade(0.85 + 0.3 * Noise.hash(k, b, 51));
          sketch
              .in(green)
              .foliage()
              .fleck(
                  at,
                  b * 1.7 + k,
                  1.1 + 0.3 * Noise.hash(k, b, 52),
                  0.07 + 0.06 * Noise.hash(k, b, 53));
        }
      }
    }
  }

  private boolean onPath(double x, double z) {
    Point m = middle();
    if (Math.hypot(x - m.x(), z - m.z()) < 2.5) {
      return true;
    }
    for (Opening o : room.template().openings()) {
      double dx = m.x() - o.x();
      double dz = m.z() - o.z();
      double l = Math.hypot(dx, dz);
      double t = ((x - o.x()) * dx + (z - o.z()) * dz) / l;
      double d = Math.abs((x - o.x()) * dz - (z - o.z()) * dx) / l;
      if (t > -0.2 && t < l && d < o.width() / 2 + 0.4) {
        return true;
      }
    }
    return false;
  }
}
