package org.asclepion.content.load;

import java.util.ArrayDeque;
import java.util.List;
import org.asclepion.world.space.Box;
import org.asclepion.world.space.Point;

/**
 * Where a body can stand in a room, on a grid, and which of those places one can walk between. A
 * cell is free when a body's capsule centred in it touches no wall and no obstacle. Parts that are
 * connected share a number from 1; 0 is not free.
 */
final class WalkGrid {
  private static final int MOST_CELLS_A_SIDE = 400;
  private static final double FINEST = 0.1;

  /** Less than the body's own radius by what the grid may be off. */
  private static final double CLEARANCE = Furnisher.BODY_RADIUS - 0.01;

  private final double cell;
  private final double minX;
  private final double minZ;
  private final int width;
  private final int depth;
  private final int[] part;

  WalkGrid(Polygon outline, double floor, List<Box> obstacles) {
    minX = outline.minX();
    minZ = outline.minZ();
    double longest = Math.max(outline.maxX() - minX, outline.maxZ() - minZ);
    cell = Math.max(FINEST, longest / MOST_CELLS_A_SIDE);
    width = (int) Math.ceil((outline.maxX() - minX) / cell) + 1;
    depth = (int) Math.ceil((outline.maxZ() - minZ) / cell) + 1;
    part = new int[width * depth];
    for (int row = 0; row < depth; row++) {
      for (int column = 0; column < width; column++) {
        part[row * width + column] = outline.contains(centre(column, row)) ? -1 : 0;
      }
    }
    outline.edges().forEach(this::stamp);
    for (Box box : obstacles) {
      if (Turning.bottom(box) < floor + Furnisher.BODY_HEIGHT && Turning.top(box) > floor + 0.05) {
        stamp(box);
      }
    }
    label();
  }

  private Point centre(int column, int row) {
    return new Point(minX + column * cell, minZ + row * cell);
  }

  private void stamp(Polygon.Edge wall) {
    int left = columnOf(Math.min(wall.a().x(), wall.b().x()) - CLEARANCE);
    int right = columnOf(Math.max(wall.a().x(), wall.b().x()) + CLEARANCE + cell);
    int top = rowOf(Math.min(wall.a().z(), wall.b().z()) - CLEARANCE);
    int bottom = rowOf(Math.max(wall.a().z(), wall.b().z()) + CLEARANCE + cell);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        if (wall.distance(centre(column, row)) < CLEARANCE) {
          part[row * width + column] = 0;
        }
      }
    }
  }

  private void stamp(Box box) {
    double reach = Math.hypot(box.halfX(), box.halfZ()) + CLEARANCE;
    double cos = Turning.cos(box.yaw());
    double sin = Turning.sin(box.yaw());
    int left = columnOf(box.x() - reach);
    int right = columnOf(box.x() + reach + cell);
    int top = rowOf(box.z() - reach);
    int bottom = rowOf(box.z() + reach + cell);
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double dx = minX + column * cell - box.x();
        double dz = minZ + row * cell - box.z();
        double beyondX = Math.max(Math.abs(dx * cos - dz * sin) - box.halfX(), 0);
        double beyondZ = Math.max(Math.abs(dx * sin + dz * cos) - box.halfZ(), 0);
        if (beyondX * beyondX + beyondZ * beyondZ < CLEARANCE * CLEARANCE) {
          part[row * width + column] = 0;
        }
      }
    }
  }

  private void label() {
    int next = 0;
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    for (int start = 0; start < part.length; start++) {
      if (part[start] != -1) {
        continue;
      }
      part[start] = ++next;
      queue.add(start);
      while (!queue.isEmpty()) {
        int at = queue.remove();
        int column = at % width;
        spread(column > 0, at - 1, next, queue);
        spread(column < width - 1, at + 1, next, queue);
        spread(at >= width, at - width, next, queue);
        spread(at + width < part.length, at + width, next, queue);
      }
    }
  }

  private void spread(boolean within, int to, int number, ArrayDeque<Integer> queue) {
    if (within && part[to] == -1) {
      part[to] = number;
      queue.add(to);
    }
  }

  /** The part of the free cell nearest to p within {@code reach} metres, 0 when there is none. */
  int partNear(Point p, double reach) {
    int found = 0;
    double least = reach + 1e-9;
    for (int row = rowOf(p.z() - reach); row <= rowOf(p.z() + reach + cell); row++) {
      for (int column = columnOf(p.x() - reach);
          column <= columnOf(p.x() + reach + cell);
          column++) {
        int number = part[row * width + column];
        Point c = centre(column, row);
        double distance = Math.hypot(c.x() - p.x(), c.z() - p.z());
        if (number > 0 && distance < least) {
          least = distance;
          found = number;
        }
      }
    }
    return found;
  }

  /** Whether a cell of this part lies within {@code reach} metres of p. */
  boolean reaches(int number, Point p, double reach) {
    for (int row = rowOf(p.z() - reach); row <= rowOf(p.z() + reach + cell); row++) {
      for (int column = columnOf(p.x() - reach);
          column <= columnOf(p.x() + reach + cell);
          column++) {
        Point c = centre(column, row);
        if (part[row * width + column] == number
            && Math.hypot(c.x() - p.x(), c.z() - p.z()) <= reach) {
          return true;
        }
      }
    }
    return false;
  }

  /** The part with the most cells, 0 when nothing is free. */
  int largest() {
    int[] sizes = new int[part.length + 1];
    int best = 0;
    for (int number : part) {
      if (number > 0 && ++sizes[number] > sizes[best]) {
        best = number;
      }
    }
    return best;
  }

  private int rowOf(double z) {
    return Math.clamp((long) Math.floor((z - minZ) / cell), 0, depth - 1);
  }

  private int columnOf(double x) {
    return Math.clamp((long) Math.floor((x - minX) / cell), 0, width - 1);
  }
}
