package org.asclepion.load.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.asclepion.media.rtp.RtpWriter;

/**
 * Sends what a forwarding unit takes for somebody who talks: a small packet every 20 ms, at its end
 * the time of sending. Owned by the generator's loop.
 */
final class VoiceSender {
  static final long PAUSE_NANOS = 20_000_000L;

  private static final int PACKET_BYTES = 100;
  private static final int TAG_BYTES = 16;
  private static final int SAMPLES = 960;

  private final RtpWriter writer = new RtpWriter();
  private final int ssrc;
  private final int payloadType;
  private int sent;

  VoiceSender(int ssrc, int payloadType) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
  }

  /** Sends the next packet, with the peer's next flush. */
  void send(MediaPeer peer, long nowNanos) {
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(PACKET_BYTES + TAG_BYTES);
    writer.begin(out, false, payloadType, sent & 0xFFFF, sent * SAMPLES, ssrc);
    out.writeZero(PACKET_BYTES - Long.BYTES - out.readableBytes());
    out.writeLong(nowNanos);
    peer.sendRtp(out);
    sent++;
  }
}
