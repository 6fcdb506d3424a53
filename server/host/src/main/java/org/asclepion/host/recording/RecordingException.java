package org.asclepion.host.recording;

/** Says why bytes are not a recording, or no longer one from some place on. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with a file. */
  public enum Reason {
    /** It does not begin as a recording does. */
    NO_RECORDING,
    /** It is of another version of the format. */
    OTHER_VERSION,
    /** It ends before its end mark. */
    BREAKS_OFF,
    /** Bytes are not what was written. */
    DAMAGED
  }

  private final Reason reason;
  private final long offset;

  RecordingException(Reason reason, long offset) {
    super(reason + " at byte " + offset);
    this.reason = reason;
    this.offset = offset;
  }

  public Reason reason() {
    return reason;
  }

  /** Where the part begins that cannot be read, bytes from the start of the file. */
  public long offset() {
    return offset;
  }
}
