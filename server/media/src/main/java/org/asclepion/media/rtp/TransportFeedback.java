package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * A reader of one peer's transport-wide congestion control feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01), used again for each message. Owned by one
 * loop.
 *
 * <pre>
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|  FMT=15 |    PT=205     |            length             |  0
 * |   SSRC of who sends this      |      SSRC of some media       |  4
 * |     base sequence number      |      packet status count      | 12
 * |         reference time, 64 ms                 | fb pkt. count | 16
 * |         packet chunk          |         packet chunk          | 20
 * |  recv delta, 250 us: 1 byte, or 2 signed  ...                 |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  run:   |0| S |   13 bits run length    |
 *  1 bit: |1|0|   14 symbols, 1 bit each  |
 *  2 bits:|1|1|    7 symbols, 2 bits each |   0 lost, 1 small delta, 2 large delta
 * </pre>
 */
public final class TransportFeedback {
  /** Packets in one message: seconds of the fastest stream; a message about more is not read. */
  public static final int MAX_PACKETS = 4_096;

  static final int HEADER_BYTES = 20;
  static final long TICK_MICROS = 250;
  static final long REFERENCE_MICROS = 64_000;

  /** An arrival time that means lost. */
  public static final long LOST = Long.MIN_VALUE;

  private static final int SMALL = 1;
  private static final int LARGE = 2;

  private final byte[] symbols = new byte[MAX_PACKETS];
  private final long[] arrivals = new long[MAX_PACKETS];
  private int base;
  private int count;

  /** When the newest message's first packet arrived, in units of 64 ms; -1 before there was one. */
  private long reference = -1;

  /** Reads the part a reader stands at; false when it makes no sense. */
  public boolean read(ByteBuf packet, RtcpReader part) {
    int at = part.at();
    int end = at + part.bytes();
    base = packet.getUnsignedShort(at + 12);
    count = packet.getUnsignedShort(at + 14);
    if (count > MAX_PACKETS) {
      return false;
    }
    int deltas = readSymbols(packet, at + HEADER_BYTES, end);
    return deltas >= 0
        && readDeltas(packet, deltas, end, unwrap(packet.getUnsignedMedium(at + 16)));
  }

  /**
   * The clock of 24 bits begins anew every twelve days: time goes on as from the message before.
   */
  private long unwrap(int told) {
    reference = reference < 0 ? told : reference + ((told - (int) reference) << 8 >> 8);
    return reference * REFERENCE_MICROS;
  }

  /** Answers where the deltas begin, or -1. */
  private int readSymbols(ByteBuf packet, int from, int end) {
    int at = from;
    int n = 0;
    while (n < count) {
      if (at + 2 > end) {
        return -1;
      }
      int chunk = packet.getUnsignedShort(at);
      at += 2;
      if (chunk < 0x8000) {
        byte symbol = (byte) (chunk >> 13);
        for (int run = chunk & 0x1FFF; run > 0 && n < count; run--) {
          symbols[n++] = symbol;
        }
        if ((chunk & 0x1FFF) == 0) {
          return -1;
        }
      } else if (chunk < 0xC000) {
        for (int bit = 13; bit >= 0 && n < count; bit--) {
          symbols[n++] = (byte) (chunk >> bit & 1);
        }
      } else {
        for (int bit = 12; bit >= 0 && n < count; bit -= 2) {
          symbols[n++] = (byte) (chunk >> bit & 3);
        }
      }
    }
    return at;
  }

  private boolean readDeltas(ByteBuf packet, int from, int end, long referenceMicros) {
    int at = from;
    long time = referenceMicros;
    for (int n = 0; n < count; n++) {
      int symbol = symbols[n];
      if (symbol != SMALL && symbol != LARGE) {
        arrivals[n] = LOST;
        continue;
      }
      if (at + symbol > end) {
        return false;
      }
      time += TICK_MICROS * (symbol == SMALL ? packet.getUnsignedByte(at) : packet.getShort(at));
      arrivals[n] = time;
      at += symbol;
    }
    return true;
  }

  /** The transport-wide number of the first packet reported. */
  public int base() {
    return base;
  }

  public int count() {
    return count;
  }

  /** When the packet {@code base + index} arrived, on the receiver's clock; or {@link #LOST}. */
  public long arrivalMicros(int index) {
    return arrivals[index];
  }
}
