package org.asclepion.world.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweep in random rooms full of turned boxes; the seed is part of each test's name. */
class CapsuleSweepPropertyTest {
  private static final double R = CapsuleSweep.RADIUS;

  /** An L-shaped room with furniture strewn about, a door in the west and an arch in the south. */
  private static RoomTemplate room(Random random, int boxes) {
    List<Box> obstacles = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      obstacles.add(
          new Box(
              random.nextDouble() * 10,
              0.5,
              random.nextDouble() * 8,
              0.05 + random.nextDouble() * 0.6,
              0.5,
              0.02 + random.nextDouble() * 0.5,
              random.nextDouble() * 7));
    }
    return new RoomTemplate(
        0,
        "strewn",
        RoomKind.WARD,
        List.of(
            new Point(0, 8),
            new Point(5, 8),
            new Point(5, 5),
            new Point(10, 5),
            new Point(10, 0),
            new Point(0, 0)),
        0,
        3,
        10,
        30,
        Set.of(Role.values()),
        false,
        false,
        obstacles,
        List.of(
            new Opening(1, true, 1, 0, 0, 4, Math.PI / 2, 1, 2.1, true, false, false, false),
            new Opening(2, false, 1, 2.5, 0, 8, Math.PI, 1.4, 2.1, true, false, false, false)),
        List.of(),
        List.of(),
        List.of(),
        Acoustics.ORDINARY);
  }

  private static final class World {
    final RoomTemplate template;
    final FloorPlan floor;
    final Solids solids;
    final CapsuleSweep sweep;

    World(Random random, int boxes) {
      template = room(random, boxes);
      floor = new FloorPlan(template.outline());
      solids = new Solids(WallBuilder.solids(template), floor, 0);
      sweep = new CapsuleSweep(solids);
    }

    /** The least distance from a point to any solid that stops bodies. */
    double clearance(double x, double z) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < solids.count; i++) {
        least = Math.min(least, solids.distance(i, x, z));
      }
      return least;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverInsideASolidNeverThroughOne(long seed) {
    Random random = new Random(seed);
    World world = new World(random, 3 + random.nextInt(25));
    int moves = 0;
    while (moves < 20_000) {
      double x = random.nextDouble() * 10;
      double z = random.nextDouble() * 8;
      if (!world.floor.contains(x, z) || !world.solids.clear(x, z)) {
        continue;
      }
      for (int step = 0; step < 50; step++, moves++) {
        double length = StrictMath.pow(10, random.nextDouble() * 6 - 4);
        double angle = random.nextDouble() * 7;
        double dx = StrictMath.cos(angle) * length;
        double dz = StrictMath.sin(angle) * length;
        world.sweep.move(x, z, dx, dz);
        double toX = world.sweep.x();
        double toZ = world.sweep.z();
        assertTrue(world.clearance(toX, toZ) > R - 1e-6, "inside a solid");
        double way = Math.hypot(toX - x, toZ - z);
        assertTrue(way <= length * (1 + 1e-9) + 1e-6, "further than wanted");
        boolean pocket =
            toZ > 8 && toZ <= 8 + WallBuilder.POCKET + 1e-6 && Math.abs(toX - 2.5) < 0.7;
        assertTrue(world.floor.contains(toX, toZ) || pocket, "through a wall");
        x = toX;
        z = toZ;
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void aStraightMoveNeverJumpsABox(long seed) {
    // One thin box, long moves at it: wherever they end, they have not crossed it.
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      double yaw = random.nextDouble() * 7;
      Box thin = new Box(3, 0.5, 3, 1.5, 0.5, 0.001, yaw);
      FloorPlan floor =
          new FloorPlan(
              List.of(new Point(0, 6), new Point(6, 6), new Point(6, 0), new Point(0, 0)));
      Solids solids =
          new Solids(List.of(new Solids.Solid(Solids.Kind.FURNITURE, thin, -1)), floor, 0);
      CapsuleSweep sweep = new CapsuleSweep(solids);
      double along = (random.nextDouble() * 2 - 1) * 1.2;
      double nx = StrictMath.sin(yaw);
      double nz = StrictMath.cos(yaw);
      double x = 3 + nx * 0.5 + StrictMath.cos(yaw) * along;
      double z = 3 + nz * 0.5 - StrictMath.sin(yaw) * along;
      double length = 0.3 + random.nextDouble() * 50;
      sweep.move(x, z, -nx * length, -nz * length);
      double side = (sweep.x() - 3) * nx + (sweep.z() - 3) * nz;
      assertEquals(R + 0.001, side, 1e-6);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void recoversFromASlightPenetration(long seed) {
    Random random = new Random(seed);
    World world = new World(random, 4);
    int tried = 0;
    while (tried < 2_000) {
      double x = random.nextDouble() * 10;
      double z = random.nextDouble() * 8;
      double clearance = world.clearance(x, z);
      if (!world.floor.contains(x, z) || clearance < R - 0.05 || clearance > R - 1e-6) {
        continue;
      }
      tried++;
      world.sweep.move(x, z, 0, 0);
      double toX = world.sweep.x();
      double toZ = world.sweep.z();
      boolean stayed = toX == x && toZ == z;
      assertTrue(stayed || world.clearance(toX, toZ) > R - 1e-6, "pushed out, or wedged");
      assertTrue(Math.hypot(toX - x, toZ - z) < 0.6, "not thrown about");
      boolean pocket = toZ > 8 && Math.abs(toX - 2.5) < 0.7;
      assertTrue(world.floor.contains(toX, toZ) || pocket, "pushed through a wall");
    }
  }

  @Test
  void slidesAlongAWallAndLosesOnlyWhatGoesIntoIt() {
    World world = new World(new Random(1), 0);
    world.sweep.move(5, 0.5, 1, -1);
    assertEquals(6, world.sweep.x(), 1e-9);
    assertEquals(R, world.sweep.z(), 1e-9);
  }

  @Test
  void pushingIntoACornerForHoursDoesNotDrift() {
    World world = new World(new Random(1), 0);
    double x = 9;
    double z = 1;
    Random random = new Random(5);
    for (int i = 0; i < 400_000; i++) {
      world.sweep.move(x, z, 0.03 + random.nextDouble() * 0.02, -0.04);
      x = world.sweep.x();
      z = world.sweep.z();
    }
    assertEquals(10 - R, x, 1e-6);
    assertEquals(R, z, 1e-6);
  }

  @Test
  void walkingRoundAPillarKeepsTheDistance() {
    FloorPlan floor =
        new FloorPlan(List.of(new Point(0, 6), new Point(6, 6), new Point(6, 0), new Point(0, 0)));
    Solids solids =
        new Solids(
            List.of(
                new Solids.Solid(Solids.Kind.FURNITURE, new Box(3, 1, 3, 0.3, 1, 0.3, 0.4), -1)),
            floor,
            0);
    CapsuleSweep sweep = new CapsuleSweep(solids);
    double x = 3.7;
    double z = 3;
    double travelled = 0;
    for (int i = 0; i < 20_000; i++) {
      double toX = 3 - x;
      double toZ = 3 - z;
      double length = Math.hypot(toX, toZ);
      // Leaning on the pillar while walking round it.
      sweep.move(x, z, (toX - toZ) / length * 0.04, (toZ + toX) / length * 0.04);
      travelled += Math.hypot(sweep.x() - x, sweep.z() - z);
      x = sweep.x();
      z = sweep.z();
      double distance = solids.distance(0, x, z);
      assertTrue(distance > R - 1e-6, "inside the pillar");
      // Past a corner a straight step leads a little away; leaning brings it back.
      assertTrue(i < 10 || distance < R + 0.05, "lost the pillar");
    }
    assertTrue(travelled > 100, "kept sliding: " + travelled);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33})
  void bodiesNeverOverlapAndNeverStick(long seed) {
    Random random = new Random(seed);
    World world = new World(random, 0);
    int people = 12;
    double[] x = new double[people];
    double[] z = new double[people];
    for (int i = 0; i < people; i++) {
      x[i] = 1 + (i % 4);
      z[i] = 1 + i / 4;
    }
    double travelled = 0;
    for (int step = 0; step < 20_000; step++) {
      int i = random.nextInt(people);
      world.sweep.clearDiscs();
      for (int j = 0; j < people; j++) {
        if (j != i) {
          world.sweep.addDisc(x[j], z[j]);
        }
      }
      double angle = random.nextDouble() * 7;
      double length = random.nextDouble();
      world.sweep.move(x[i], z[i], StrictMath.cos(angle) * length, StrictMath.sin(angle) * length);
      travelled += Math.hypot(world.sweep.x() - x[i], world.sweep.z() - z[i]);
      x[i] = world.sweep.x();
      z[i] = world.sweep.z();
      for (int j = 0; j < people; j++) {
        if (j != i) {
          assertTrue(Math.hypot(x[i] - x[j], z[i] - z[j]) > 2 * R - 1e-6, "overlap");
        }
      }
    }
    assertTrue(travelled > 2_000, "kept moving: " + travelled);
  }

  @Test
  void twoBodiesOnOneSpotCanWalkApart() {
    World world = new World(new Random(1), 0);
    world.sweep.addDisc(5, 3);
    world.sweep.move(5, 3, 1, 0);
    assertEquals(6, world.sweep.x(), 1e-9);
    world.sweep.move(5.1, 3, -1, 0);
    assertEquals(5.1, world.sweep.x(), 1e-9, "not further into each other");
    world.sweep.move(5.1, 3, 1, 0);
    assertEquals(6.1, world.sweep.x(), 1e-9, "but apart");
  }
}
