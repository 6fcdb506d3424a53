package org.asclepion.media.srtp;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;

/**
 * Protects what goes out to one peer. Owned by the peer's loop.
 *
 * <p>It refuses to seal two packets under one number. The receiver would only drop the second, but
 * whoever listens in would hold two texts under one key stream.
 */
public final class SrtpSender {
  /** Streams sent to one peer at most; they are ours, so more means a fault of ours. */
  public static final int MAX_STREAMS = 1_024;

  private static final int MAX_RTCP_INDEX = 0x7FFF_FFFF;
  private static final int ENCRYPTED = 0x8000_0000;

  private final SessionCiphers ciphers;
  private final SrtpScratch scratch;
  private final IntObjectHashMap<SequenceWindow> streams = new IntObjectHashMap<>();
  private int rtcpIndex;

  public SrtpSender(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, SrtpScratch scratch) {
    ciphers = new SessionCiphers(profile, masterKey, masterSalt, scratch);
    this.scratch = scratch;
  }

  /**
   * Seals an RTP packet in place; it grows by the tag.
   *
   * @return false when it must not be sent: malformed, too long, or its number used before
   */
  public boolean protectRtp(ByteBuf packet) {
    int length = packet.readableBytes();
    int tag = ciphers.rtp.tagBytes();
    if (length + tag > SrtpScratch.MAX_PACKET_BYTES) {
      return false;
    }
    byte[] bytes = scratch.packet;
    packet.getBytes(packet.readerIndex(), bytes, 0, length);
    int header = RtpShape.headerBytes(bytes, length);
    if (header < 0) {
      return false;
    }
    int ssrc = RtpShape.ssrc(bytes);
    SequenceWindow stream = streams.get(ssrc);
    if (stream == null) {
      if (streams.size() == MAX_STREAMS) {
        return false;
      }
      stream = new SequenceWindow();
      streams.put(ssrc, stream);
    }
    long index = stream.indexOf(RtpShape.sequence(bytes));
    if (!stream.isNew(index)) {
      return false;
    }
    stream.mark(index);
    ciphers.rtp.seal(bytes, header, length, ssrc, index, 0);
    put(packet, header, length + tag);
    return true;
  }

  /**
   * Seals a compound RTCP packet in place; it grows by the tag and the index word.
   *
   * <pre>
   *  GCM  | header 8 | encrypted | tag 16 | E, index 4 |
   *  CM   | header 8 | encrypted | E, index 4 | tag 10 |
   * </pre>
   *
   * @return false when it must not be sent: malformed, too long, or the key is used up
   */
  public boolean protectRtcp(ByteBuf packet) {
    int length = packet.readableBytes();
    int tag = ciphers.rtcp.tagBytes();
    if (length + tag + 4 > SrtpScratch.MAX_PACKET_BYTES || rtcpIndex == MAX_RTCP_INDEX) {
      return false;
    }
    byte[] bytes = scratch.packet;
    packet.getBytes(packet.readerIndex(), bytes, 0, length);
    if (!RtpShape.isRtcp(bytes, length)) {
      return false;
    }
    int index = rtcpIndex++;
    int word = index | ENCRYPTED;
    int clear = RtpShape.RTCP_CLEAR_BYTES;
    ciphers.rtcp.seal(bytes, clear, length, RtpShape.rtcpSsrc(bytes), index, word);
    if (ciphers.rtcp.indexIsLast()) {
      Bytes.putInt(bytes, length + tag, word);
    } else {
      System.arraycopy(bytes, length, bytes, length + 4, tag);
      Bytes.putInt(bytes, length, word);
    }
    put(packet, clear, length + tag + 4);
    return true;
  }

  private void put(ByteBuf packet, int from, int length) {
    int start = packet.readerIndex();
    packet.writerIndex(start + from);
    packet.writeBytes(scratch.packet, from, length - from);
  }
}
