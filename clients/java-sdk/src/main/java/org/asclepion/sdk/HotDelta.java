package org.asclepion.sdk;

/**
 * Reads the one frame that comes thousands of times a second, a delta with nothing but poses,
 * without making objects of it. Everything else it leaves to protobuf. Owned by the client's loop.
 *
 * <pre>
 * ServerFrame  0x12 length
 *   Delta        0x08 scope   0x10 seq   0x18 base_seq   0x22 length poses
 * </pre>
 *
 * Fields in this order; those that are 0 or empty may be absent, as protobuf writes them.
 */
final class HotDelta {
  private static final int TAG_DELTA = 2 << 3 | 2;
  private static final int TAG_SCOPE = 1 << 3;
  private static final int TAG_SEQ = 2 << 3;
  private static final int TAG_BASE_SEQ = 3 << 3;
  private static final int TAG_POSES = 4 << 3 | 2;

  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private boolean broken;

  private int scope;
  private int seq;
  private int baseSeq;
  private int posesFrom;

  /** Whether it was such a frame; then the getters tell what is in it, until the next. */
  boolean read(byte[] bytes, int length) {
    this.bytes = bytes;
    end = length;
    at = 0;
    broken = false;
    if (!tag(TAG_DELTA) || varint() != end - at || broken) {
      return false;
    }
    scope = tag(TAG_SCOPE) ? varint() : 0;
    seq = tag(TAG_SEQ) ? varint() : 0;
    baseSeq = tag(TAG_BASE_SEQ) ? varint() : 0;
    if (!tag(TAG_POSES)) {
      return false;
    }
    int size = varint();
    if (broken || size != end - at) {
      return false;
    }
    posesFrom = at;
    return true;
  }

  int scope() {
    return scope;
  }

  int seq() {
    return seq;
  }

  int baseSeq() {
    return baseSeq;
  }

  /** The frame's bytes; the pose payload is those from {@link #posesFrom} to {@link #posesTo}. */
  byte[] bytes() {
    return bytes;
  }

  int posesFrom() {
    return posesFrom;
  }

  int posesTo() {
    return end;
  }

  private boolean tag(int tag) {
    if (at < end && bytes[at] == tag) {
      at++;
      return true;
    }
    return false;
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      if (at >= end) {
        broken = true;
        return 0;
      }
      int next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    broken = true;
    return 0;
  }
}
