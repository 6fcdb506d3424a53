package org.asclepion.protocol.pose;

/** Says why bytes are not a pose payload. Immutable; any thread. */
public final class PoseFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** They end before the payload does. */
    TRUNCATED,
    /** The first byte is not the CRC-8 of the rest, or the delta's base is another one. */
    CHECKSUM,
    /** Another format version. */
    VERSION,
    /** Another kind of payload than the one asked for. */
    KIND,
    /** More avatars than {@link PoseColumns#MAX_AVATARS}. */
    TOO_MANY,
    /** Slots out of range, twice, or unknown to the base. */
    SLOT,
    /** A value outside its column's range. */
    RANGE,
    /** A longer code than the shortest one for the same value. */
    NOT_CANONICAL,
    /** Bytes or set bits after the payload's end. */
    TRAILING
  }

  private final Reason reason;

  PoseFormatException(Reason reason) {
    // No stack trace: whoever sends garbage must not make us walk stacks.
    super("pose payload: " + reason, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
