package org.asclepion.world.drawing;

import java.util.Arrays;

/**
 * Points one after another, in whole millimetres: of the hospital plan (three numbers each), or of
 * a surface, from its middle to the reader's right and up (two). May be empty. Immutable.
 */
public final class Polyline {
  private final int dimensions;
  private final int[] millimetres;

  /**
   * @param dimensions 2 or 3
   * @param millimetres copied
   */
  public Polyline(int dimensions, int[] millimetres) {
    if (dimensions < 2 || dimensions > 3 || millimetres.length % dimensions != 0) {
      throw new IllegalArgumentException(millimetres.length + " numbers of " + dimensions);
    }
    this.dimensions = dimensions;
    this.millimetres = millimetres.clone();
  }

  public int dimensions() {
    return dimensions;
  }

  /** How many points. */
  public int count() {
    return millimetres.length / dimensions;
  }

  /** One coordinate of a point, millimetres. */
  public int at(int point, int axis) {
    return millimetres[point * dimensions + axis];
  }

  /** One coordinate of a point, metres. */
  public double metres(int point, int axis) {
    return at(point, axis) / 1_000.0;
  }

  /** All coordinates, point after point; a copy. */
  public int[] millimetres() {
    return millimetres.clone();
  }

  /** The points from one to before another. */
  public Polyline part(int from, int to) {
    return new Polyline(
        dimensions, Arrays.copyOfRange(millimetres, from * dimensions, to * dimensions));
  }

  /** These points, then those of another with as many dimensions. */
  public Polyline with(Polyline more) {
    int[] all = Arrays.copyOf(millimetres, millimetres.length + more.millimetres.length);
    System.arraycopy(more.millimetres, 0, all, millimetres.length, more.millimetres.length);
    return new Polyline(dimensions, all);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polyline line
        && dimensions == line.dimensions
        && Arrays.equals(millimetres, line.millimetres);
  }

  @Override
  public int hashCode() {
    return 31 * dimensions + Arrays.hashCode(millimetres);
  }

  @Override
  public String toString() {
    return dimensions + "D" + Arrays.toString(millimetres);
  }
}
