package org.asclepion.world.avatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Recordings of real people are within what {@link Reach} calls human, at the tick rates rooms use.
 * Needs a folder {@code shared/motion} in one of the folders above; skipped without it.
 */
class RealMotionTest {
  private static final int FLOATS = 25;
  private static final int HZ = 60;

  private static List<Path> clips() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path motion = at.resolve("shared").resolve("motion");
      if (Files.isDirectory(motion)) {
        try (Stream<Path> files = Files.list(motion)) {
          return files.filter(it -> it.toString().endsWith(".pose")).sorted().toList();
        }
      }
    }
    return List.of();
  }

  @Test
  void realPeopleAreNeverClamped() throws IOException {
    List<Path> clips = clips();
    if (clips.isEmpty()) {
      System.out.println("RealMotionTest skipped: no folder shared/motion above this module");
    }
    assumeTrue(!clips.isEmpty(), "no folder shared/motion above this module");
    int rows = 0;
    for (Path clip : clips) {
      for (int ticksPerSecond : new int[] {20, 30, 60}) {
        rows += play(clip, ticksPerSecond);
      }
    }
    assertTrue(rows > 10_000);
  }

  private static int play(Path clip, int ticksPerSecond) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(clip)).order(ByteOrder.LITTLE_ENDIAN);
    float[][] rows = new float[bytes.remaining() / (4 * FLOATS)][FLOATS];
    for (float[] row : rows) {
      for (int i = 0; i < FLOATS; i++) {
        row[i] = bytes.getFloat();
      }
    }
    boolean rig = clip.getFileName().toString().startsWith("vr-");
    Reach reach = new Reach();
    Pose pose = new Pose();
    int stride = HZ / ticksPerSecond;
    for (int i = 0; i < rows.length; i += stride) {
      reach.refill(1.0 / ticksPerSecond);
      float[] row = rows[i];
      // A rig stays where the play space is; a body's root is under its head.
      float rootX = rig ? row[4] : 0;
      float rootZ = rig ? row[6] : 0;
      int result =
          reach.apply(
              pose,
              limb(row, 4, rootX, rootZ),
              limb(row, 11, rootX, rootZ),
              limb(row, 18, rootX, rootZ),
              i == 0);
      int at = i;
      assertEquals(0, result, () -> clip.getFileName() + " row " + at + " at " + ticksPerSecond);
    }
    return rows.length / stride;
  }

  private static Limb limb(float[] row, int from, float rootX, float rootZ) {
    Limb limb = new Limb();
    limb.set(
        row[from] - rootX,
        row[from + 1],
        row[from + 2] - rootZ,
        row[from + 3],
        row[from + 4],
        row[from + 5],
        row[from + 6]);
    return limb;
  }
}
