package org.asclepion.world.space;

/**
 * Moves a body's upright capsule through a room: sweeps it along a wanted displacement, stops at
 * what it meets and slides along it. Belongs to the thread that steps the room; allocates nothing.
 *
 * <p>All bodies stand on one floor and all boxes are upright, so the capsule is a disc in the plan
 * and each obstacle a rectangle grown by the disc's radius, with round corners. The time at which
 * the disc's centre enters such a shape is exact (two slabs and four circles), so no displacement
 * is long enough to tunnel. Two rules keep it robust against rounding: whoever is already inside a
 * shape, by however little, is stopped only while moving further in; and whoever is in deeper than
 * {@link #SLOP} is first pushed out the nearest way.
 */
public final class CapsuleSweep {
  /** Of a body's capsule, metres. */
  public static final double RADIUS = 0.22;

  /** Of a body's capsule, metres. */
  public static final double HEIGHT = 1.7;

  private static final double SLOP = 1e-7;
  private static final double GRAZING = 1e-9;
  private static final int SLIDES = 5;
  private static final int PUSHES = 6;

  private final Solids solids;
  private final int[] boxes;
  private int boxCount;
  private double[] discX = new double[16];
  private double[] discZ = new double[16];
  private int discCount;

  private double x;
  private double z;
  private double hitTime;
  private double hitX;
  private double hitZ;
  private double outX;
  private double outZ;

  public CapsuleSweep(Solids solids) {
    this.solids = solids;
    this.boxes = new int[solids.count];
  }

  /** Forgets the other bodies of the last sweep. */
  public void clearDiscs() {
    discCount = 0;
  }

  /** Another body in the way of the next sweeps. */
  public void addDisc(double discX, double discZ) {
    if (discCount == this.discX.length) {
      this.discX = java.util.Arrays.copyOf(this.discX, 2 * discCount);
      this.discZ = java.util.Arrays.copyOf(this.discZ, 2 * discCount);
    }
    this.discX[discCount] = discX;
    this.discZ[discCount++] = discZ;
  }

  /** Sweeps from a place by a displacement; {@link #x} and {@link #z} are where it ends. */
  public void move(double fromX, double fromZ, double dx, double dz) {
    x = fromX;
    z = fromZ;
    double reach = Math.sqrt(dx * dx + dz * dz) + 2 * RADIUS;
    boxCount = solids.near(x - reach, z - reach, x + reach, z + reach, boxes);
    pushOut();
    double restX = dx;
    double restZ = dz;
    double lastX = 0;
    double lastZ = 0;
    for (int slide = 0; slide < SLIDES; slide++) {
      if (restX * restX + restZ * restZ < 1e-18) {
        return;
      }
      boolean hit = findHit(restX, restZ);
      x += restX * hitTime;
      z += restZ * hitTime;
      if (!hit) {
        return;
      }
      restX *= 1 - hitTime;
      restZ *= 1 - hitTime;
      double into = Math.min(restX * hitX + restZ * hitZ, 0);
      restX -= into * hitX;
      restZ -= into * hitZ;
      if (restX * lastX + restZ * lastZ < 0) {
        return;
      }
      lastX = hitX;
      lastZ = hitZ;
    }
  }

  public double x() {
    return x;
  }

  public double z() {
    return z;
  }

  private void pushOut() {
    double startX = x;
    double startZ = z;
    for (int push = 0; push < PUSHES; push++) {
      boolean pushed = false;
      for (int k = 0; k < boxCount; k++) {
        double depth = RADIUS - clearance(boxes[k]);
        if (depth > SLOP) {
          x += outX * depth;
          z += outZ * depth;
          pushed = true;
        }
      }
      if (!pushed) {
        return;
      }
    }
    // Wedged between things that leave no room: better to stay than to be squeezed through one.
    x = startX;
    z = startZ;
  }

  /**
   * Signed distance of the disc's centre from box {@code i}, negative inside; (outX, outZ) is the
   * unit vector that leads away from the box.
   */
  private double clearance(int i) {
    double cos = solids.cos[i];
    double sin = solids.sin[i];
    double dx = x - solids.x[i];
    double dz = z - solids.z[i];
    double lx = dx * cos - dz * sin;
    double lz = dx * sin + dz * cos;
    double overX = Math.abs(lx) - solids.halfX[i];
    double overZ = Math.abs(lz) - solids.halfZ[i];
    double nx;
    double nz;
    double distance;
    if (overX > 0 && overZ > 0) {
      distance = Math.sqrt(overX * overX + overZ * overZ);
      nx = Math.copySign(overX / distance, lx);
      nz = Math.copySign(overZ / distance, lz);
    } else if (overX > overZ) {
      distance = overX;
      nx = Math.copySign(1, lx);
      nz = 0;
    } else {
      distance = overZ;
      nx = 0;
      nz = Math.copySign(1, lz);
    }
    outX = nx * cos + nz * sin;
    outZ = -nx * sin + nz * cos;
    return distance;
  }

