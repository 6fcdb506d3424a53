package org.asclepion.host.transport;

/**
 * Reads the one message that makes up nearly all traffic, a {@code ClientFrame} of a sequence
 * number and a pose, without making objects. Reused; owned by the connection's event loop.
 *
 * <pre>
 *  field 1, varint      field 10, length     in it field 1, length
 * +------+------------+ +------+-----------+ +------+---------+--------------+
 * | 0x08 | sequence   | | 0x52 | n + 2     | | 0x0A | n       | sample       |
 * |      | 1-5 bytes  | |      | 1 byte    | |      | 1 byte  | n bytes      |
 * +------+------------+ +------+-----------+ +------+---------+--------------+
 * </pre>
 *
 * <p>Only exactly these fields in this order, which is what protobuf's own writers produce, are
 * taken. Whatever else may mean the same (fields swapped, doubled or unknown, longer varints) is
 * left to the generated parser, so the two can never disagree.
 */
final class PoseFrame {
  private static final int SEQUENCE_TAG = 0x08;
  private static final int POSE_TAG = 0x52;
  private static final int SAMPLE_TAG = 0x0A;

  /** Where a varint goes on. */
  private static final int MORE = 0x80;

  private static final int MAX_VARINT_SHIFT = 28;

  private int sequence;
  private int from;

  int sequence() {
    return sequence;
  }

  /** Where the sample begins; it goes to the message's end. */
  int from() {
    return from;
  }

  /** Reads a message of this length, or answers false for the generated parser to have a look. */
  boolean read(byte[] message, int length) {
    if (length < 2 || message[0] != SEQUENCE_TAG) {
      return false;
    }
    int at = 1;
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      if (at == length) {
        return false;
      }
      int next = message[at++] & 0xFF;
      if (shift == MAX_VARINT_SHIFT && next > 0x0F) {
        return false;
      }
      number |= (next & ~MORE) << shift;
      if ((next & MORE) == 0) {
        break;
      }
    }
    int sample = length - at - 4;
    if (sample < 0
        || sample + 2 >= MORE
        || message[at] != POSE_TAG
        || message[at + 1] != sample + 2
        || message[at + 2] != SAMPLE_TAG
        || message[at + 3] != sample) {
      return false;
    }
    sequence = number;
    from = at + 4;
    return true;
  }
}
