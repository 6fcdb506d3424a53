package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.space.Point;
import org.asclepion.world.space.RoomKind;

/** Draws floors of planks, tiles or one piece. Owned by the thread that draws. */
record Floors(Sketch sketch, List<Point> outline) {
  void lay(RoomKind kind) {
    switch (kind) {
      case CONSULTATION, CONFERENCE, WAITING, CLASSROOM, OBSERVATION -> planks();
      case LOBBY, CORRIDOR -> tiles(0.9, 0xD3CEC3);
      case WARD -> lino(0xD5DAD0);
      case IMAGING -> lino(0xCFD8DA);
      case THEATRE -> lino(0xC4D3CE);
      case GARDEN -> tiles(0.6, 0xD3CEC3);
    }
  }

  private double low(boolean x) {
    return outline.stream().mapToDouble(p -> x ? p.x() : p.z()).min().orElseThrow();
  }

  private double high(boolean x) {
    return outline.stream().mapToDouble(p -> x ? p.x() : p.z()).max().orElseThrow();
  }

  private void planks() {
    boolean alongX = high(true) - low(true) >= high(false) - low(false);
    double a0 = low(alongX);
    double a1 = high(alongX);
    double b0 = low(!alongX);
    double b1 = high(!alongX);
    double width = 0.16;
    for (int row = 0; b0 + row * width < b1; row++) {
      double a = a0 - 1.8 * Noise.hash(row, 1, 1);
      for (int k = 0; a < a1; k++) {
        double length = 1.3 + 0.9 * Noise.hash(row, k, 2);
        double light = 0.9 + 0.17 * Noise.hash(row, k, 3);
        Paint oak = Material.WOOD.in(0xD3B78E).mix(0xB98F60, 0.3 * Noise.hash(row, k, 4));
        Sketch s =
            sketch
                .in(oak.shade(light))
                .pattern(Noise.hash(row, k, 5), Noise.hash(row, k, 6), !alongX);
        double b = b0 + row * width;
        if (alongX) {
          piece(s, a, b, a + length, b + width);
        } else {
          piece(s, b, a, b + width, a + length);
        }
        a += length;
      }
    }
  }

  private void tiles(double size, int colour) {
    for (int i = 0; low(true) + i * size < high(true); i++) {
      for (int j = 0; low(false) + j * size < high(false); j++) {
        double x = low(true) + i * size;
        double z = low(false) + j * size;
        Paint stone = Material.STONE.in(colour).shade(0.95 + 0.08 * Noise.hash(i, j, 1));
        Sketch s =
            sketch.in(stone).pattern(Noise.hash(i, j, 2), Noise.hash(i, j, 3), (i + j) % 2 == 0);
        piece(s, x, z, x + size, z + size);
      }
    }
  }

  private void lino(int colour) {
    double size = 1.2;
    for (double x = low(true); x < high(true); x += size) {
      for (double z = low(false); z < high(false); z += size) {
        piece(sketch.in(Material.SATIN.in(colour)), x, z, x + size, z + size);
      }
    }
  }

  /** The part of a rectangle that lies in the room. */
  private void piece(Sketch s, double x0, double z0, double x1, double z1) {
    List<Point> part = outline;
    part = cut(part, p -> p.x() - x0);
    part = cut(part, p -> x1 - p.x());
    part = cut(part, p -> p.z() - z0);
    part = cut(part, p -> z1 - p.z());
    if (part.size() >= 3) {
      s.plate().cap(part, 0, true);
    }
  }

  private interface Side {
    double inside(Point p);
  }

  private static List<Point> cut(List<Point> polygon, Side side) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      Point a = polygon.get(i);
      Point b = polygon.get((i + 1) % polygon.size());
      double da = side.inside(a);
      double db = side.inside(b);
      if (da >= 0) {
        add(kept, a);
      }
      if ((da > 0 && db < 0) || (da < 0 && db > 0)) {
        double t = da / (da - db);
        add(kept, new Point(a.x() + (b.x() - a.x()) * t, a.z() + (b.z() - a.z()) * t));
      }
    }
    if (kept.size() > 1 && near(kept.getFirst(), kept.getLast())) {
      kept.removeLast();
    }
    return kept;
  }

  private static void add(List<Point> kept, Point p) {
    if (kept.isEmpty() || !near(kept.getLast(), p)) {
      kept.add(p);
    }
  }

  private static boolean near(Point a, Point b) {
    return Math.abs(a.x() - b.x()) < 1e-7 && Math.abs(a.z() - b.z()) < 1e-7;
  }
}
