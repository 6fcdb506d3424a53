package org.asclepion.bench;

import java.util.concurrent.TimeUnit;
import org.asclepion.world.room.Room;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A tick of one room. Making the intents is a client's work; {@link #intents} is what it costs
 * here, to be taken off the others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls @Setup first
public class RoomBenchmark {
  @Param({"2", "20"})
  public int people;

  private Play play;

  @Setup
  public void begin() {
    play = new Play(Stages.room(people, 30), people, Stages.clips());
  }

  @Benchmark
  public void intents() {
    play.intend();
  }

  @Benchmark
  public Room step() {
    play.intend();
    play.step();
    return play.room();
  }

  /** Step, replication and encoding. */
  @Benchmark
  public Room tick() {
    play.intend();
    play.step();
    play.publish();
    return play.room();
  }
}
