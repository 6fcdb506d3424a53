package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A reader over a compound RTCP packet (RFC 3550, RFC 4585, RFC 5104), used again for each. Owned
 * by one loop.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P| RC/FMT  |      PT       |   length in words, minus one  |  0
 * |                    SSRC of who sends this                     |  4
 * |    feedback: SSRC of the media, then its entries              |  8
 * |    SR: NTP (8), RTP time, packets, octets, then RC blocks     |
 * |    RR: RC blocks                                              |
 * | block: SSRC, fraction lost and 24 bits lost, highest number,  |
 * |        jitter, last SR, delay since last SR                   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A part whose length goes beyond the packet, or is below what its type needs, ends the reading.
 */
public final class RtcpReader {
  public static final int SENDER_REPORT = 200;
  public static final int RECEIVER_REPORT = 201;
  public static final int SOURCE_DESCRIPTION = 202;
  public static final int BYE = 203;
  public static final int TRANSPORT_FEEDBACK = 205;
  public static final int PAYLOAD_FEEDBACK = 206;

  public static final int NACK_FORMAT = 1;
  public static final int TRANSPORT_CC_FORMAT = 15;
  public static final int PLI_FORMAT = 1;
  public static final int FIR_FORMAT = 4;
  public static final int APPLICATION_FORMAT = 15;

  static final int BLOCK_BYTES = 24;
  static final int REMB = 0x52454D42;

  private @Nullable ByteBuf packet;
  private int next;
  private int at;
  private int bytes;
  private int type;
  private int count;
  private boolean malformed;

  /** Begins with a packet, which must stay as it is while read. */
  public void begin(ByteBuf compound) {
    packet = compound;
    next = compound.readerIndex();
    malformed = false;
  }

  /** Goes to the next part; false at the end, or where the packet makes no sense. */
  public boolean next() {
    ByteBuf in = packet();
    int end = in.writerIndex();
    if (next == end || malformed) {
      return false;
    }
    malformed = true;
    if (end - next < 8) {
      return false;
    }
    at = next;
    int first = in.getUnsignedByte(at);
    count = first & 0x1F;
    type = in.getUnsignedByte(at + 1);
    bytes = 4 * (in.getUnsignedShort(at + 2) + 1);
    if (first >> 6 != 2 || bytes > end - at) {
      return false;
    }
    next = at + bytes;
    if ((first & 0x20) != 0) {
      int padding = in.getUnsignedByte(next - 1);
      if (padding == 0 || padding > bytes - 4) {
        return false;
      }
      bytes -= padding;
    }
    malformed = bytes < leastBytes();
    return !malformed;
  }

  private int leastBytes() {
    return switch (type) {
      case SENDER_REPORT -> 28 + count * BLOCK_BYTES;
      case RECEIVER_REPORT -> 8 + count * BLOCK_BYTES;
      case TRANSPORT_FEEDBACK -> count == TRANSPORT_CC_FORMAT ? 20 : 12;
      case PAYLOAD_FEEDBACK -> 12;
      case BYE -> 4 + 4 * count;
      default -> 4;
    };
  }

  private ByteBuf packet() {
    ByteBuf in = packet;
    if (in == null) {
      throw new IllegalStateException("not begun");
    }
    return in;
  }

  /** Whether reading ended before the packet did. */
  public boolean malformed() {
    return malformed;
  }

  public int type() {
    return type;
  }

  /** The count of blocks, or the feedback's format. */
  public int count() {
    return count;
  }

  /** Where this part begins, for readers of their own. */
  int at() {
    return at;
  }

  /** How long this part is, without padding. */
  int bytes() {
    return bytes;
  }

  public int senderSsrc() {
    return packet().getInt(at + 4);
  }

  /** Feedback only. */
  public int mediaSsrc() {
    return packet().getInt(at + 8);
  }

  /** Sender report only: 32.32 fixed-point seconds since 1900. */
  public long ntp() {
    return packet().getLong(at + 8);
  }

  /** Sender report only. */
  public int rtpTimestamp() {
    return packet().getInt(at + 16);
  }

  /** How many report blocks this part has. */
  public int blocks() {
    return type == SENDER_REPORT || type == RECEIVER_REPORT ? count : 0;
  }

  private int block(int index) {
    return at + (type == SENDER_REPORT ? 28 : 8) + index * BLOCK_BYTES;
  }

  public int blockSsrc(int index) {
    return packet().getInt(block(index));
  }

  /** In 1/256. */
  public int blockFractionLost(int index) {
    return packet().getUnsignedByte(block(index) + 4);
  }

  public int blockCumulativeLost(int index) {
    return packet().getMedium(block(index) + 5);
  }

  public int blockJitter(int index) {
    return packet().getInt(block(index) + 12);
  }

  public int blockLastReport(int index) {
    return packet().getInt(block(index) + 16);
  }

  /** In 1/65536 s. */
  public int blockDelay(int index) {
    return packet().getInt(block(index) + 20);
  }

  public boolean isNack() {
    return type == TRANSPORT_FEEDBACK && count == NACK_FORMAT;
  }

  public boolean isTransportCc() {
    return type == TRANSPORT_FEEDBACK && count == TRANSPORT_CC_FORMAT;
  }

  public boolean isPli() {
    return type == PAYLOAD_FEEDBACK && count == PLI_FORMAT;
  }

  public boolean isFir() {
    return type == PAYLOAD_FEEDBACK && count == FIR_FORMAT;
  }

  /** How many NACK entries of 4 bytes, or FIR entries of 8. */
  public int entries() {
    return (bytes - 12) / (isFir() ? 8 : 4);
  }

  /** NACK: the first number missed. */
  public int nackFirst(int entry) {
    return packet().getUnsignedShort(at + 12 + 4 * entry);
  }

  /** NACK: which of the 16 numbers after the first are missed too, the next as the lowest bit. */
  public int nackFollowing(int entry) {
    return packet().getUnsignedShort(at + 14 + 4 * entry);
  }

  /** FIR: whose key frame is asked for. */
  public int firSsrc(int entry) {
    return packet().getInt(at + 12 + 8 * entry);
  }

  /** The bit rate a REMB message allows, or -1 when this part is none. */
  public long remb() {
    ByteBuf in = packet();
    if (type != PAYLOAD_FEEDBACK
        || count != APPLICATION_FORMAT
        || bytes < 20
        || in.getInt(at + 12) != REMB) {
      return -1;
    }
    int packed = in.getUnsignedMedium(at + 17);
    int exponent = packed >> 18;
    long mantissa = packed & 0x3FFFF;
    return mantissa > Long.MAX_VALUE >> exponent ? Long.MAX_VALUE : mantissa << exponent;
  }

  /** BYE: who leaves. */
  public int byeSsrc(int index) {
    return packet().getInt(at + 4 + 4 * index);
  }
}
