package org.asclepion.media.route;

/**
 * The server's clock in RTCP: seconds since it was started, not since 1900, which RFC 3550 (section
 * 4) allows and which never leaps. Pure functions.
 */
final class Clock {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private Clock() {}

  /** Nanoseconds as 32.32 fixed-point seconds. */
  static long ntp(long nanos) {
    long seconds = Math.floorDiv(nanos, SECOND_NANOS);
    long rest = Math.floorMod(nanos, SECOND_NANOS);
    return (seconds << 32) + ((rest << 32) / SECOND_NANOS);
  }

  /** 32.32 fixed-point seconds as nanoseconds, on that clock. */
  static long nanos(long ntp) {
    return (ntp >>> 32) * SECOND_NANOS + (((ntp & 0xFFFF_FFFFL) * SECOND_NANOS) >>> 32);
  }
}
