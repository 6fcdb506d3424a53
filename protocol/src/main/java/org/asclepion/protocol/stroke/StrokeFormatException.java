package org.asclepion.protocol.stroke;

/** Says why bytes are not the points of a stroke. Immutable; any thread. */
public final class StrokeFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** They end within a point, or before the first. */
    TRUNCATED,
    /** Another version of the format. */
    VERSION,
    /** Neither two numbers a point nor three. */
    DIMENSIONS,
    /** More points than {@link StrokePoints#MAX_POINTS}. */
    TOO_MANY,
    /** A place farther off than {@link StrokePoints#MAX_MILLIMETRES}. */
    RANGE,
    /** A longer code than the shortest one for the same number. */
    NOT_CANONICAL
  }

  private final Reason reason;

  StrokeFormatException(Reason reason) {
    // No stack trace: whoever sends garbage must not make us walk stacks.
    super("stroke: " + reason, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
