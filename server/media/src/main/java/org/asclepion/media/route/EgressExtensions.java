package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.rtp.RtpWriter;
import org.asclepion.media.rtp.SendLog;

/**
 * The header extensions of what is sent: the audio level and the picture's orientation as they
 * came, the transport's number and the time of sending as ours. Only pictures are numbered: they
 * are what the bit rate is divided among, and a receiver reports all that is numbered. Pure
 * functions.
 */
final class EgressExtensions {
  private static final long ABS_SEND_TIME_LAP_NANOS = 64_000_000_000L;
  private static final int ABS_SEND_TIME_FRACTION_BITS = 18;

  private EgressExtensions() {}

  static void write(
      RtpWriter writer, ByteBuf out, Incoming in, ExtensionIds ids, SendLog log, int size) {
    boolean picture = in.codec.picture();
    int level = picture ? 0 : copied(in, ids, HeaderExtension.AUDIO_LEVEL);
    int orientation = picture ? copied(in, ids, HeaderExtension.VIDEO_ORIENTATION) : 0;
    int number = picture ? ids.idOf(HeaderExtension.TRANSPORT_CC) : 0;
    int time = picture ? ids.idOf(HeaderExtension.ABS_SEND_TIME) : 0;
    if ((level | orientation | number | time) == 0) {
      return;
    }
    writer.beginExtensions(out, RtpWriter.large(max(level, orientation, number, time), 1));
    if (level != 0) {
      writer.extension(out, level, 1);
      out.writeByte(in.packet.getByte(in.rtp.at(HeaderExtension.AUDIO_LEVEL)));
    }
    if (orientation != 0) {
      writer.extension(out, orientation, 1);
      out.writeByte(in.packet.getByte(in.rtp.at(HeaderExtension.VIDEO_ORIENTATION)));
    }
    if (number != 0) {
      writer.extension(out, number, 2);
      out.writeShort(log.sent(size, in.nanos));
    }
    if (time != 0) {
      writer.extension(out, time, 3);
      out.writeMedium(absoluteSendTime(in.nanos));
    }
    writer.endExtensions(out);
  }

  /** The receiver's id for an extension that the packet has, else 0. */
  private static int copied(Incoming in, ExtensionIds ids, HeaderExtension extension) {
    return in.rtp.has(extension, 1) ? ids.idOf(extension) : 0;
  }

  private static int max(int a, int b, int c, int d) {
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  static int absoluteSendTime(long nanos) {
    long inLap = Math.floorMod(nanos, ABS_SEND_TIME_LAP_NANOS);
    return (int) ((inLap << ABS_SEND_TIME_FRACTION_BITS) / 1_000_000_000L);
  }
}
