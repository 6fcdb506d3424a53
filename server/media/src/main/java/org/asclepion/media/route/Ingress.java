package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.rtp.ArrivalLog;
import org.asclepion.media.rtp.NackTracker;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpPacket;
import org.asclepion.media.rtp.Rtx;

/** What one peer sends: its streams, what is missing of them, where they go. Owned by its loop. */
final class Ingress {
  private static final long FEEDBACK_NANOS = 50_000_000L;
  private static final long MEASURE_NANOS = 200_000_000L;
  private static final long TELL_NANOS = 100_000_000L;
  private static final long REPORT_NANOS = 1_000_000_000L;

  /** A sender's clock is read anew when it seems to have leapt so far. */
  private static final long CLOCK_LEAP_NANOS = 500_000_000L;

  /** What is told as a change of loudness, in dB. */
  private static final int LOUDNESS_STEP = 3;

  /** Room for a report on every stream and a full list of the missing. */
  private static final int RTCP_BYTES = 2_048;

  /** Above it, parts wait for the next datagram. */
  private static final int DATAGRAM_BYTES = 1_200;

  private final Peer peer;
  private final PeerLink link;
  private final Hub hub;
  private final Counters counters;
  private final Tracks tracks;
  private final Fanouts fanouts;
  private final RtpPacket peek;
  private final Loudness loudness = new Loudness();
  private final ArrivalLog arrivals = new ArrivalLog();
  private final int[] scratch = new int[NackTracker.MAX_MISSING];
  private long fedBackNanos;
  private long measuredNanos;
  private long toldNanos;
  private boolean toldTalking;
  private int toldLoudness;
  private long reportedNanos;
  private boolean clocked;
  private long clockOffsetNanos;

  Ingress(Peer peer, PeerLink link, Hub hub) {
    this.peer = peer;
    this.link = link;
    this.hub = hub;
    counters = hub.counters();
    tracks = new Tracks(peer.profile().sections());
    fanouts = new Fanouts(hub, peer.profile().extensions());
    peek = new RtpPacket(peer.profile().extensions());
  }

  /**
   * Whether a packet is worth decrypting. A voice is not when nobody is in its audience, or when
   * its microphone is off and nobody has it in a slot. One that is numbered for the transport is
   * wanted all the same: its arrival has to be reported, which only an authentic one may be.
   */
  boolean wants(ByteBuf protectedRtp) {
    if (!peek.readHeader(protectedRtp)) {
      counters.add(Count.UNREADABLE);
      return false;
    }
    Track track = tracks.bound(peek.ssrc());
    if (track == null || track.picture() || peek.transportSequence(protectedRtp) >= 0) {
      return true;
    }
    Fanout fanout = fanouts.of(Source.VOICE);
    fanout.refresh(peer, peer.router());
    boolean silent = peek.audioLevel(protectedRtp) >= Loudness.SILENT_LEVEL;
    if (!fanout.empty() && !(silent && peer.holders() == 0)) {
      return true;
    }
    track.skipped++;
    counters.add(Count.UNWANTED);
    return false;
  }

  void rtp(ByteBuf plain, long nowNanos) {
    Incoming in = fanouts.incoming;
    in.packet = plain;
    in.nanos = nowNanos;
    if (!in.rtp.read(plain)) {
      counters.add(Count.UNREADABLE);
      return;
    }
    counters.add(Count.ARRIVED);
    int number = in.rtp.transportSequence(plain);
    if (number >= 0) {
      arrivals.arrived(number, nowNanos);
    }
    int repaired = peer.profile().types().repaired(in.rtp.payloadType());
    boolean retransmitted = repaired != PayloadTypes.NONE;
    Track track = retransmitted ? tracks.repaired(in.rtp, plain) : tracks.of(in.rtp, plain);
    if (track == null) {
      counters.add(Count.UNREADABLE);
      return;
    }
    if (retransmitted) {
      if (!Rtx.unwrap(plain, in.rtp, track.ssrc, repaired)) {
        return;
      }
      in.rtp.read(plain);
    }
    Codec codec = peer.profile().types().codec(in.rtp.payloadType());
    if (codec == null || codec.picture() != track.picture()) {
      counters.add(Count.UNREADABLE);
      return;
    }
    in.source = track.source();
    in.codec = codec;
    in.layer = track.layer;
    in.repaired = retransmitted;
    if (!in.readPayload()) {
      counters.add(Count.UNREADABLE);
      return;
    }
    track.received(in, retransmitted);
    peer.feed(in.source).came(nowNanos);
    if (!track.picture()) {
      hear(in);
    }
    forward(in);
  }

