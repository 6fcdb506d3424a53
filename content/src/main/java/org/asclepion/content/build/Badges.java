package org.asclepion.content.build;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.Point;

/** Draws name badges: a shape for every role, so that colour is never the only sign. Stateless. */
final class Badges {
  private Badges() {}

  /** In a frame whose +Y points off the wearer and whose +Z points up. */
  static void draw(Sketch s, Role role, int colour) {
    List<Point> shape =
        switch (role) {
          case PATIENT -> polygon(18, 0.022, 0);
          case DOCTOR -> Plate.roundedOutline(0, 0, 0.062, 0.036, 0.006);
          case NURSE -> cross(0.026, 0.0095);
          case SPECIALIST -> polygon(6, 0.027, 0);
          case GUEST -> polygon(4, 0.034, 0);
          case TRAINEE -> polygon(3, 0.036, -Math.PI / 2);
          case STAFF -> Plate.roundedOutline(0, 0, 0.044, 0.058, 0.006);
          case AGENT -> polygon(8, 0.024, Math.PI / 8);
          case ROBOT -> polygon(5, 0.026, -Math.PI / 2);
        };
    s.in(Material.CLOTH, 0xFBFAF6).plate().slab(shape, 0.0005, 0.0045, 0.0012);
    List<Point> inner = new ArrayList<>();
    for (Point p : shape) {
      inner.add(new Point(p.x() * 0.76, p.z() * 0.76));
    }
    s.in(Material.CLOTH, colour).plate().slab(inner, 0.004, 0.0055, 0.0006);
  }

  private static List<Point> polygon(int n, double r, double turn) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double a = turn + 2 * Math.PI * i / n;
      points.add(new Point(r * StrictMath.cos(a), -r * StrictMath.sin(a)));
    }
    return points;
  }

  private static List<Point> cross(double r, double half) {
    double[][] quarter = {{r, -half}, {half, -half}, {half, -r}};
    List<Point> points = new ArrayList<>();
    for (int q = 0; q < 4; q++) {
      double c = q == 0 ? 1 : q == 2 ? -1 : 0;
      double d = q == 1 ? 1 : q == 3 ? -1 : 0;
      for (double[] p : quarter) {
        points.add(new Point(p[0] * c + p[1] * d, -p[0] * d + p[1] * c));
      }
    }
    return points;
  }
}
