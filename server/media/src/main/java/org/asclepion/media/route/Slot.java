package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.rtp.KeyframeThrottle;
import org.asclepion.media.rtp.LayerSwitch;
import org.asclepion.media.rtp.PacketCache;
import org.asclepion.media.rtp.Red;
import org.asclepion.media.rtp.RtpPacket;
import org.asclepion.media.rtp.RtpWriter;
import org.asclepion.media.rtp.Rtx;
import org.asclepion.media.rtp.SendLog;
import org.asclepion.media.rtp.StreamRewriter;
import org.jspecify.annotations.Nullable;

/**
 * A stream a receiver was promised, and who is in it now. Owned by the receiver's loop.
 *
 * <p>The cache holds what was sent, encrypted, to be sent again byte for byte; or, when
 * retransmissions have a stream of their own, the packet in the clear to be wrapped.
 */
final class Slot {
  /** Half a second of voice. */
  private static final int VOICE_PACKETS = 32;

  private static final int VOICE_BYTES = 16 * 1_024;
  private static final int PICTURE_PACKETS = 512;
  private static final int PICTURE_BYTES = 512 * 1_024;

  /** The header, all extensions we write, a longer VP8 descriptor and the authentication tag. */
  private static final int OVERHEAD_BYTES = 12 + 4 + 20 + 1 + 32;

  /** The same packet again only after the last copy had time to arrive. */
  private static final long RESEND_PAUSE_NANOS = 10_000_000L;

  final int number;
  final int ssrc;
  final LayerSwitch layers = new LayerSwitch();

  /** Keeps a receiver's wishes for key frames from becoming a load on the sender's loop. */
  final KeyframeThrottle wishes = new KeyframeThrottle();

  private final Peer receiver;
  private final boolean picture;
  private final int retransmissionSsrc;
  private final StreamRewriter rewriter;
  private final PacketCache cache;
  private final RtpWriter writer = new RtpWriter();
  private final RtpPacket cached;

  private @Nullable Peer holder;
  private Source source;
  private int wantedHeight;
  private boolean began;
  private int retransmissions;
  private int packets;
  private int octets;

  Slot(Peer receiver, int number, boolean picture, PeerProfile.SlotSpec spec) {
    this.receiver = receiver;
    this.number = number;
    this.picture = picture;
    ssrc = spec.ssrc();
    source = picture ? Source.CAMERA : Source.VOICE;
    retransmissionSsrc = picture ? spec.retransmissionSsrc() : 0;
    rewriter = new StreamRewriter((picture ? Codec.VP8 : Codec.OPUS).clockHz());
    cache =
        picture
            ? new PacketCache(PICTURE_PACKETS, PICTURE_BYTES)
            : new PacketCache(VOICE_PACKETS, VOICE_BYTES);
    cached = new RtpPacket(receiver.profile().extensions());
  }

  @Nullable Peer holder() {
    return holder;
  }

  Source source() {
    return source;
  }

  /** Gives the slot to a sender. */
  void hold(Peer sender, Source of) {
    leave();
    holder = sender;
    source = of;
    began = true;
    rewriter.beginSource();
    layers.restart();
    sender.held(1);
    tell(sender.id());
  }

  /** Frees the slot. */
  void free() {
    if (holder != null) {
      leave();
      tell(RouteListener.NOBODY);
    }
  }

  /** What came from whoever had the slot is forgotten: it may be what is no longer allowed. */
  private void leave() {
    Peer left = holder;
    if (left != null) {
      cache.dropOwner(left.id());
      left.held(-1);
      holder = null;
      layers.want(LayerSwitch.NONE);
    }
  }

  private void tell(long sender) {
    RouteListener listener = receiver.listener();
    if (picture) {
      listener.picture(receiver.id(), number, sender, source);
    } else {
      listener.voice(receiver.id(), number, sender);
    }
  }

  /** In pixels. */
  void wantHeight(int pixels) {
    wantedHeight = pixels;
  }

  int wantedHeight() {
    return wantedHeight;
  }

  /** The source begins anew: another layer, or after a pause. */
  void beginSource() {
    began = true;
    rewriter.beginSource();
  }

