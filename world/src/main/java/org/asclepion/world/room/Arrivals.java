package org.asclepion.world.room;

import java.util.List;
import org.asclepion.world.space.Angles;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.Spawn;

/** Decides where a newcomer appears. Belongs to the thread that steps the room. */
final class Arrivals {
  /** How far inside the wall line one appears who comes through an opening, metres. */
  private static final double INSIDE = 0.4;

  private static final double SEARCH = 4;
  private static final double SCAN = 0.5;

  private final Stage stage;
  private final FreeSpots spots;

  Arrivals(Stage stage, FreeSpots spots) {
    this.stage = stage;
    this.spots = spots;
  }

  /** Places a body just inside an opening of the room, or at a spawn when it has no such one. */
  void place(Body body, int aperture) {
    for (Opening opening : stage.template.openings()) {
      if (opening.aperture() == aperture) {
        double x = opening.x() - Angles.forwardX(opening.yaw()) * INSIDE;
        double z = opening.z() - Angles.forwardZ(opening.yaw()) * INSIDE;
        near(body, x, z, Angles.wrap(opening.yaw() + Math.PI));
        return;
      }
    }
    List<Spawn> spawns = stage.template.spawns();
    for (Spawn spawn : spawns) {
      if (spots.free(spawn.x(), spawn.z(), body)) {
        put(body, spawn.x(), spawn.z(), Angles.wrap(spawn.yaw()));
        return;
      }
    }
    if (spawns.isEmpty()) {
      near(body, Double.NaN, Double.NaN, 0);
    } else {
      Spawn spawn = spawns.get(body.slot() % spawns.size());
      near(body, spawn.x(), spawn.z(), Angles.wrap(spawn.yaw()));
    }
  }

  private void near(Body body, double x, double z, double yaw) {
    if (spots.find(x, z, yaw, SEARCH, body)) {
      put(body, spots.x(), spots.z(), yaw);
      return;
    }
    // So crowded that nobody can stand apart, or nowhere to begin: any free spot, or else a
    // shared one, from which bodies can walk away.
    if (scan(body, yaw, true) || scan(body, yaw, false)) {
      return;
    }
    put(
        body,
        stage.template.outline().getFirst().x(),
        stage.template.outline().getFirst().z(),
        yaw);
  }

  private boolean scan(Body body, double yaw, boolean alone) {
    for (double z = stage.floor.minZ() + SCAN / 2; z < stage.floor.maxZ(); z += SCAN) {
      for (double x = stage.floor.minX() + SCAN / 2; x < stage.floor.maxX(); x += SCAN) {
        if (alone ? spots.free(x, z, body) : spots.walkable(x, z)) {
          put(body, x, z, yaw);
          return true;
        }
      }
    }
    return false;
  }

  private void put(Body body, double x, double z, double yaw) {
    body.place(x, stage.template.floorY(), z, yaw);
  }
}
