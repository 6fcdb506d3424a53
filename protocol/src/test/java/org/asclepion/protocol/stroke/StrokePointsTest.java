package org.asclepion.protocol.stroke;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import org.asclepion.protocol.Seed;
import org.asclepion.protocol.stroke.StrokeFormatException.Reason;
import org.junit.jupiter.api.Test;

/**
 * The points of strokes: to bytes and back, the golden bytes that the web client's codec is held to
 * as well, and what is no such bytes. {@code -Dgolden.write=true} writes the file anew.
 */
final class StrokePointsTest {
  private static final Path FILE = Path.of("src/test/golden/stroke.txt");

  @Test
  void writesTheGoldenBytes() throws IOException, StrokeFormatException {
    Random random = new Random(20_261_122);
    StringBuilder lines = new StringBuilder();
    lines.append("# Made by StrokePointsTest. What each line means: docs/protocol/stroke.md.\n");
    for (int[] points :
        new int[][] {
          {0, 0, 0},
          {StrokePoints.MAX_MILLIMETRES, -StrokePoints.MAX_MILLIMETRES, 0},
          {63, 64, -64, 63, 64, -65},
          {-StrokePoints.MAX_MILLIMETRES, 8_191, -8_192, StrokePoints.MAX_MILLIMETRES, 8_191, 8_192}
        }) {
      line(lines, 3, points);
    }
    line(lines, 2, new int[] {-900, 600, -899, 600});
    for (int i = 0; i < 12; i++) {
      line(lines, 2 + i % 2, walk(random, 2 + i % 2, 1 + random.nextInt(StrokePoints.MAX_POINTS)));
    }
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FILE, lines);
    }
    assertEquals(Files.readString(FILE), lines.toString());
  }

  private static void line(StringBuilder lines, int dimensions, int[] points)
      throws StrokeFormatException {
    byte[] bytes = StrokePoints.encode(dimensions, points);
    assertArrayEquals(points, StrokePoints.decode(bytes));
    lines
        .append("points ")
        .append(dimensions)
        .append(' ')
        .append(HexFormat.of().formatHex(bytes))
        .append(' ')
        .append(Arrays.stream(points).mapToObj(String::valueOf).collect(Collectors.joining(",")))
        .append('\n');
  }

  /** A hand that moves about as hands do. */
  private static int[] walk(Random random, int dimensions, int count) {
    int[] points = new int[count * dimensions];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          i < dimensions
              ? random.nextInt(40_000)
              : points[i - dimensions] + (int) (random.nextGaussian() * 12);
    }
    return points;
  }

  @Test
  void whatAHandDrawsTakesAboutThreeBytesAPoint() {
    Random random = new Random(1);
    byte[] bytes = StrokePoints.encode(3, walk(random, 3, 64));
    assertTrue(bytes.length < 64 * 4, "bytes: " + bytes.length);
  }

  @Test
  void refusesWhatIsNoPoints() {
    assertReason(Reason.TRUNCATED);
    assertReason(Reason.TRUNCATED, 0x13);
    assertReason(Reason.TRUNCATED, 0x13, 0, 0);
    assertReason(Reason.TRUNCATED, 0x12, 0, 0x80);
    assertReason(Reason.VERSION, 0x23, 0, 0, 0);
    assertReason(Reason.DIMENSIONS, 0x14, 0, 0, 0, 0);
    assertReason(Reason.DIMENSIONS, 0x10, 0);
    assertReason(Reason.NOT_CANONICAL, 0x12, 0x80, 0, 0);
    assertReason(Reason.RANGE, 0x12, 0xFF, 0xFF, 0xFF, 0x7F, 0);
    assertReason(Reason.RANGE, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0);
    int[] many = new int[2 + 2 * StrokePoints.MAX_POINTS + 1];
    many[0] = 0x12;
    assertReason(Reason.TOO_MANY, many);
  }

  private static void assertReason(Reason expected, int... bytes) {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    StrokeFormatException refused =
        assertThrows(StrokeFormatException.class, () -> StrokePoints.decode(raw));
    assertEquals(expected, refused.reason());
  }

  @Test
  void anyBytesAreRefusedOrComeBackAsTheyWere() {
    Random random = Seed.random("StrokePointsTest");
    int good = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextInt(4) > 0) {
        bytes[0] = (byte) (0x12 + random.nextInt(2));
      }
      try {
        int[] points = StrokePoints.decode(bytes);
        assertArrayEquals(bytes, StrokePoints.encode(StrokePoints.dimensions(bytes), points));
        good++;
      } catch (StrokeFormatException expected) {
        assertNotNull(expected.reason());
      }
    }
    assertTrue(good > 100, "good: " + good);
  }
}