  /** Sends the holder's packet as the next of this stream. */
  void send(Incoming in, PeerLink link, SendLog log, Counters counters) {
    PayloadTypes types = receiver.profile().types();
    int type = types.typeOf(in.codec);
    boolean stripped = type == PayloadTypes.NONE && in.codec == Codec.RED;
    if (stripped) {
      type = types.typeOf(Codec.OPUS);
    }
    if (type == PayloadTypes.NONE) {
      counters.add(Count.NO_CODEC);
      return;
    }
    RtpPacket rtp = in.rtp;
    if (!rewriter.map(rtp.sequence(), rtp.timestamp(), in.nanos)) {
      counters.add(Count.TOO_LATE);
      return;
    }
    int size = rtp.payloadBytes() + OVERHEAD_BYTES;
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
    // RFC 3551: a voice's first packet after silence, or after another's voice, is marked.
    boolean marker = picture ? rtp.marker() : began || rtp.marker();
    began = false;
    writer.begin(out, marker, type, rewriter.sequence(), rewriter.timestamp(), ssrc);
    EgressExtensions.write(writer, out, in, receiver.profile().extensions(), log, size);
    writePayload(in, stripped, types.typeOf(Codec.OPUS), out);
    packets++;
    octets += rtp.payloadBytes();
    ByteBuf kept = retransmissionSsrc == 0 ? null : out.copy();
    if (!link.protectRtp(out)) {
      out.release();
      if (kept != null) {
        kept.release();
      }
      counters.add(Count.TOO_LATE);
      return;
    }
    Peer from = holder;
    if (from != null) {
      cache.put(rewriter.sequence(), from.id(), kept == null ? out.retain() : kept, in.nanos);
    } else if (kept != null) {
      kept.release();
    }
    link.send(out);
    counters.add(Count.FORWARDED);
  }

  /**
   * Writes the payload as this receiver can read it.
   *
   * @param stripped whether it knows nothing of copies of earlier frames
   * @param opus its type for voices
   */
  private void writePayload(Incoming in, boolean stripped, int opus, ByteBuf out) {
    int at = in.rtp.payloadAt();
    int bytes = in.rtp.payloadBytes();
    if (in.codec == Codec.VP8 && bytes > 0) {
      if (in.vp8.pictureIdBits() > 0) {
        rewriter.mapPicture(in.vp8.pictureId(), in.vp8.pictureIdBits(), in.vp8.tl0PicIdx());
      }
      in.vp8.write(out, rewriter.pictureId(), rewriter.tl0PicIdx());
      at += in.vp8.bytes();
      bytes -= in.vp8.bytes();
    }
    if (stripped) {
      at += in.primary;
      bytes -= in.primary;
    }
    int from = out.writerIndex();
    out.writeBytes(in.packet, at, bytes);
    if (in.codec == Codec.RED && !stripped) {
      Red.retype(out, from, opus);
    }
  }

  /** Sends a packet again if it is kept and its sender may be had now. */
  void resend(int sequence, PeerLink link, Counters counters, long nowNanos) {
    ByteBuf kept = cache.resend(sequence, RESEND_PAUSE_NANOS, nowNanos);
    if (kept == null) {
      counters.add(Count.NOT_KEPT);
    } else if (!receiver.mayHave(cache.owner(sequence), source)) {
      cache.dropOwner(cache.owner(sequence));
      counters.add(Count.RESEND_DENIED);
    } else if (retransmissionSsrc == 0) {
      link.send(kept.retainedDuplicate());
      counters.add(Count.RESENT);
    } else {
      wrap(kept, link, counters);
    }
  }

  private void wrap(ByteBuf kept, PeerLink link, Counters counters) {
    cached.read(kept);
    int type = receiver.profile().types().retransmissionOf(cached.payloadType());
    if (type == PayloadTypes.NONE) {
      counters.add(Count.NOT_KEPT);
      return;
    }
    int size = kept.readableBytes() + OVERHEAD_BYTES;
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
    Rtx.wrap(kept, cached, retransmissionSsrc, type, retransmissions++, out);
    if (link.protectRtp(out)) {
      link.send(out);
      counters.add(Count.RESENT);
    } else {
      out.release();
    }
  }

  void shrink(long nowNanos) {
    cache.shrink(nowNanos);
  }

  boolean reports() {
    return packets > 0 && rewriter.running();
  }

  int timestampOf(int senders) {
    return rewriter.mapTimestamp(senders);
  }

  int packets() {
    return packets;
  }

  int octets() {
    return octets;
  }

  void close() {
    leave();
    cache.close();
  }
}
