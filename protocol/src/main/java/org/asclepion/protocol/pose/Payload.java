package org.asclepion.protocol.pose;

import org.asclepion.protocol.pose.PoseFormatException.Reason;

/** What the three kinds of payload have in common: two bytes of head, limbs, slots. Static. */
final class Payload {
  static final int VERSION = 1;
  static final int KEYFRAME = 1;
  static final int DELTA = 2;
  static final int SAMPLE = 3;

  /** CRC, then version and kind. */
  static final int HEAD_BYTES = 2;

  static void begin(BitWriter out, int kind) {
    out.clear();
    out.bits(0, 8);
    out.bits(VERSION << 4 | kind, 8);
  }

  /** Fills up the last byte and writes the first; {@code crc} is its start value. */
  static void end(BitWriter out, int crc) {
    out.finish();
    out.bytes()[0] = (byte) Crc8.update(crc, out.bytes(), 1, out.length());
  }

  /** Checks the head and gives the bits behind it. */
  static BitReader open(byte[] payload, int kind, int crc) throws PoseFormatException {
    BitReader in = new BitReader();
    open(in, payload, 0, payload.length, kind, crc);
    return in;
  }

  /**
   * Checks the head of the payload at {@code from} to {@code to}; {@code in} reads on behind it.
   */
  static void open(BitReader in, byte[] bytes, int from, int to, int kind, int crc)
      throws PoseFormatException {
    if (to - from < HEAD_BYTES) {
      throw new PoseFormatException(Reason.TRUNCATED);
    }
    if (Crc8.update(crc, bytes, from + 1, to) != (bytes[from] & 0xFF)) {
      throw new PoseFormatException(Reason.CHECKSUM);
    }
    int head = bytes[from + 1] & 0xFF;
    if (head >>> 4 != VERSION) {
      throw new PoseFormatException(Reason.VERSION);
    }
    if ((head & 15) != kind) {
      throw new PoseFormatException(Reason.KIND);
    }
    in.open(bytes, from + HEAD_BYTES, to);
  }

  /** Reads a column's value as it is. */
  static int absolute(BitReader in, int column) throws PoseFormatException {
    int bits = Prediction.bits(column);
    return column == PoseColumns.SAMPLE || column == PoseColumns.YAW
        ? in.bits(bits)
        : in.signed(bits);
  }

  static void checkOrientation(int a, int b, int c) throws PoseFormatException {
    if (!PoseGrid.isOrientation(a, b, c)) {
      throw new PoseFormatException(Reason.RANGE);
    }
  }

  private Payload() {}
}
