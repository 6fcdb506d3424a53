package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;

/**
 * What forwarding has to know of an H.264 payload (RFC 6184): whether a key frame begins with it.
 * Pure functions.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * +-+-+-+-+-+-+-+-+
 * |F|NRI|  type   |  7: sequence parameters; 24: several units, each after its size in two bytes
 * +-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>A decoder that comes anew needs the parameters before the picture, so that is where a key
 * frame begins; senders for WebRTC repeat them before each (RFC 7742, section 6.2).
 */
public final class H264Payload {
  private static final int TYPE = 0x1F;
  private static final int PARAMETERS = 7;
  private static final int AGGREGATE = 24;
  private static final int SIZE_BYTES = 2;

  private H264Payload() {}

  /** Whether a key frame begins with this payload. */
  public static boolean keyframe(ByteBuf packet, int from, int length) {
    if (length < 1) {
      return false;
    }
    int type = packet.getByte(from) & TYPE;
    return type == PARAMETERS
        || (type == AGGREGATE && anyParameters(packet, from + 1, from + length));
  }

  private static boolean anyParameters(ByteBuf packet, int from, int end) {
    int at = from;
    while (at + SIZE_BYTES < end) {
      if ((packet.getByte(at + SIZE_BYTES) & TYPE) == PARAMETERS) {
        return true;
      }
      at += SIZE_BYTES + packet.getUnsignedShort(at);
    }
    return false;
  }
}
