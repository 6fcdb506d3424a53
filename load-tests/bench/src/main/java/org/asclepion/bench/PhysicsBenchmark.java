package org.asclepion.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.asclepion.world.avatar.Limb;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A step of a room of 20 people among 100 movable boxes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class PhysicsBenchmark {
  private static final int PEOPLE = 20;
  private static final int ITEMS = 100;

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<Intent> intents = new ArrayList<>();
  private Room room;
  private int tick;

  @Setup
  public void begin() {
    room = new Room(Stages.warehouse(PEOPLE, ITEMS));
    for (int id = 1; id <= PEOPLE; id++) {
      intents.add(
          new Intent.Arrive(new Participant(id, Role.DOCTOR, "person " + id, 0, 0), -1, null));
    }
    room.step(tick, intents, random);
  }

  /** They walk in random directions and kick about what is in their way: physics never sleeps. */
  @Benchmark
  public Room kicking() {
    return walk(0.05);
  }

  /** They stand and look around: physics sleeps. */
  @Benchmark
  public Room standing() {
    return walk(0);
  }

  private Room walk(double step) {
    tick++;
    intents.clear();
    for (int id = 1; id <= PEOPLE; id++) {
      double angle = (tick / 40 + id) * 2.4;
      intents.add(
          new Intent.PoseSample(
              id,
              tick & 0xFFFF,
              step * Math.cos(angle),
              step * Math.sin(angle),
              angle % 3,
              limb(0, 1.6f),
              limb(-0.3f, 1.1f),
              limb(0.3f, 1.1f)));
    }
    room.step(tick, intents, random);
    return room;
  }

  private static Limb limb(float x, float y) {
    Limb limb = new Limb();
    limb.set(x, y, 0, 0, 0, 0, 1);
    return limb;
  }
}
