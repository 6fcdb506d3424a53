package org.asclepion.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Spreads the bots of a room over its floor, so that each can move without bumping into walls,
 * furniture or the others. Static; on the bots' loop.
 */
final class Spread {
  private static final double GRID = 0.25;

  /** What a place must offer to be worth a teleport. */
  private static final double ROOMY = 0.3;

  private static final double TOO_FAR = 7.5;

  /**
   * Sends each bot to the place farthest from everybody placed before.
   *
   * @param free what {@link #places} found
   */
  static void teleport(BotRoom room, List<double[]> free) {
    // How far each place is from whoever was placed before: kept, since a hall has many of both.
    double[] nearest = new double[free.size()];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (Bot bot : room.bots) {
      double[] best = null;
      double most = 0;
      double x = bot.x();
      double z = bot.z();
      for (int i = 0; i < nearest.length; i++) {
        double[] place = free.get(i);
        double roomy = Math.min(place[2], 0.5 * nearest[i] - FreeSpace.BODY);
        boolean reached = FreeSpace.length(place[0] - x, place[1] - z) < TOO_FAR;
        if (bot.isIn() && reached && roomy > most) {
          most = roomy;
          best = place;
        }
      }
      if (best != null && most > ROOMY) {
        x = best[0];
        z = best[1];
        bot.teleport(x, z);
      }
      for (int i = 0; i < nearest.length; i++) {
        double[] place = free.get(i);
        nearest[i] = Math.min(nearest[i], FreeSpace.length(place[0] - x, place[1] - z));
      }
    }
  }

  /** How far a bot may move from where it is. */
  static double reach(Bot bot, BotRoom room, FreeSpace space) {
    double reach = space.around(bot.x(), bot.z());
    for (Bot other : room.bots) {
      if (other != bot) {
        double apart = FreeSpace.length(bot.x() - other.x(), bot.z() - other.z());
        reach = Math.min(reach, 0.5 * apart - FreeSpace.BODY);
      }
    }
    return Math.max(0, reach);
  }

  /** Free places on a grid: x, z, and how free. Any thread; it takes a while. */
  static List<double[]> places(FreeSpace space, org.asclepion.protocol.v1.Room plan) {
    double fromX = Double.MAX_VALUE;
    double fromZ = Double.MAX_VALUE;
    double toX = -Double.MAX_VALUE;
    double toZ = -Double.MAX_VALUE;
    for (var corner : plan.getOutlineList()) {
      fromX = Math.min(fromX, corner.getX());
      toX = Math.max(toX, corner.getX());
      fromZ = Math.min(fromZ, corner.getZ());
      toZ = Math.max(toZ, corner.getZ());
    }
    List<double[]> places = new ArrayList<>();
    for (double x = fromX; x < toX; x += GRID) {
      for (double z = fromZ; z < toZ; z += GRID) {
        double free = space.around(x, z);
        if (free > ROOMY) {
          places.add(new double[] {x, z, free});
        }
      }
    }
    return places;
  }

  private Spread() {}
}
