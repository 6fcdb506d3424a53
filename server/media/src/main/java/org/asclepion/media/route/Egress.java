package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.route.Audience.Edge;
import org.asclepion.media.rtp.BandwidthEstimator;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.SendLog;
import org.asclepion.media.rtp.TransportFeedback;
import org.jspecify.annotations.Nullable;

/** What one peer receives: its slots, its bit rate, its requests. Owned by the peer's loop. */
final class Egress {
  /** Gatherings a receiver can see into at once; of more, the first ones count. */
  static final int MAX_GATHERINGS = 16;

  /** Packets sent again for one message, so that a small one cannot ask for megabytes. */
  static final int MAX_RESENDS = 256;

  /** Reckoned for each voice before pictures are served. */
  private static final long VOICE_BPS = 40_000;

  private static final long CHOOSE_NANOS = 200_000_000L;
  private static final long REPORT_NANOS = 1_000_000_000L;
  private static final int RTCP_BYTES = 1_200;

  private final Peer peer;
  private final PeerLink link;
  private final Hub hub;
  private final Counters counters;
  private final VoiceSlots voices;
  private final PictureSlots pictures;
  private final SendLog log = new SendLog();
  private final BandwidthEstimator estimator = new BandwidthEstimator();
  private final TransportFeedback feedback = new TransportFeedback();
  private final Set<Gathering> gatherings = new LinkedHashSet<>();
  private long chosenNanos;
  private long reportedNanos;
  private boolean touched;

  Egress(Peer peer, PeerLink link, Hub hub) {
    this.peer = peer;
    this.link = link;
    this.hub = hub;
    counters = hub.counters();
    voices = new VoiceSlots(slots(false, peer.profile().voices()));
    pictures = new PictureSlots(slots(true, peer.profile().pictures()));
  }

  private List<Slot> slots(boolean picture, List<PeerProfile.SlotSpec> specs) {
    List<Slot> slots = new ArrayList<>();
    for (PeerProfile.SlotSpec spec : specs) {
      slots.add(new Slot(peer, slots.size(), picture, spec));
    }
    return slots;
  }

  /**
   * Offers a packet that the ruling of this moment allows.
   *
   * @param bias how much louder than it is its voice counts, in dB
   */
  void offer(Incoming in, Peer sender, float bias) {
    Slot slot;
    if (in.source == Source.VOICE) {
      slot = voices.take(sender, in.loudness + bias, in.talking, in.silent, in.nanos);
      if (slot == null) {
        counters.add(Count.NOT_LOUDEST);
        return;
      }
    } else {
      slot = pictures.of(sender, in.source);
      if (slot == null || !chosen(slot, in)) {
        counters.add(Count.NOT_CHOSEN);
        return;
      }
    }
    slot.send(in, link, log, counters);
    touch();
  }

  private static boolean chosen(Slot slot, Incoming in) {
    // Nothing begins with a repaired packet: what followed it has not been sent and is not kept.
    return switch (slot.layers.judge(in.layer, in.keyframe && !in.repaired)) {
      case DROP -> false;
      case SEND -> true;
      case BEGIN -> {
        slot.beginSource();
        slot.wishes.arrived();
        yield true;
      }
    };
  }

  /** Reads what the peer says of what it got, from one part of a compound packet. */
  void rtcp(ByteBuf packet, RtcpReader part, long nowNanos) {
    if (part.isNack()) {
      resend(part, nowNanos);
    } else if (part.isPli()) {
      wish(part.mediaSsrc());
    } else if (part.isFir()) {
      for (int i = 0; i < part.entries(); i++) {
        wish(part.firSsrc(i));
      }
    } else if (part.isTransportCc()) {
      if (feedback.read(packet, part)) {
        estimator.feedback(feedback, log, nowNanos);
      }
    } else {
      long remb = part.remb();
      if (remb >= 0) {
        estimator.remb(remb, nowNanos);
      }
    }
  }

  private void resend(RtcpReader part, long nowNanos) {
    Slot slot = slot(part.mediaSsrc());
    if (slot == null) {
      return;
    }
    int left = MAX_RESENDS;
    for (int i = 0; i < part.entries(); i++) {
      int first = part.nackFirst(i);
      int following = part.nackFollowing(i);
      for (int n = 0; n <= 16; n++) {
        if (n == 0 || ((following >> (n - 1)) & 1) != 0) {
          if (left-- == 0) {
            return;
          }
          slot.resend((first + n) & 0xFFFF, link, counters, nowNanos);
        }
      }
    }
    touch();
  }

  private void wish(int ssrc) {
    Slot slot = slot(ssrc);
    if (slot != null) {
      slot.wishes.want();
    }
  }

  private @Nullable Slot slot(int ssrc) {
    for (Slot slot : pictures.all()) {
      if (slot.ssrc == ssrc) {
        return slot;
      }
    }
    for (Slot slot : voices.all()) {
      if (slot.ssrc == ssrc) {
        return slot;
      }
    }
    return null;
  }

