package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.H264Payload;
import org.asclepion.media.rtp.Red;
import org.asclepion.media.rtp.RtpPacket;
import org.asclepion.media.rtp.Vp8Payload;

/**
 * One sender's packet of the moment with all that forwarding asks of it, read once for all
 * receivers of a loop. Owned by that loop and used again for every packet.
 */
final class Incoming {
  final RtpPacket rtp;
  final Vp8Payload vp8 = new Vp8Payload();

  ByteBuf packet = Unpooled.EMPTY_BUFFER;
  Source source = Source.VOICE;
  Codec codec = Codec.OPUS;
  int layer;

  /** Of a voice: 0 to 127 dB, smoothed; and what this very packet says. */
  float loudness;

  boolean talking;
  boolean silent;

  /** Whether a key frame begins with this packet. */
  boolean keyframe;

  /** Whether it came again, after packets that should have followed it. */
  boolean repaired;

  /** Where a voice's newest frame begins in a payload of RFC 2198, from the payload's start. */
  int primary;

  long nanos;

  Incoming(ExtensionIds ids) {
    rtp = new RtpPacket(ids);
  }

  /** Reads the payload's head; false when it makes no sense. */
  boolean readPayload() {
    keyframe = false;
    if (codec == Codec.RED) {
      primary = Red.primary(packet, rtp.payloadAt(), rtp.payloadBytes());
      return primary >= 0;
    }
    // A packet of nothing but padding is passed on too: it takes up a number.
    if (codec == Codec.VP8 && rtp.payloadBytes() > 0) {
      if (!vp8.read(packet, rtp.payloadAt(), rtp.payloadBytes())) {
        return false;
      }
      keyframe = vp8.keyframe();
    } else if (codec == Codec.H264) {
      keyframe = H264Payload.keyframe(packet, rtp.payloadAt(), rtp.payloadBytes());
    }
    return true;
  }

  /** Takes over what another loop has read of a packet. */
  void take(Handover handover) {
    packet = handover.packet();
    source = handover.source();
    codec = handover.codec();
    layer = handover.layer();
    loudness = handover.loudness();
    talking = handover.talking();
    silent = handover.silent();
    nanos = handover.nanos();
    repaired = handover.repaired();
  }
}