  private boolean findHit(double dx, double dz) {
    hitTime = 1;
    boolean hit = false;
    double grazing = -GRAZING * Math.sqrt(dx * dx + dz * dz);
    for (int k = 0; k < boxCount; k++) {
      int i = boxes[k];
      if (clearance(i) < RADIUS) {
        if (dx * outX + dz * outZ < grazing) {
          hit |= nearer(0, outX, outZ);
        }
      } else {
        hit |= enterBox(i, dx, dz);
      }
    }
    for (int k = 0; k < discCount; k++) {
      double px = x - discX[k];
      double pz = z - discZ[k];
      double distance = Math.sqrt(px * px + pz * pz);
      if (distance < 2 * RADIUS) {
        // Two bodies on one spot cannot say which way is out: both may walk away.
        if (distance > 1e-6 && (dx * px + dz * pz) / distance < grazing) {
          hit |= nearer(0, px / distance, pz / distance);
        }
      } else {
        double time = enterCircle(px, pz, dx, dz, 2 * RADIUS);
        if (time < hitTime) {
          double nx = px + dx * time;
          double nz = pz + dz * time;
          double length = Math.sqrt(nx * nx + nz * nz);
          hit |= nearer(time, nx / length, nz / length);
        }
      }
    }
    return hit;
  }

  private boolean nearer(double time, double nx, double nz) {
    // Of several things met at once the first counts; the others are met by the next slide.
    if (time < hitTime) {
      hitTime = time;
      hitX = nx;
      hitZ = nz;
      return true;
    }
    return false;
  }

  private boolean enterBox(int i, double dx, double dz) {
    double cos = solids.cos[i];
    double sin = solids.sin[i];
    double ox = x - solids.x[i];
    double oz = z - solids.z[i];
    double px = ox * cos - oz * sin;
    double pz = ox * sin + oz * cos;
    double vx = dx * cos - dz * sin;
    double vz = dx * sin + dz * cos;
    double hx = solids.halfX[i];
    double hz = solids.halfZ[i];
    if (Math.abs(px) > hx + RADIUS + Math.abs(vx) || Math.abs(pz) > hz + RADIUS + Math.abs(vz)) {
      return false;
    }
    double best = hitTime;
    double nx = 0;
    double nz = 0;
    double time = enterFace(px, vx, hx + RADIUS, pz, vz, hz);
    if (time < best) {
      best = time;
      nx = -Math.signum(vx);
      nz = 0;
    }
    time = enterFace(pz, vz, hz + RADIUS, px, vx, hx);
    if (time < best) {
      best = time;
      nx = 0;
      nz = -Math.signum(vz);
    }
    for (int corner = 0; corner < 4; corner++) {
      double cx = px - ((corner & 1) == 0 ? hx : -hx);
      double cz = pz - ((corner & 2) == 0 ? hz : -hz);
      time = enterCircle(cx, cz, vx, vz, RADIUS);
      if (time < best) {
        best = time;
        nx = cx + vx * time;
        nz = cz + vz * time;
        double length = Math.sqrt(nx * nx + nz * nz);
        nx /= length;
        nz /= length;
      }
    }
    return best < hitTime && nearer(best, nx * cos + nz * sin, -nx * sin + nz * cos);
  }

  /** When |p + v t| comes down to {@code half} while |q + w t| is within {@code width}; or 2. */
  private static double enterFace(
      double p, double v, double half, double q, double w, double width) {
    if (p * v >= 0 || Math.abs(v) < 1e-15) {
      return 2;
    }
    double time = (Math.abs(p) - half) / Math.abs(v);
    if (time > 1 || time < -GRAZING) {
      return 2;
    }
    time = Math.max(time, 0);
    return Math.abs(q + w * time) <= width ? time : 2;
  }

  /** When a point at p, moving by v, comes within {@code radius} of the origin; or 2. */
  private static double enterCircle(double px, double pz, double vx, double vz, double radius) {
    double approach = px * vx + pz * vz;
    if (approach >= 0) {
      return 2;
    }
    double speed = vx * vx + vz * vz;
    double gap = px * px + pz * pz - radius * radius;
    double root = approach * approach - speed * gap;
    if (root < 0) {
      return 2;
    }
    return Math.max(gap / (Math.sqrt(root) - approach), 0);
  }
}
