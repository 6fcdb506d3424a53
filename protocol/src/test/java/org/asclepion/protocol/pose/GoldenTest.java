package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds the codec to {@code src/test/golden/pose.txt}, which the web client's codec is held to as
 * well. {@code -Dgolden.write=true} writes the file anew, after a deliberate change of the format.
 */
final class GoldenTest {
  private static final Path FILE = Path.of("src/test/golden/pose.txt");
  private static final long SEED = 20_261_101;

  private final StringBuilder lines = new StringBuilder();
  private final Random random = new Random(SEED);

  @Test
  void writesTheGoldenBytes() throws IOException, PoseFormatException {
    line("# Made by GoldenTest. What each line means: docs/protocol/pose.md.");
    grids();
    samples();
    stream();
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, lines);
    }
    assertEquals(Files.readString(FILE), lines.toString());
  }

  private void grids() {
    for (int i = 0; i < 24; i++) {
      double metres = i == 0 ? 1e9 : i == 1 ? -1e9 : random.nextGaussian() * 3;
      line("root " + metres + " " + PoseGrid.root(metres));
      line("limb " + metres + " " + PoseGrid.limb(metres));
      line("move " + metres + " " + PoseGrid.move(metres));
      double radians = i == 0 ? -1e-12 : random.nextGaussian() * 7;
      int yaw = PoseGrid.yaw(radians);
      line("yaw " + radians + " " + yaw + " " + PoseGrid.yawRadians(yaw));
      double w = i < 12 ? Math.abs(random.nextGaussian()) : -random.nextDouble();
      orientation(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), w);
    }
    orientation(0, 0, 0, 0);
    orientation(0, 0, 0, -1);
    orientation(1, 0, 0, 0);
    orientation(-0.6, 0.8, 0, -0.0);
  }

  private void orientation(double x, double y, double z, double w) {
    int[] steps = new int[3];
    PoseGrid.orientation(x, y, z, w, steps, 0);
    float[] q = new float[4];
    PoseGrid.quaternion(steps[0], steps[1], steps[2], q, 0);
    line(
        "orientation %s %s %s %s %d %d %d %s %s %s %s"
            .formatted(x, y, z, w, steps[0], steps[1], steps[2], q[0], q[1], q[2], q[3]));
  }

  private void samples() {
    Walks walks = new Walks(random);
    PoseColumns columns = new PoseColumns();
    int row = columns.add(0);
    for (int i = 0; i < 8; i++) {
      walks.place(columns, row);
      PoseSample sample = new PoseSample();
      sample.number = columns.get(row, PoseColumns.SAMPLE);
      sample.moveX = random.nextInt(8192) - 4096;
      sample.moveZ = random.nextInt(8192) - 4096;
      sample.yaw = columns.get(row, PoseColumns.YAW);
      StringBuilder line = new StringBuilder("sample ");
      line.append(sample.number).append(' ').append(sample.moveX);
      line.append(' ').append(sample.moveZ).append(' ').append(sample.yaw);
      for (int column = PoseColumns.HEAD; column < PoseColumns.COLUMNS; column++) {
        sample.set(column, columns.get(row, column));
        line.append(' ').append(columns.get(row, column));
      }
      line(line + " " + HexFormat.of().formatHex(sample.encode()));
    }
  }

  private void stream() throws PoseFormatException {
    Walks walks = new Walks(random);
    PoseEncoder encoder = new PoseEncoder();
    PoseColumns base = new PoseColumns();
    for (int tick = 0; tick < 60; tick++) {
      PoseColumns now = new PoseColumns();
      now.copyFrom(base);
      walks.tick(now, 6);
      int seq = tick == 50 ? -5 : tick;
      if (encoder.delta(base, seq, now)) {
        byte[] bytes = encoder.toByteArray();
        PoseColumns decoded = new PoseColumns();
        PoseDecoder.delta(bytes, base, seq, decoded);
        line("delta " + Integer.toUnsignedString(seq) + " " + HexFormat.of().formatHex(bytes));
        state(decoded);
      }
      base = now;
      if (tick % 20 == 19) {
        encoder.keyframe(base);
        PoseColumns decoded = new PoseColumns();
        PoseDecoder.keyframe(encoder.toByteArray(), decoded);
        line("keyframe " + HexFormat.of().formatHex(encoder.toByteArray()));
        state(decoded);
      }
    }
  }

  private void state(PoseColumns state) {
    line("rows " + state.size());
    for (int row = 0; row < state.size(); row++) {
      StringBuilder line = new StringBuilder("row ").append(state.slotAt(row));
      for (int column = 0; column < PoseColumns.COLUMNS; column++) {
        line.append(' ').append(state.get(row, column));
        line.append(' ').append(state.step(row, column));
        line.append(' ').append(state.scale(row, column));
      }
      line(line.toString());
    }
  }

  private void line(String line) {
    lines.append(line).append('\n');
  }
}
