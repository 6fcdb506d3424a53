package org.asclepion.host.isolation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.asclepion.protocol.v1.Box;
import org.asclepion.protocol.v1.PlanPoint;
import org.asclepion.protocol.v1.Room;

/** Where one can walk in a room, on a coarse grid. Immutable. */
final class Grid {
  private static final double CELL = 0.2;
  private static final double RADIUS = 0.26;
  private static final double STEP_OVER = 0.12;
  private static final double BODY = 1.7;

  /** A point of the hospital plan, metres. */
  record Spot(double x, double z) {
    double to(double otherX, double otherZ) {
      return Math.hypot(otherX - x, otherZ - z);
    }
  }

  private final double x0;
  private final double z0;
  private final int columns;
  private final int rows;
  private final boolean[] free;
  private final List<Integer> freeCells = new ArrayList<>();

  Grid(Room room) {
    double maxX = Double.NEGATIVE_INFINITY;
    double maxZ = Double.NEGATIVE_INFINITY;
    double minX = Double.POSITIVE_INFINITY;
    double minZ = Double.POSITIVE_INFINITY;
    for (PlanPoint point : room.getOutlineList()) {
      minX = Math.min(minX, point.getX());
      minZ = Math.min(minZ, point.getZ());
      maxX = Math.max(maxX, point.getX());
      maxZ = Math.max(maxZ, point.getZ());
    }
    x0 = minX;
    z0 = minZ;
    columns = (int) Math.ceil((maxX - minX) / CELL);
    rows = (int) Math.ceil((maxZ - minZ) / CELL);
    free = new boolean[columns * rows];
    for (int cell = 0; cell < free.length; cell++) {
      Spot spot = spot(cell);
      free[cell] = inside(room, spot) && !blocked(room, spot);
      if (free[cell]) {
        freeCells.add(cell);
      }
    }
  }

  Spot anywhere(int random) {
    return spot(freeCells.get(Math.floorMod(random, freeCells.size())));
  }

  /** The free spot nearest to a point. */
  Spot nearest(double x, double z) {
    int best = freeCells.getFirst();
    double least = Double.POSITIVE_INFINITY;
    for (int cell : freeCells) {
      double distance = spot(cell).to(x, z);
      if (distance < least) {
        least = distance;
        best = cell;
      }
    }
    return spot(best);
  }

  /** A way from one point to another, empty when there is none; corners only. */
  List<Spot> path(double fromX, double fromZ, double toX, double toZ) {
    int start = cell(nearest(fromX, fromZ));
    int goal = cell(nearest(toX, toZ));
    int[] before = new int[free.length];
    Arrays.fill(before, -1);
    before[start] = start;
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty() && before[goal] < 0) {
      int at = queue.remove();
      for (int dz = -1; dz <= 1; dz++) {
        for (int dx = -1; dx <= 1; dx++) {
          int next = neighbour(at, dx, dz);
          if (next >= 0 && before[next] < 0) {
            before[next] = at;
            queue.add(next);
          }
        }
      }
    }
    if (before[goal] < 0) {
      return List.of();
    }
    List<Spot> spots = new ArrayList<>();
    for (int at = goal; at != start; at = before[at]) {
      spots.add(spot(at));
    }
    spots.add(spot(start));
    Collections.reverse(spots);
    return corners(spots);
  }

  private int neighbour(int cell, int dx, int dz) {
    int column = cell % columns + dx;
    int row = cell / columns + dz;
    if (column < 0 || row < 0 || column >= columns || row >= rows) {
      return -1;
    }
    int next = row * columns + column;
    boolean cutsNoCorner =
        free[cell - cell % columns + column] && free[row * columns + cell % columns];
    return free[next] && cutsNoCorner ? next : -1;
  }

  private List<Spot> corners(List<Spot> spots) {
    List<Spot> corners = new ArrayList<>();
    int at = 0;
    while (at < spots.size() - 1) {
      int far = Math.min(at + 60, spots.size() - 1);
      while (far > at + 1 && !straight(spots.get(at), spots.get(far))) {
        far--;
      }
      corners.add(spots.get(far));
      at = far;
    }
    return corners;
  }

  boolean straight(Spot from, Spot to) {
    int steps = (int) Math.ceil(from.to(to.x, to.z) / (CELL / 3)) + 1;
    for (int i = 0; i <= steps; i++) {
      double share = (double) i / steps;
      if (!isFree(from.x + (to.x - from.x) * share, from.z + (to.z - from.z) * share)) {
        return false;
      }
    }
    return true;
  }

  boolean isFree(double x, double z) {
    int column = (int) Math.floor((x - x0) / CELL);
    int row = (int) Math.floor((z - z0) / CELL);
    return column >= 0
        && row >= 0
        && column < columns
        && row < rows
        && free[row * columns + column];
  }

  private int cell(Spot spot) {
    int row = (int) ((spot.z - z0) / CELL);
    int column = (int) ((spot.x - x0) / CELL);
    return row * columns + column;
  }

  private Spot spot(int cell) {
    return new Spot(
        x0 + (cell % columns + 0.5) * CELL, z0 + (Math.floorDiv(cell, columns) + 0.5) * CELL);
  }

  private static boolean inside(Room room, Spot spot) {
    boolean inside = false;
    int count = room.getOutlineCount();
    for (int i = 0; i < count; i++) {
      PlanPoint a = room.getOutline(i);
      PlanPoint b = room.getOutline((i + 1) % count);
      if (toSegment(spot, a, b) < RADIUS) {
        return false;
      }
      if ((a.getZ() > spot.z) != (b.getZ() > spot.z)
          && spot.x
              < (b.getX() - a.getX()) * (spot.z - a.getZ()) / (b.getZ() - a.getZ()) + a.getX()) {
        inside = !inside;
      }
    }
    return inside;
  }

  private static double toSegment(Spot spot, PlanPoint a, PlanPoint b) {
    double dx = b.getX() - a.getX();
    double dz = b.getZ() - a.getZ();
    double share = ((spot.x - a.getX()) * dx + (spot.z - a.getZ()) * dz) / (dx * dx + dz * dz);
    double clamped = Math.clamp(share, 0, 1);
    return spot.to(a.getX() + dx * clamped, a.getZ() + dz * clamped);
  }

  private static boolean blocked(Room room, Spot spot) {
    for (Box box : room.getObstaclesList()) {
      double low = box.getY() - box.getHalfY() - room.getFloorY();
      double high = box.getY() + box.getHalfY() - room.getFloorY();
      if (high <= STEP_OVER || low >= BODY) {
        continue;
      }
      // Into the box's frame: yaw turns +X towards -Z.
      double dx = spot.x - box.getX();
      double dz = spot.z - box.getZ();
      double cos = Math.cos(box.getYaw());
      double sin = Math.sin(box.getYaw());
      double along = dx * cos - dz * sin;
      double across = dx * sin + dz * cos;
      double outX = Math.max(Math.abs(along) - box.getHalfX(), 0);
      double outZ = Math.max(Math.abs(across) - box.getHalfZ(), 0);
      if (Math.hypot(outX, outZ) < RADIUS) {
        return true;
      }
    }
    return false;
  }
}
