package org.asclepion.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.asclepion.world.space.CapsuleSweep;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.RoomTemplate;
import org.asclepion.world.space.Solids;
import org.asclepion.world.space.Spawn;
import org.asclepion.world.space.WallBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Moving one body by one step through the furnished lobby, with two others close by. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class SweepBenchmark {
  private static final double STEP = 0.05;

  private CapsuleSweep sweep;
  private Spawn start;
  private double x;
  private double z;
  private double angle;
  private int steps;
  private final SplittableRandom random = new SplittableRandom(3);

  @Setup
  public void furnish() {
    RoomTemplate room = Stages.room(20, 30);
    FloorPlan floor = new FloorPlan(room.outline());
    sweep = new CapsuleSweep(new Solids(WallBuilder.solids(room), floor, room.floorY()));
    start = room.spawns().getFirst();
    x = start.x();
    z = start.z();
  }

  @Benchmark
  public double step() {
    if (steps++ % 40 == 0) {
      angle = random.nextDouble(2 * Math.PI);
    }
    sweep.clearDiscs();
    sweep.addDisc(start.x() + 1, start.z());
    sweep.addDisc(start.x(), start.z() + 1);
    sweep.move(x, z, STEP * Math.cos(angle), STEP * Math.sin(angle));
    x = sweep.x();
    z = sweep.z();
    return x;
  }
}