  private void hear(Incoming in) {
    int level = in.rtp.audioLevel(in.packet);
    if (level < 0) {
      // A sender that tells no levels is taken at its word whenever it sends.
      in.loudness = Loudness.TALKING;
      in.talking = true;
      in.silent = false;
      return;
    }
    loudness.heard(level, in.nanos);
    in.loudness = loudness.smoothed();
    in.talking = loudness.talking();
    in.silent = level >= Loudness.SILENT_LEVEL;
  }

  private void forward(Incoming in) {
    Fanout fanout = fanouts.of(in.source);
    fanout.refresh(peer, peer.router());
    counters.add(Count.DENIED, fanout.denied);
    if (fanout.empty()) {
      counters.add(Count.NO_AUDIENCE);
      return;
    }
    hub.deliver(in, peer, fanout);
    for (int i = 0; i < fanout.elsewhere.size(); i++) {
      fanout.elsewhere.get(i).offer(peer, in, counters);
    }
  }

  /** A sender report: which of our moments its timestamp stands for. */
  void senderReport(RtcpReader part, long nowNanos) {
    Track track = tracks.bound(part.senderSsrc());
    if (track == null) {
      return;
    }
    track.stats.senderReport(part.ntp(), nowNanos);
    long sentNanos = Clock.nanos(part.ntp());
    long offset = nowNanos - sentNanos;
    // One offset for all streams of a sender, or sound and picture would drift apart.
    if (!clocked || Math.abs(offset - clockOffsetNanos) > CLOCK_LEAP_NANOS) {
      clocked = true;
      clockOffsetNanos = offset;
    }
    peer.feed(track.source())
        .reported(track.layer, new Feed.Moment(sentNanos + clockOffsetNanos, part.rtpTimestamp()));
  }

  void wantKeyframe(Source source, int layer) {
    for (Track track : tracks.all()) {
      if (track.source() == source && track.layer == layer) {
        track.wantKeyframe();
      }
    }
  }

  /** Does what time asks for. */
  void tick(long nowNanos) {
    loudness.settle(nowNanos);
    if (nowNanos - toldNanos >= TELL_NANOS) {
      toldNanos = nowNanos;
      tell();
    }
    if (nowNanos - measuredNanos >= MEASURE_NANOS) {
      measuredNanos = nowNanos;
      for (Track track : tracks.all()) {
        track.measure(peer.feed(track.source()), nowNanos);
      }
    }
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(RTCP_BYTES, RTCP_BYTES);
    boolean report = nowNanos - reportedNanos >= REPORT_NANOS && !tracks.all().isEmpty();
    if (report) {
      reportedNanos = nowNanos;
      report(out, nowNanos);
    }
    for (Track track : tracks.all()) {
      if (out.readableBytes() < DATAGRAM_BYTES / 2) {
        track.ask(out, peer.profile().reporterSsrc(), scratch, nowNanos);
      }
    }
    boolean asked = out.isReadable();
    if (asked) {
      link.sendRtcp(out);
    } else {
      out.release();
    }
    if (feedBack(nowNanos) || asked) {
      link.flush();
    }
  }

  private void tell() {
    int now = Math.round(loudness.smoothed());
    boolean talking = loudness.talking();
    boolean louder = talking && Math.abs(now - toldLoudness) >= LOUDNESS_STEP;
    if (talking != toldTalking || louder) {
      toldTalking = talking;
      toldLoudness = now;
      peer.listener().talking(peer.id(), talking, now);
    }
  }

  private void report(ByteBuf out, long nowNanos) {
    int reporter = peer.profile().reporterSsrc();
    int blocks = 0;
    for (Track track : tracks.all()) {
      blocks += track.stats.any() ? 1 : 0;
    }
    RtcpWriter.receiverReport(out, reporter, blocks);
    for (Track track : tracks.all()) {
      if (track.stats.any()) {
        RtcpWriter.block(out, track.ssrc, track.stats, nowNanos);
      }
    }
    RtcpWriter.sourceDescription(out, reporter, peer.profile().cname());
  }

  private boolean feedBack(long nowNanos) {
    if (nowNanos - fedBackNanos < FEEDBACK_NANOS || !arrivals.any()) {
      return false;
    }
    fedBackNanos = nowNanos;
    // What arrived may belong to no stream that has been named: feedback is about the path.
    int about = tracks.all().isEmpty() ? 0 : tracks.all().getFirst().ssrc;
    while (arrivals.any()) {
      ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(RTCP_BYTES, RTCP_BYTES);
      arrivals.write(out, peer.profile().reporterSsrc(), about);
      link.sendRtcp(out);
    }
    return true;
  }
}
