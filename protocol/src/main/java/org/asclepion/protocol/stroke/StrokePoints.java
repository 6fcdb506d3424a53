package org.asclepion.protocol.stroke;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.asclepion.protocol.stroke.StrokeFormatException.Reason;

/**
 * Points in whole millimetres as bytes: a head, then each coordinate as the difference to the point
 * before, in groups of seven bits.
 *
 * <pre>
 *  0               1
 *  0 1 2 3 4 5 6 7 8 …
 * +-------+-------+---------------------------------------------
 * |version| dims  | varint(zigzag(x - x before)), y, (z), next …
 * +-------+-------+---------------------------------------------
 * </pre>
 *
 * A hand at 30 samples a second needs three to four bytes a point. Stateless; any thread.
 */
public final class StrokePoints {
  /** Points of one payload: a piece of a stroke, or what one intent appends. */
  public static final int MAX_POINTS = 65;

  /** No coordinate is farther from zero: 16,384 m, as a root's. */
  public static final int MAX_MILLIMETRES = 16_384_000;

  private static final int VERSION = 1;

  /** Seven bits each: the largest difference, zigzag, has 26. */
  private static final int MAX_GROUPS = 4;

  private StrokePoints() {}

  /**
   * The bytes of some points.
   *
   * @param dimensions 2 or 3
   * @param millimetres at least one point, within the bounds
   */
  public static byte[] encode(int dimensions, int[] millimetres) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 + millimetres.length * 2);
    out.write((VERSION << 4) | dimensions);
    for (int i = 0; i < millimetres.length; i++) {
      int before = i < dimensions ? 0 : millimetres[i - dimensions];
      int step = millimetres[i] - before;
      int rest = (step << 1) ^ (step >> 31);
      while (rest >>> 7 != 0) {
        out.write((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }
    return out.toByteArray();
  }

  /** How many numbers a point has: 2 on a surface, 3 in space. */
  public static int dimensions(byte[] bytes) throws StrokeFormatException {
    if (bytes.length < 2) {
      throw new StrokeFormatException(Reason.TRUNCATED);
    }
    if (bytes[0] >> 4 != VERSION) {
      throw new StrokeFormatException(Reason.VERSION);
    }
    int dimensions = bytes[0] & 0x0F;
    if (dimensions != 2 && dimensions != 3) {
      throw new StrokeFormatException(Reason.DIMENSIONS);
    }
    return dimensions;
  }

  /** The coordinates, point after point. */
  public static int[] decode(byte[] bytes) throws StrokeFormatException {
    int dimensions = dimensions(bytes);
    int[] millimetres = new int[MAX_POINTS * dimensions];
    int count = 0;
    int at = 1;
    while (at < bytes.length) {
      if (count == millimetres.length) {
        throw new StrokeFormatException(Reason.TOO_MANY);
      }
      int code = 0;
      int groups = 0;
      int group;
      do {
        if (at == bytes.length) {
          throw new StrokeFormatException(Reason.TRUNCATED);
        }
        if (groups == MAX_GROUPS) {
          throw new StrokeFormatException(Reason.RANGE);
        }
        group = bytes[at++];
        code |= (group & 0x7F) << (7 * groups++);
      } while (group < 0);
      if (group == 0 && groups > 1) {
        throw new StrokeFormatException(Reason.NOT_CANONICAL);
      }
      int before = count < dimensions ? 0 : millimetres[count - dimensions];
      int value = before + ((code >>> 1) ^ -(code & 1));
      if (Math.abs(value) > MAX_MILLIMETRES) {
        throw new StrokeFormatException(Reason.RANGE);
      }
      millimetres[count++] = value;
    }
    if (count % dimensions != 0) {
      throw new StrokeFormatException(Reason.TRUNCATED);
    }
    return Arrays.copyOf(millimetres, count);
  }
}
