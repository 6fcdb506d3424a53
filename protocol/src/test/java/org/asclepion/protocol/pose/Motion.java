package org.asclepion.protocol.pose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded motion clip: rows of 25 little-endian floats at 60 Hz (time; root x, z, yaw; head,
 * left and right hand as px py pz qx qy qz qw).
 */
record Motion(String name, FloatBuffer floats) {
  private static final int ROW = 25;

  static List<Motion> all(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".pose")).sorted().map(Motion::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Motion read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      return new Motion(file.getFileName().toString(), bytes.asFloatBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int frames() {
    return floats.limit() / ROW;
  }

  void into(int frame, int sample, PoseColumns columns, int row) {
    int at = frame * ROW;
    columns.setRoot(row, sample, floats.get(at + 1), 0, floats.get(at + 2), floats.get(at + 3));
    limb(at + 4, columns, row, PoseColumns.HEAD);
    limb(at + 11, columns, row, PoseColumns.LEFT_HAND);
    limb(at + 18, columns, row, PoseColumns.RIGHT_HAND);
  }

  private void limb(int at, PoseColumns columns, int row, int limb) {
    columns.setLimb(
        row,
        limb,
        floats.get(at),
        floats.get(at + 1),
        floats.get(at + 2),
        floats.get(at + 3),
        floats.get(at + 4),
        floats.get(at + 5),
        floats.get(at + 6));
  }
}
