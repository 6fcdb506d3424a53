package org.asclepion.world.space;

import java.util.Arrays;
import java.util.List;

/**
 * Everything solid in one room, as boxes turned about +Y, found through a uniform grid. Belongs to
 * the thread that steps the room: leaves open and close, and queries use scratch space. Where the
 * boxes are is shared by all rooms of a geometry.
 */
public final class Solids {
  /** What a box is; furniture is what one can see over, put things on, and reach across. */
  public enum Kind {
    WALL,
    LEAF,
    FURNITURE
  }

  /** A box with its meaning. {@code owner} is the opening's index for leaves, otherwise -1. */
  public record Solid(Kind kind, Box box, int owner) {}

  /** Boxes lower than this do not stop a body: rugs, sills, thresholds. Metres above the floor. */
  static final double STEP_OVER = 0.12;

  private static final double CELL = 1.0;

  final int count;
  final double[] x;
  final double[] z;
  final double[] halfX;
  final double[] halfZ;
  final double[] cos;
  final double[] sin;
  private final double[] bottom;
  private final double[] top;
  private final Kind[] kind;
  private final boolean[] present;
  private final int[] owner;

  private final double gridX;
  private final double gridZ;
  private final int columns;
  private final int rows;
  private final int[][] cells;
  private final int[] stamp;
  private int query;

  public Solids(List<Solid> solids, FloorPlan floor, double floorY) {
    count = solids.size();
    x = new double[count];
    z = new double[count];
    halfX = new double[count];
    halfZ = new double[count];
    cos = new double[count];
    sin = new double[count];
    bottom = new double[count];
    top = new double[count];
    kind = new Kind[count];
    present = new boolean[count];
    owner = new int[count];
    stamp = new int[count];
    gridX = floor.minX() - CELL;
    gridZ = floor.minZ() - CELL;
    columns = (int) Math.ceil((floor.maxX() - gridX) / CELL) + 1;
    rows = (int) Math.ceil((floor.maxZ() - gridZ) / CELL) + 1;
    cells = new int[columns * rows][];
    Arrays.fill(cells, new int[0]);
    for (int i = 0; i < count; i++) {
      Solid solid = solids.get(i);
      Box box = solid.box();
      x[i] = box.x();
      z[i] = box.z();
      halfX[i] = box.halfX();
      halfZ[i] = box.halfZ();
      cos[i] = StrictMath.cos(box.yaw());
      sin[i] = StrictMath.sin(box.yaw());
      bottom[i] = box.y() - box.halfY();
      top[i] = box.y() + box.halfY();
      kind[i] = solid.kind();
      present[i] = true;
      owner[i] = solid.owner();
      if (top[i] > floorY + STEP_OVER && bottom[i] < floorY + CapsuleSweep.HEIGHT) {
        enter(i);
      }
    }
  }

  /** The same boxes for another room, with every leaf in its opening. */
  public Solids(Solids like) {
    count = like.count;
    x = like.x;
    z = like.z;
    halfX = like.halfX;
    halfZ = like.halfZ;
    cos = like.cos;
    sin = like.sin;
    bottom = like.bottom;
    top = like.top;
    kind = like.kind;
    owner = like.owner;
    gridX = like.gridX;
    gridZ = like.gridZ;
    columns = like.columns;
    rows = like.rows;
    cells = like.cells;
    present = new boolean[count];
    Arrays.fill(present, true);
    stamp = new int[count];
  }

  private void enter(int i) {
    double reachX = Math.abs(cos[i]) * halfX[i] + Math.abs(sin[i]) * halfZ[i];
    double reachZ = Math.abs(sin[i]) * halfX[i] + Math.abs(cos[i]) * halfZ[i];
    for (int row = row(z[i] - reachZ); row <= row(z[i] + reachZ); row++) {
      for (int column = column(x[i] - reachX); column <= column(x[i] + reachX); column++) {
        int cell = row * columns + column;
        cells[cell] = Arrays.copyOf(cells[cell], cells[cell].length + 1);
        cells[cell][cells[cell].length - 1] = i;
      }
    }
  }

  private int column(double at) {
    return Math.clamp((int) Math.floor((at - gridX) / CELL), 0, columns - 1);
  }

  private int row(double at) {
    return Math.clamp((int) Math.floor((at - gridZ) / CELL), 0, rows - 1);
  }

  /** Puts a leaf in its opening, or takes it out of the way. */
  public void setLeaf(int opening, boolean closed) {
    for (int i = 0; i < count; i++) {
      if (kind[i] == Kind.LEAF && owner[i] == opening) {
        present[i] = closed;
      }
    }
  }

