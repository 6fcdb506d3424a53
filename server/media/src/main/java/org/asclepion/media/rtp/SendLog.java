package org.asclepion.media.rtp;

/**
 * When and how large the packets to one receiver were, by transport-wide number. Owned by the
 * receiver's loop.
 */
public final class SendLog {
  /** Packets awaiting feedback; a report about older ones is not read. */
  static final int SIZE = 4_096;

  private final long[] sentNanos = new long[SIZE];
  private final int[] bytes = new int[SIZE];

  /** Extended, one lap up so that none is negative. */
  private long next = 0x10000;

  /** Notes a packet that leaves now; answers its number, in [0, 65535]. */
  public int sent(int packetBytes, long nowNanos) {
    int at = (int) next & (SIZE - 1);
    sentNanos[at] = nowNanos;
    bytes[at] = packetBytes;
    return (int) next++ & 0xFFFF;
  }

  /** The extended number that feedback means, or -1 when it was not sent lately. */
  long find(int number) {
    long extended = Serial.extend16(next, number);
    return extended < next && extended >= Math.max(0x10000, next - SIZE) ? extended : -1;
  }

  long sentNanos(long extended) {
    return sentNanos[(int) extended & (SIZE - 1)];
  }

  int bytes(long extended) {
    return bytes[(int) extended & (SIZE - 1)];
  }
}
