package org.asclepion.load.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpWriter;

/**
 * Sends what a forwarding unit takes for a VP8 picture: a descriptor, a frame's header, padding,
 * and at the end the time of sending. Owned by the generator's loop.
 *
 * <pre>
 * | RTP header, transport-cc | VP8 descriptor 4 | frame header 10 | zeros | sent, nanoseconds 8 |
 * </pre>
 */
final class PictureSender implements MediaEar {
  /** RTP header with one extension, descriptor, frame header and time. */
  static final int MIN_BYTES = 20 + 4 + 10 + Long.BYTES;

  private static final int TAG_BYTES = 16;
  private static final long REPORT_NANOS = 1_000_000_000L;

  private final RtpWriter writer = new RtpWriter();
  private final RtcpReader rtcp = new RtcpReader();
  private final int ssrc;
  private final int payloadType;
  private final int packetBytes;
  private int sequence;
  private boolean keyframe = true;
  private long reportedNanos;
  private int sent;

  PictureSender(int ssrc, int payloadType, int packetBytes) {
    this.ssrc = ssrc;
    this.payloadType = payloadType;
    this.packetBytes = packetBytes;
  }

  /** Sends the next packet, with the peer's next flush; each is a frame of its own. */
  void send(MediaPeer peer, long nowNanos) {
    if (nowNanos - reportedNanos >= REPORT_NANOS) {
      reportedNanos = nowNanos;
      report(peer, nowNanos);
    }
    ByteBuf out =
        PooledByteBufAllocator.DEFAULT.directBuffer(
            packetBytes + TAG_BYTES, packetBytes + TAG_BYTES);
    writer.begin(out, true, payloadType, sequence & 0xFFFF, timestamp(nowNanos), ssrc);
    writer.beginExtensions(out, false);
    writer.extension(out, ForwardServer.TRANSPORT_CC, 2);
    out.writeShort(sequence);
    writer.endExtensions(out);
    out.writeByte(0x90).writeByte(0x80).writeShort(0x8000 | (sequence & 0x7FFF));
    out.writeMedium(keyframe ? 0 : 0x010000).writeMedium(0x9D012A);
    out.writeShortLE(1_280).writeShortLE(720);
    out.writeZero(packetBytes - Long.BYTES - out.readableBytes());
    out.writeLong(nowNanos);
    peer.sendRtp(out);
    keyframe = false;
    sequence++;
    sent++;
  }

  private void report(MediaPeer peer, long nowNanos) {
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(128);
    RtcpWriter.senderReport(
        out, ssrc, nowNanos, timestamp(nowNanos), sent, sent * (packetBytes - 20));
    RtcpWriter.sourceDescription(out, ssrc, "load");
    peer.sendRtcp(out);
  }

  private static int timestamp(long nowNanos) {
    return (int) (nowNanos / 1_000 * 9 / 100);
  }

  @Override
  public void rtp(ByteBuf sealed, long nowNanos) {
    // A sender gets nothing.
  }

  @Override
  public void rtcp(ByteBuf plain, long nowNanos) {
    rtcp.begin(plain);
    while (rtcp.next()) {
      if (rtcp.isPli() || rtcp.isFir()) {
        keyframe = true;
      }
    }
  }
}