  /** Whether a body at this place would stand in the leaf of the opening, were it closed. */
  public boolean inLeaf(int opening, double px, double pz) {
    for (int i = 0; i < count; i++) {
      if (kind[i] == Kind.LEAF
          && owner[i] == opening
          && distance(i, px, pz) < CapsuleSweep.RADIUS) {
        return true;
      }
    }
    return false;
  }

  /**
   * Collects the present boxes that may stop a body within a rectangle.
   *
   * @return how many; their indices are in {@code found}, which must hold {@link #count}
   */
  int near(double minX, double minZ, double maxX, double maxZ, int[] found) {
    int n = 0;
    query++;
    int lastRow = row(maxZ);
    int lastColumn = column(maxX);
    for (int row = row(minZ); row <= lastRow; row++) {
      for (int column = column(minX); column <= lastColumn; column++) {
        for (int i : cells[row * columns + column]) {
          if (stamp[i] != query) {
            stamp[i] = query;
            if (present[i]) {
              found[n++] = i;
            }
          }
        }
      }
    }
    return n;
  }

  /** Metres from a point of the plan to box {@code i}; 0 inside. */
  double distance(int i, double px, double pz) {
    double dx = px - x[i];
    double dz = pz - z[i];
    double outX = Math.max(Math.abs(dx * cos[i] - dz * sin[i]) - halfX[i], 0);
    double outZ = Math.max(Math.abs(dx * sin[i] + dz * cos[i]) - halfZ[i], 0);
    return Math.sqrt(outX * outX + outZ * outZ);
  }

  /** Whether a body may stand here as far as walls, closed leaves and furniture are concerned. */
  public boolean clear(double px, double pz) {
    double r = CapsuleSweep.RADIUS - 1e-6;
    query++;
    for (int row = row(pz - r); row <= row(pz + r); row++) {
      for (int column = column(px - r); column <= column(px + r); column++) {
        for (int i : cells[row * columns + column]) {
          if (present[i] && distance(i, px, pz) < r) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether a wall or a closed leaf lies between two points of the plan. */
  public boolean wallBetween(double ax, double az, double bx, double bz) {
    return firstHit(ax, az, bx, bz, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY) < 1;
  }

  /**
   * Whether something lies between two points of the plan: a wall, a closed leaf, or furniture that
   * reaches into the heights from {@code low} to {@code high}.
   */
  public boolean blocked(double ax, double az, double bx, double bz, double low, double high) {
    return firstHit(ax, az, bx, bz, low, high) < 1;
  }

  /** How far the way from a to b is free, as a share 0 to 1 of it; see {@link #blocked}. */
  public double firstHit(double ax, double az, double bx, double bz, double low, double high) {
    double first = 1;
    for (int i = 0; i < count; i++) {
      boolean solid = kind[i] == Kind.FURNITURE ? top[i] > low && bottom[i] < high : present[i];
      if (solid) {
        first = Math.min(first, entry(i, ax, az, bx - ax, bz - az));
      }
    }
    return first;
  }

  /** When a point moving by (dx, dz) enters box {@code i}: 0 to 1, or 1 when it does not. */
  private double entry(int i, double px, double pz, double dx, double dz) {
    double ox = px - x[i];
    double oz = pz - z[i];
    double lx = ox * cos[i] - oz * sin[i];
    double lz = ox * sin[i] + oz * cos[i];
    double vx = dx * cos[i] - dz * sin[i];
    double vz = dx * sin[i] + dz * cos[i];
    double enter = 0;
    double leave = 1;
    for (int axis = 0; axis < 2; axis++) {
      double p = axis == 0 ? lx : lz;
      double v = axis == 0 ? vx : vz;
      double half = axis == 0 ? halfX[i] : halfZ[i];
      if (Math.abs(v) < 1e-12) {
        if (Math.abs(p) >= half) {
          return 1;
        }
      } else {
        double a = (-half - p) / v;
        double b = (half - p) / v;
        enter = Math.max(enter, Math.min(a, b));
        leave = Math.min(leave, Math.max(a, b));
      }
    }
    return enter < leave ? enter : 1;
  }

  /**
   * The highest surface under a point: the floor, or the top of furniture whose footprint covers it
   * and whose top is not above {@code y}.
   */
  public double surface(double px, double pz, double y, double floorY) {
    double best = floorY;
    for (int i = 0; i < count; i++) {
      if (kind[i] == Kind.FURNITURE && top[i] <= y && top[i] > best && distance(i, px, pz) == 0) {
        best = top[i];
      }
    }
    return best;
  }
}
