package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * When the packets of a transport arrived, told back to their sender as transport-wide feedback;
 * the layout stands in {@link TransportFeedback}. Owned by the sender's loop.
 */
public final class ArrivalLog {
  /** Packets between two reports; older ones not yet reported count as never asked about. */
  static final int SIZE = 1_024;

  /** So that a report fits a datagram: 20 bytes, 74 of chunks, at most 1,024 of deltas. */
  static final int MAX_REPORTED = 512;

  private static final long NOTHING = Long.MIN_VALUE;

  private final long[] arrivalMicros = new long[SIZE];
  private long next = -1;
  private long newest = -1;
  private int reports;
  private final byte[] symbols = new byte[MAX_REPORTED];

  /** A packet has come. */
  public void arrived(int transportSequence, long nowNanos) {
    long number =
        newest < 0 ? 0x10000L + transportSequence : Serial.extend16(newest, transportSequence);
    if (newest < 0) {
      next = number;
      newest = number - 1;
    }
    if (number < next) {
      return;
    }
    if (number > newest) {
      // What was never reported before it left the ring is skipped, not reported as lost.
      next = Math.max(next, number - SIZE + 1);
      for (long n = Math.max(newest + 1, next); n < number; n++) {
        arrivalMicros[(int) n & (SIZE - 1)] = NOTHING;
      }
      newest = number;
    }
    arrivalMicros[(int) number & (SIZE - 1)] = nowNanos / 1_000;
  }

  /** Whether anything came since the last report. */
  public boolean any() {
    return next >= 0 && next <= newest;
  }

  /** Appends a report of what came since the last one, or a first part of it. */
  public void write(ByteBuf out, int ssrc, int mediaSsrc) {
    int start = out.writerIndex();
    long base = next;
    int count = (int) Math.min(newest - next + 1, MAX_REPORTED);
    long reference = reference(base, count);
    count = symbols(base, count, reference);
    out.writeByte(0x80 | RtcpReader.TRANSPORT_CC_FORMAT)
        .writeByte(RtcpReader.TRANSPORT_FEEDBACK)
        .writeShort(0)
        .writeInt(ssrc)
        .writeInt(mediaSsrc)
        .writeShort((int) base)
        .writeShort(count)
        .writeMedium((int) (reference / TransportFeedback.REFERENCE_MICROS))
        .writeByte(reports++);
    writeChunks(out, count);
    writeDeltas(out, base, count, reference);
    out.writeZero(-(out.writerIndex() - start) & 3);
    out.setShort(start + 2, (out.writerIndex() - start) / 4 - 1);
    next = base + count;
  }

  /** The multiple of 64 ms before the first arrival. */
  private long reference(long base, int count) {
    for (int i = 0; i < count; i++) {
      long at = arrivalMicros[(int) (base + i) & (SIZE - 1)];
      if (at != NOTHING) {
        return Math.floorDiv(at, TransportFeedback.REFERENCE_MICROS)
            * TransportFeedback.REFERENCE_MICROS;
      }
    }
    return 0;
  }

  /** Fills in the symbols; answers how many packets fit before a delta too large for 16 bits. */
  private int symbols(long base, int count, long reference) {
    long time = reference;
    for (int i = 0; i < count; i++) {
      long at = arrivalMicros[(int) (base + i) & (SIZE - 1)];
      if (at == NOTHING) {
        symbols[i] = 0;
        continue;
      }
      long ticks = Math.floorDiv(at - time, TransportFeedback.TICK_MICROS);
      if (ticks != (short) ticks) {
        return i;
      }
      symbols[i] = (byte) (ticks >= 0 && ticks <= 255 ? 1 : 2);
      time += ticks * TransportFeedback.TICK_MICROS;
    }
    return count;
  }

  private void writeChunks(ByteBuf out, int count) {
    int i = 0;
    while (i < count) {
      int run = 1;
      while (i + run < count && symbols[i + run] == symbols[i] && run < 0x1FFF) {
        run++;
      }
      if (run >= 7 || i + run == count) {
        out.writeShort((symbols[i] << 13) | run);
        i += run;
        continue;
      }
      int chunk = 0xC000;
      for (int k = 0; k < 7; k++) {
        chunk |= (i + k < count ? symbols[i + k] : 0) << (12 - 2 * k);
      }
      out.writeShort(chunk);
      i += 7;
    }
  }

  private void writeDeltas(ByteBuf out, long base, int count, long reference) {
    long time = reference;
    for (int i = 0; i < count; i++) {
      if (symbols[i] == 0) {
        continue;
      }
      long at = arrivalMicros[(int) (base + i) & (SIZE - 1)];
      long ticks = Math.floorDiv(at - time, TransportFeedback.TICK_MICROS);
      time += ticks * TransportFeedback.TICK_MICROS;
      if (symbols[i] == 1) {
        out.writeByte((int) ticks);
      } else {
        out.writeShort((int) ticks);
      }
    }
  }
}
