package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import org.asclepion.media.rtp.KeyframeThrottle;
import org.asclepion.media.rtp.NackTracker;
import org.asclepion.media.rtp.RateMeter;
import org.asclepion.media.rtp.ReceptionStats;
import org.asclepion.media.rtp.RtcpWriter;

/** One incoming stream: a voice, or one layer of a picture. Owned by the sender's loop. */
final class Track {
  final int ssrc;
  final PeerProfile.Section section;
  final int layer;
  final ReceptionStats stats;

  /** 0 until known. */
  int retransmissionSsrc;

  /** Packets dropped unread since the last one that was read. */
  int skipped;

  private final NackTracker nacks = new NackTracker();
  private final KeyframeThrottle keyframes = new KeyframeThrottle();
  private final RateMeter rate = new RateMeter();
  private int height;

  Track(int ssrc, PeerProfile.Section section, int layer) {
    this.ssrc = ssrc;
    this.section = section;
    this.layer = layer;
    stats = new ReceptionStats((picture() ? Codec.VP8 : Codec.OPUS).clockHz());
  }

  Source source() {
    return section.source();
  }

  boolean picture() {
    return section.source() != Source.VOICE;
  }

  /** A packet of this stream, original or retransmitted, has been read. */
  void received(Incoming in, boolean retransmitted) {
    if (!retransmitted) {
      stats.received(in.rtp.sequence(), in.rtp.timestamp(), skipped, in.nanos);
      skipped = 0;
      // What is sent again, for repair or to probe a path, is no part of what a receiver must bear.
      rate.add(in.packet.readableBytes(), in.nanos);
    }
    if (picture()) {
      nacks.received(in.rtp.sequence(), in.nanos);
      if (in.keyframe) {
        keyframes.arrived();
        int told = in.codec == Codec.VP8 ? in.vp8.height() : 0;
        height = told > 0 ? told : height;
      }
    }
  }

  void wantKeyframe() {
    keyframes.want();
  }

  void measure(Feed feed, long nowNanos) {
    feed.measured(layer, rate.bitsPerSecond(nowNanos), height);
  }

  /** Appends what is to be asked of the sender. */
  void ask(ByteBuf out, int reporterSsrc, int[] scratch, long nowNanos) {
    if (!picture()) {
      return;
    }
    int missing = nacks.due(nowNanos, scratch);
    if (missing > 0) {
      RtcpWriter.nack(out, reporterSsrc, ssrc, scratch, missing);
    }
    if (nacks.takeGaveUp()) {
      keyframes.want();
    }
    if (keyframes.take(nowNanos)) {
      RtcpWriter.pli(out, reporterSsrc, ssrc);
    }
  }
}
