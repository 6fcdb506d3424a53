package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Writes the parts of compound RTCP packets; the layouts stand in {@link RtcpReader}. */
public final class RtcpWriter {
  private static final int NO_SSRC = 0;

  private RtcpWriter() {}

  private static void header(ByteBuf out, int count, int type, int words) {
    out.writeByte(0x80 | count).writeByte(type).writeShort(words - 1);
  }

  /**
   * A sender report without blocks.
   *
   * @param ntp 32.32 fixed-point seconds since 1900
   */
  public static void senderReport(
      ByteBuf out, int ssrc, long ntp, int rtpTimestamp, int packets, int octets) {
    header(out, 0, RtcpReader.SENDER_REPORT, 7);
    out.writeInt(ssrc).writeLong(ntp).writeInt(rtpTimestamp).writeInt(packets).writeInt(octets);
  }

  /** The head of a receiver report; so many {@link #block}s must follow, at most 31. */
  public static void receiverReport(ByteBuf out, int ssrc, int blocks) {
    header(out, blocks, RtcpReader.RECEIVER_REPORT, 2 + 6 * blocks);
    out.writeInt(ssrc);
  }

  /** One report block; closes the interval of the stream's loss. */
  public static void block(ByteBuf out, int ssrc, ReceptionStats stats, long nowNanos) {
    stats.report();
    out.writeInt(ssrc)
        .writeByte(stats.fractionLost())
        .writeMedium(stats.cumulativeLost())
        .writeInt(stats.extendedHighest())
        .writeInt(stats.jitter())
        .writeInt(stats.lastReport())
        .writeInt(stats.delaySinceLastReport(nowNanos));
  }

  /** A source description with a canonical name and nothing else. */
  public static void sourceDescription(ByteBuf out, int ssrc, String cname) {
    byte[] name = cname.getBytes(StandardCharsets.UTF_8);
    if (name.length > 255) {
      throw new IllegalArgumentException("longer than 255 bytes: " + cname);
    }
    int chunk = 4 + 2 + name.length;
    // At least one zero byte ends the list of items.
    int words = chunk / 4 + 1;
    header(out, 1, RtcpReader.SOURCE_DESCRIPTION, 1 + words);
    out.writeInt(ssrc).writeByte(1).writeByte(name.length).writeBytes(name);
    out.writeZero(words * 4 - chunk);
  }

  public static void bye(ByteBuf out, int ssrc) {
    header(out, 1, RtcpReader.BYE, 2);
    out.writeInt(ssrc);
  }

  /**
   * Asks for packets again.
   *
   * @param missing numbers in [0, 65535], in order; neighbours share an entry
   */
  public static void nack(ByteBuf out, int ssrc, int mediaSsrc, int[] missing, int count) {
    int start = out.writerIndex();
    header(out, RtcpReader.NACK_FORMAT, RtcpReader.TRANSPORT_FEEDBACK, 3);
    out.writeInt(ssrc).writeInt(mediaSsrc);
    for (int i = 0; i < count; ) {
      int first = missing[i++];
      int following = 0;
      while (i < count) {
        int ahead = Serial.distance16(first, missing[i]);
        if (ahead < 1 || ahead > 16) {
          break;
        }
        following |= 1 << (ahead - 1);
        i++;
      }
      out.writeShort(first).writeShort(following);
    }
    out.setShort(start + 2, (out.writerIndex() - start) / 4 - 1);
  }

  /** Asks for a key frame. */
  public static void pli(ByteBuf out, int ssrc, int mediaSsrc) {
    header(out, RtcpReader.PLI_FORMAT, RtcpReader.PAYLOAD_FEEDBACK, 3);
    out.writeInt(ssrc).writeInt(mediaSsrc);
  }

  /**
   * Asks for a key frame of senders that know no PLI (RFC 5104).
   *
   * @param number of the request, counted up; its low 8 bits are sent
   */
  public static void fir(ByteBuf out, int ssrc, int mediaSsrc, int number) {
    header(out, RtcpReader.FIR_FORMAT, RtcpReader.PAYLOAD_FEEDBACK, 5);
    out.writeInt(ssrc).writeInt(NO_SSRC).writeInt(mediaSsrc).writeByte(number).writeMedium(0);
  }

  /** Says what bit rate a sender may use for one stream. */
  public static void remb(ByteBuf out, int ssrc, long bitsPerSecond, int mediaSsrc) {
    int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
    header(out, RtcpReader.APPLICATION_FORMAT, RtcpReader.PAYLOAD_FEEDBACK, 6);
    out.writeInt(ssrc)
        .writeInt(NO_SSRC)
        .writeInt(RtcpReader.REMB)
        .writeByte(1)
        .writeMedium((exponent << 18) | (int) (bitsPerSecond >> exponent))
        .writeInt(mediaSsrc);
  }
}
