package org.asclepion.media.srtp;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens what comes in from one peer. Owned by the peer's loop.
 *
 * <p>A packet changes nothing here before it is authenticated: a forged one makes no stream and
 * moves no window.
 */
public final class SrtpReceiver {
  /**
   * Streams of one peer at most: microphone, camera and screen, three layers each, with their
   * retransmissions, and room for those that a peer replaces. At the bound, further streams are
   * refused.
   */
  public static final int MAX_STREAMS = 64;

  /** What came of a packet. */
  public enum Verdict {
    OPENED,
    MALFORMED,
    /** Seen before, or too old to tell. */
    REPLAYED,
    FORGED,
    TOO_MANY_STREAMS
  }

  private static final int ENCRYPTED = 0x8000_0000;

  private final SessionCiphers ciphers;
  private final SrtpScratch scratch;
  private final IntObjectHashMap<SequenceWindow> rtp = new IntObjectHashMap<>();
  private final IntObjectHashMap<SequenceWindow> rtcp = new IntObjectHashMap<>();

  public SrtpReceiver(
      SrtpProfile profile, byte[] masterKey, byte[] masterSalt, SrtpScratch scratch) {
    ciphers = new SessionCiphers(profile, masterKey, masterSalt, scratch);
    this.scratch = scratch;
  }

  /** Opens an RTP packet in place; it shrinks by the tag. */
  public Verdict unprotectRtp(ByteBuf packet) {
    int length = packet.readableBytes();
    if (length > SrtpScratch.MAX_PACKET_BYTES) {
      return Verdict.MALFORMED;
    }
    byte[] bytes = scratch.packet;
    packet.getBytes(packet.readerIndex(), bytes, 0, length);
    int tag = ciphers.rtp.tagBytes();
    int header = RtpShape.headerBytes(bytes, length - tag);
    if (header < 0) {
      return Verdict.MALFORMED;
    }
    int ssrc = RtpShape.ssrc(bytes);
    SequenceWindow known = rtp.get(ssrc);
    if (known == null && rtp.size() == MAX_STREAMS) {
      return Verdict.TOO_MANY_STREAMS;
    }
    int sequence = RtpShape.sequence(bytes);
    long index = known == null ? sequence : known.indexOf(sequence);
    if (known != null && !known.isNew(index)) {
      return Verdict.REPLAYED;
    }
    if (!ciphers.rtp.open(bytes, header, length, ssrc, index, 0, scratch.opened)) {
      return Verdict.FORGED;
    }
    mark(rtp, known, ssrc, index);
    put(packet, header, length - tag);
    return Verdict.OPENED;
  }

  /** Opens a compound RTCP packet in place; it shrinks by the tag and the index word. */
  public Verdict unprotectRtcp(ByteBuf packet) {
    int tag = ciphers.rtcp.tagBytes();
    int length = packet.readableBytes() - 4;
    byte[] bytes = scratch.packet;
    if (length - tag < RtpShape.RTCP_CLEAR_BYTES || length + 4 > SrtpScratch.MAX_PACKET_BYTES) {
      return Verdict.MALFORMED;
    }
    packet.getBytes(packet.readerIndex(), bytes, 0, length + 4);
    int word;
    if (ciphers.rtcp.indexIsLast()) {
      word = Bytes.getInt(bytes, length);
    } else {
      word = Bytes.getInt(bytes, length - tag);
      System.arraycopy(bytes, length - tag + 4, bytes, length - tag, tag);
    }
    // Unencrypted RTCP is legal in RFC 3711; no browser sends it, and we have no use for it.
    if ((word & ENCRYPTED) == 0 || !RtpShape.isRtcp(bytes, length)) {
      return Verdict.MALFORMED;
    }
    long index = word & ~ENCRYPTED;
    int ssrc = RtpShape.rtcpSsrc(bytes);
    SequenceWindow known = rtcp.get(ssrc);
    if (known == null && rtcp.size() == MAX_STREAMS) {
      return Verdict.TOO_MANY_STREAMS;
    }
    if (known != null && !known.isNew(index)) {
      return Verdict.REPLAYED;
    }
    int clear = RtpShape.RTCP_CLEAR_BYTES;
    if (!ciphers.rtcp.open(bytes, clear, length, ssrc, index, word, scratch.opened)) {
      return Verdict.FORGED;
    }
    mark(rtcp, known, ssrc, index);
    put(packet, clear, length - tag);
    return Verdict.OPENED;
  }

  private static void mark(
      IntObjectHashMap<SequenceWindow> streams,
      @Nullable SequenceWindow known,
      int ssrc,
      long index) {
    SequenceWindow stream = known;
    if (stream == null) {
      stream = new SequenceWindow();
      streams.put(ssrc, stream);
    }
    stream.mark(index);
  }

  private void put(ByteBuf packet, int from, int length) {
    int start = packet.readerIndex();
    packet.setBytes(start + from, scratch.opened, from, length - from);
    packet.writerIndex(start + length);
  }
}
