package org.asclepion.world.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the solid boxes of a room: its walls, less the openings one walks through, the leaves that
 * close them, and the furniture. Stateless.
 *
 * <p>Walls stand outside the outline, their inner faces on it. Behind a walkable opening is a
 * pocket, {@link #POCKET} deep, in which a body waits to be admitted to the room beyond: jambs to
 * its sides, a stop at its end. The pocket overlaps the neighbour's floor; each room has its own
 * boxes, so that does not matter.
 */
public final class WallBuilder {
  /** How far beyond the wall line a root may stand in an open doorway, metres. */
  public static final double POCKET = 0.35;

  private static final double WALL = 0.2;
  private static final double JAMB = 0.1;
  private static final double DEPTH = POCKET + CapsuleSweep.RADIUS;
  private static final double OFF_LINE = 0.3;

  private WallBuilder() {}

  /** All of a room's solids; leaves are closed. */
  public static List<Solids.Solid> solids(RoomTemplate template) {
    List<Solids.Solid> solids = new ArrayList<>();
    for (Edge edge : edges(template.outline())) {
      wall(template, edge, solids);
    }
    for (Box box : template.obstacles()) {
      solids.add(new Solids.Solid(Solids.Kind.FURNITURE, box, -1));
    }
    return solids;
  }

  /** The walls without any opening, for what must not leave the room. */
  public static List<Box> closed(RoomTemplate template) {
    List<Box> boxes = new ArrayList<>();
    for (Edge edge : edges(template.outline())) {
      boxes.add(edge.box(template, -WALL, edge.length + WALL, 0, WALL));
    }
    return boxes;
  }

  private static void wall(RoomTemplate template, Edge edge, List<Solids.Solid> solids) {
    record Gap(int opening, double from, double to) {}
    List<Gap> gaps = new ArrayList<>();
    List<Opening> openings = template.openings();
    for (int i = 0; i < openings.size(); i++) {
      Opening opening = openings.get(i);
      if (opening.walk() && edge.holds(opening)) {
        double at = edge.along(opening.x(), opening.z());
        double from = Math.max(at - opening.width() / 2, 0);
        double to = Math.min(at + opening.width() / 2, edge.length);
        if (from < to) {
          gaps.add(new Gap(i, from, to));
        }
      }
    }
    gaps.sort(Comparator.comparingDouble(Gap::from));
    double from = 0;
    for (Gap gap : gaps) {
      if (gap.from > from) {
        add(solids, edge.box(template, from, gap.from, 0, WALL));
      }
      from = Math.max(from, gap.to);
      add(solids, edge.box(template, gap.from - JAMB, gap.from, 0, DEPTH + JAMB));
      add(solids, edge.box(template, gap.to, gap.to + JAMB, 0, DEPTH + JAMB));
      add(solids, edge.box(template, gap.from, gap.to, DEPTH, DEPTH + JAMB));
      if (openings.get(gap.opening).leaf()) {
        solids.add(
            new Solids.Solid(
                Solids.Kind.LEAF, edge.box(template, gap.from, gap.to, 0, DEPTH), gap.opening));
      }
    }
    if (edge.length > from) {
      add(solids, edge.box(template, from, edge.length, 0, WALL));
    }
  }

  private static void add(List<Solids.Solid> solids, Box box) {
    solids.add(new Solids.Solid(Solids.Kind.WALL, box, -1));
  }

  private static List<Edge> edges(List<Point> outline) {
    double area = 0;
    for (int i = 0; i < outline.size(); i++) {
      Point a = outline.get(i);
      Point b = outline.get((i + 1) % outline.size());
      area += a.z() * b.x() - a.x() * b.z();
    }
    List<Point> points = area >= 0 ? outline : outline.reversed();
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get((i + 1) % points.size());
      double dx = b.x() - a.x();
      double dz = b.z() - a.z();
      double length = Math.sqrt(dx * dx + dz * dz);
      if (length > 1e-6) {
        edges.add(new Edge(a, dx / length, dz / length, length));
      }
    }
    return edges;
  }

  /** One side of the outline; its outward normal is (-dz, dx). */
  private static final class Edge {
    private final Point start;
    private final double dx;
    private final double dz;
    final double length;

    Edge(Point start, double dx, double dz, double length) {
      this.start = start;
      this.dx = dx;
      this.dz = dz;
      this.length = length;
    }

    double along(double x, double z) {
      return (x - start.x()) * dx + (z - start.z()) * dz;
    }

    boolean holds(Opening opening) {
      double off = (opening.x() - start.x()) * -dz + (opening.z() - start.z()) * dx;
      double facing = Angles.forwardX(opening.yaw()) * -dz + Angles.forwardZ(opening.yaw()) * dx;
      double at = along(opening.x(), opening.z());
      return Math.abs(off) < OFF_LINE && facing > 0.9 && at > 0 && at < length;
    }

    /** From floor to well above the ceiling, between two distances along and two outwards. */
    Box box(RoomTemplate template, double from, double to, double near, double far) {
      double along = (from + to) / 2;
      double out = (near + far) / 2;
      double low = template.floorY() - 1;
      double high = template.floorY() + template.height() + 1;
      return new Box(
          start.x() + dx * along - dz * out,
          (low + high) / 2,
          start.z() + dz * along + dx * out,
          (to - from) / 2,
          (high - low) / 2,
          (far - near) / 2,
          StrictMath.atan2(-dz, dx));
    }
  }
}
