package org.asclepion.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.model.Room;
import org.asclepion.load.Clip;
import org.asclepion.load.Clips;
import org.asclepion.world.item.ItemSpec;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Solids;
import org.asclepion.world.space.Spawn;
import org.asclepion.world.space.WallBuilder;

/** Where benchmarks play, and what: rooms of the demo hospital, recordings of people. Static. */
final class Stages {
  /** People begin at least this far apart, metres. */
  private static final double APART = 1.3;

  private Stages() {}

  /** A consultation for two, otherwise the lobby, with as many places to appear as people. */
  static RoomTemplate room(int people, int tickHz) {
    RoomTemplate declared = declared(people <= 2 ? "consultation-1" : "lobby");
    return with(declared, people, tickHz, declared.items());
  }

  /** The great lawn. */
  static RoomTemplate hall(int people, int tickHz) {
    RoomTemplate lawn = declared("lawn");
    return with(lawn, people, tickHz, lawn.items());
  }

  /** The lobby with this many boxes of 10 to 30 cm lying on its floor in rows. */
  static RoomTemplate warehouse(int people, int items) {
    RoomTemplate lobby = declared("lobby");
    FloorPlan floor = new FloorPlan(lobby.outline());
    List<ItemSpec> boxes = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      double half = 0.05 + 0.01 * (i % 11);
      int row = i / 20;
      double x = floor.minX() + 1 + 0.5 * (i % 20);
      double z = floor.minZ() + 1 + 0.5 * row;
      boxes.add(new ItemSpec(i, x, lobby.floorY() + half, z, 0.3 * i, half, half, half, 1));
    }
    return with(lobby, people, 30, boxes);
  }

  private static RoomTemplate declared(String id) {
    return Objects.requireNonNull(Check.run(DemoHospital.directory()).hospital()).rooms().stream()
        .map(Room::template)
        .filter(room -> room.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static RoomTemplate with(
      RoomTemplate room, int people, int tickHz, List<ItemSpec> items) {
    return new RoomTemplate(
        room.index(),
        room.id(),
        room.kind(),
        room.outline(),
        room.floorY(),
        room.height(),
        Math.max(room.capacity(), people),
        tickHz,
        room.admits(),
        room.perVisit(),
        room.anonymousVisitors(),
        room.obstacles(),
        room.openings(),
        room.seats(),
        places(room, people),
        items,
        room.acoustics());
  }

  private static List<Spawn> places(RoomTemplate room, int people) {
    FloorPlan floor = new FloorPlan(room.outline());
    Solids solids = new Solids(WallBuilder.solids(room), floor, room.floorY());
    List<Spawn> places = new ArrayList<>();
    for (double z = floor.minZ() + 0.9; z < floor.maxZ() - 0.9; z += 0.3) {
      for (double x = floor.minX() + 0.9; x < floor.maxX() - 0.9; x += 0.3) {
        if (places.size() < people && solids.clear(x, z) && isFar(places, x, z)) {
          places.add(new Spawn(x, z, 0));
        }
      }
    }
    if (places.size() < people) {
      throw new IllegalStateException(room.id() + " has places for " + places.size() + " only");
    }
    return places;
  }

  private static boolean isFar(List<Spawn> places, double x, double z) {
    for (Spawn place : places) {
      if (Math.hypot(place.x() - x, place.z() - z) < APART) {
        return false;
      }
    }
    return true;
  }

  /** The recordings in {@code shared/motion} in a folder above, or else computed walks. */
  static List<Clip> clips() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path motion = at.resolve("shared").resolve("motion");
      if (Files.isDirectory(motion)) {
        return Clips.load(motion);
      }
    }
    return Clips.synthetic();
  }
}
