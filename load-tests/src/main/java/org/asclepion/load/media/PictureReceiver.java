package org.asclepion.load.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.asclepion.load.Histogram;
import org.asclepion.media.rtp.NackTracker;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Counts what comes, asks for what is missing, and reports; a sampled one decrypts every packet and
 * looks how long it was on its way. Owned by the generator's loop.
 */
final class PictureReceiver implements MediaEar {
  /** What the path is said to carry: more than is sent. */
  private static final long REMB_BPS = 20_000_000;

  private static final int OWN_SSRC = 9;
  private static final long ASK_NANOS = 20_000_000L;
  private static final long REPORT_NANOS = 1_000_000_000L;

  private final MediaMeter meter;
  private final int payloadType;
  private final int voiceType;
  private final boolean sampled;
  private final NackTracker nacks = new NackTracker();
  private final int[] missing = new int[NackTracker.MAX_MISSING];
  private @Nullable MediaPeer peer;
  private int ssrc;
  private long askedNanos;
  private long reportedNanos;

  PictureReceiver(MediaMeter meter, int payloadType, int voiceType, boolean sampled) {
    this.meter = meter;
    this.voiceType = voiceType;
    this.payloadType = payloadType;
    this.sampled = sampled;
  }

  boolean sampled() {
    return sampled;
  }

  void of(MediaPeer own) {
    peer = own;
  }

  @Override
  public void rtp(ByteBuf sealed, long nowNanos) {
    int at = sealed.readerIndex();
    int type = sealed.getByte(at + 1) & 0x7F;
    if (type == voiceType) {
      meter.voicesDelivered++;
      timed(sealed, nowNanos, meter.voiceDelayNanos);
      return;
    }
    if (type != payloadType) {
      return;
    }
    ssrc = RtpPacket.ssrc(sealed);
    nacks.received(sealed.getUnsignedShort(at + 2), nowNanos);
    meter.delivered++;
    timed(sealed, nowNanos, meter.delayNanos);
  }

  private void timed(ByteBuf sealed, long nowNanos, Histogram delays) {
    MediaPeer own = peer;
    if (sampled && own != null) {
      if (!own.open(sealed)) {
        meter.forged++;
        return;
      }
      meter.opened++;
      delays.add(nowNanos - sealed.getLong(sealed.writerIndex() - Long.BYTES));
    }
  }

  @Override
  public void rtcp(ByteBuf plain, long nowNanos) {
    meter.rtcpIn++;
  }

  /** Does what time asks for, about every 5 ms. */
  void tick(long nowNanos) {
    MediaPeer own = peer;
    if (own == null) {
      return;
    }
    boolean asks = nowNanos - askedNanos >= ASK_NANOS && nacks.missing() > 0;
    boolean reports = nowNanos - reportedNanos >= REPORT_NANOS;
    if (!asks && !reports) {
      return;
    }
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(1_500);
    RtcpWriter.receiverReport(out, OWN_SSRC, 0);
    if (reports) {
      reportedNanos = nowNanos;
      RtcpWriter.remb(out, OWN_SSRC, REMB_BPS, ssrc);
    }
    if (asks) {
      askedNanos = nowNanos;
      int count = nacks.due(nowNanos, missing);
      if (count > 0) {
        meter.asked += count;
        RtcpWriter.nack(out, OWN_SSRC, ssrc, missing, count);
      }
    }
    own.sendRtcp(out);
    own.flush();
  }
}