  /** A gathering's ruling is another: frees what it no longer allows, shows what it now does. */
  void ruled(Gathering gathering, boolean named, long nowNanos) {
    if (!named) {
      gatherings.remove(gathering);
    } else if (gatherings.size() < MAX_GATHERINGS) {
      gatherings.add(gathering);
    }
    review(nowNanos);
  }

  /** Frees the slots of those who may no longer be heard or seen, or are gone. */
  void review(long nowNanos) {
    voices.limit(peer.mostVoices());
    for (Slot slot : voices.all()) {
      Peer holder = slot.holder();
      if (holder != null && !stillHeard(holder)) {
        slot.free();
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (Gathering gathering : gatherings) {
      for (Edge edge : gathering.ruling().audience().picturesTo(peer.id())) {
        if (peer.mayHave(edge.sender(), edge.source()) && edge.sender() != peer.id()) {
          edges.add(edge);
        }
      }
    }
    pictures.assign(edges, peer.router(), nowNanos);
    pictures.allocate(
        withoutVoices(estimator.bitsPerSecond()),
        withoutVoices(estimator.tryBitsPerSecond(nowNanos)),
        nowNanos);
  }

  /** Not when he is gone, even if somebody else has come under his number. */
  private boolean stillHeard(Peer holder) {
    return holder.hub() != null && peer.mayHave(holder.id(), Source.VOICE);
  }

  /**
   * What a rate leaves for pictures; voices are not numbered and so not part of our own estimate.
   */
  private long withoutVoices(long bitsPerSecond) {
    if (!estimator.named()) {
      return bitsPerSecond;
    }
    long left = bitsPerSecond;
    for (Slot slot : voices.all()) {
      left -= slot.holder() == null ? 0 : VOICE_BPS;
    }
    return Math.max(0, left);
  }

  /** Does what time asks for. */
  void tick(long nowNanos) {
    if (nowNanos - chosenNanos >= CHOOSE_NANOS) {
      chosenNanos = nowNanos;
      review(nowNanos);
      for (Slot slot : pictures.all()) {
        slot.shrink(nowNanos);
      }
      for (Slot slot : voices.all()) {
        slot.shrink(nowNanos);
      }
    }
    for (Slot slot : pictures.all()) {
      Peer holder = slot.holder();
      int layer = slot.layers.target();
      if (holder != null && layer >= 0 && slot.wishes.take(nowNanos)) {
        holder.wantKeyframe(slot.source(), layer, hub);
      }
    }
    if (nowNanos - reportedNanos >= REPORT_NANOS) {
      reportedNanos = nowNanos;
      report(nowNanos);
    }
  }

  /** Sender reports: how each stream's timestamps lie on the server's one clock. */
  private void report(long nowNanos) {
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(RTCP_BYTES, RTCP_BYTES + 64);
    report(voices.all(), out, nowNanos);
    report(pictures.all(), out, nowNanos);
    if (out.isReadable()) {
      RtcpWriter.sourceDescription(out, peer.profile().reporterSsrc(), peer.profile().cname());
      link.sendRtcp(out);
      touch();
    } else {
      out.release();
    }
  }

  private static void report(Slot[] slots, ByteBuf out, long nowNanos) {
    for (Slot slot : slots) {
      Peer holder = slot.holder();
      if (holder == null || !slot.reports() || out.writableBytes() < 400) {
        continue;
      }
      boolean voice = slot.source() == Source.VOICE;
      int layer = voice ? 0 : Math.max(0, slot.layers.current());
      Feed.Moment moment = holder.feed(slot.source()).moment(layer);
      if (moment != null) {
        long hertz = (voice ? Codec.OPUS : Codec.VP8).clockHz();
        long since = (nowNanos - moment.nanos()) / 1_000 * hertz / 1_000_000;
        int timestamp = slot.timestampOf(moment.timestamp() + (int) since);
        RtcpWriter.senderReport(
            out, slot.ssrc, Clock.ntp(nowNanos), timestamp, slot.packets(), slot.octets());
      }
    }
  }

  private void touch() {
    if (!touched) {
      touched = true;
      hub.touched(this);
    }
  }

  /** Hands what was sent to the socket. */
  void flush() {
    if (touched) {
      touched = false;
      link.flush();
    }
  }

  PeerStats stats() {
    return new PeerStats(
        estimator.bitsPerSecond(),
        estimator.lossFraction(),
        estimator.roundTripNanos(),
        taken(voices.all()),
        taken(pictures.all()));
  }

  private static int taken(Slot[] slots) {
    int taken = 0;
    for (Slot slot : slots) {
      taken += slot.holder() == null ? 0 : 1;
    }
    return taken;
  }

  void close() {
    for (Slot slot : voices.all()) {
      slot.close();
    }
    for (Slot slot : pictures.all()) {
      slot.close();
    }
  }
}
