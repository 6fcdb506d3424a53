package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Map;

/** Packets for tests. */
public final class Packets {
  public static final ExtensionIds IDS =
      new ExtensionIds(
          Map.of(
              HeaderExtension.AUDIO_LEVEL, 1,
              HeaderExtension.TRANSPORT_CC, 3,
              HeaderExtension.MID, 4,
              HeaderExtension.RID, 10));

  private Packets() {}

  public static ByteBuf hex(String digits) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  public static ByteBuf rtp(int type, int sequence, int timestamp, int ssrc, byte... payload) {
    ByteBuf packet = Unpooled.buffer(64 + payload.length);
    new RtpWriter().begin(packet, false, type, sequence, timestamp, ssrc);
    return packet.writeBytes(payload);
  }
}
