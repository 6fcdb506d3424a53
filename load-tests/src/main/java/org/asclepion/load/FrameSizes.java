package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How large the frames of a run were and how many came: what {@code bots --sizes-out} writes and
 * the floor sends. Immutable; any thread.
 */
final class FrameSizes {
  private static final int TYPICAL_BYTES = 200;
  private static final int MAX_BYTES = 1 << 20;

  private final double framesPerSecond;
  private final int[] bytes;

  private FrameSizes(double framesPerSecond, int[] bytes) {
    this.framesPerSecond = framesPerSecond;
    this.bytes = bytes;
  }

  /** Frames to each client. */
  double framesPerSecond() {
    return framesPerSecond;
  }

  /** The payload size of one of the run's frames. */
  int draw(SplittableRandom random) {
    return bytes[random.nextInt(bytes.length)];
  }

  /** A tick's frame of a usual size, when nothing was measured. */
  static FrameSizes typical(double hz) {
    return new FrameSizes(hz, new int[] {TYPICAL_BYTES});
  }

  static FrameSizes load(@Nullable Path file, double hz) {
    if (file == null) {
      return typical(hz);
    }
    try {
      JsonNode json = new ObjectMapper().readTree(file.toFile());
      double rate = json.path("framesPerClientPerSecond").asDouble();
      int[] bytes = new int[json.path("frameBytes").size()];
      Arrays.setAll(bytes, i -> json.path("frameBytes").path(i).asInt());
      boolean sane = Arrays.stream(bytes).allMatch(size -> size >= 0 && size <= MAX_BYTES);
      if (!(rate > 0) || bytes.length == 0 || !sane) {
        throw new UsageException(file + " holds no sizes: make it with bots --sizes-out FILE");
      }
      return new FrameSizes(rate, bytes);
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + e.getMessage());
    }
  }
}
