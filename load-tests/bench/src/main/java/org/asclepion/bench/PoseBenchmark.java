package org.asclepion.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asclepion.load.Clip;
import org.asclepion.load.Posture;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseDecoder;
import org.asclepion.protocol.pose.PoseEncoder;
import org.asclepion.protocol.pose.PoseFormatException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pose codec on ten seconds of recorded motion at 20 Hz; an operation is one frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PoseBenchmark {
  private static final int FRAMES = 200;

  @Param({"2", "20"})
  public int people;

  private final List<PoseColumns> states = new ArrayList<>();
  private final List<byte[]> deltas = new ArrayList<>();
  private final PoseEncoder encoder = new PoseEncoder();
  private PoseColumns base = new PoseColumns();
  private PoseColumns spare = new PoseColumns();
  private int frame;

  @Setup
  public void record() {
    List<Clip> clips = Stages.clips();
    for (int i = 0; i <= FRAMES; i++) {
      PoseColumns state = new PoseColumns(people);
      for (int person = 0; person < people; person++) {
        pose(clips.get(person * 7 % clips.size()), i / 20.0 + person, i, state, state.add(person));
      }
      if (i > 0) {
        encoder.delta(states.getLast(), i, state);
        deltas.add(encoder.toByteArray());
      }
      states.add(state);
    }
    base.copyFrom(states.getFirst());
  }

  private static void pose(Clip clip, double seconds, int sample, PoseColumns into, int row) {
    Posture posture = new Posture();
    clip.at(seconds, posture);
    into.setRoot(row, sample, posture.x, 0, posture.z, posture.yaw);
    int[] columns = {PoseColumns.HEAD, PoseColumns.LEFT_HAND, PoseColumns.RIGHT_HAND};
    float[] of = posture.limbs;
    for (int limb = 0; limb < columns.length; limb++) {
      int at = limb * Posture.LIMB;
      into.setLimb(
          row,
          columns[limb],
          of[at],
          of[at + 1],
          of[at + 2],
          of[at + 3],
          of[at + 4],
          of[at + 5],
          of[at + 6]);
    }
  }

  @Benchmark
  public int encodeDelta() {
    frame = frame % FRAMES + 1;
    encoder.delta(states.get(frame - 1), frame, states.get(frame));
    return encoder.length();
  }

  @Benchmark
  public int encodeKeyframe() {
    frame = frame % FRAMES + 1;
    encoder.keyframe(states.get(frame));
    return encoder.length();
  }

  @Benchmark
  public PoseColumns decodeDelta() throws PoseFormatException {
    if (frame == FRAMES) {
      frame = 0;
      base.copyFrom(states.getFirst());
    }
    frame++;
    PoseDecoder.delta(deltas.get(frame - 1), base, frame, spare);
    PoseColumns old = base;
    base = spare;
    spare = old;
    return base;
  }
}
