package org.asclepion.media.link;

import io.netty.buffer.ByteBuf;

/**
 * What a peer's owner hears of its link, always on the peer's loop. Buffers belong to the caller:
 * whoever keeps one past the call retains it.
 */
public interface PeerListener {
  /** The handshake is done and the peer's address proven: packets may be sent from now on. */
  void opened(PeerLink link);

  /**
   * Asked before a packet is decrypted: whether it is wanted at all. The header and its extensions,
   * so also the audio level (RFC 6464), can be read; nothing in them is authenticated yet, so no
   * state may follow from them.
   */
  boolean wants(ByteBuf protectedRtp);

  /**
   * Asked before {@link #wants}: whether a packet may wait a millisecond for others that may not,
   * as pictures do for sound. All packets of a stream get the same answer, or they lose their
   * order.
   */
  default boolean mayWait(ByteBuf protectedRtp) {
    return false;
  }

  /** An authenticated, decrypted RTP packet that is no replay. */
  void rtp(ByteBuf plain, long arrivedNanos);

  /** An authenticated, decrypted compound RTCP packet. */
  void rtcp(ByteBuf plain, long arrivedNanos);

  /** A read burst of the socket is over: a good moment to flush those sent to. */
  void burstEnded();

  /**
   * The link is gone: closed by either side, consent expired (RFC 7675), or the handshake failed.
   */
  void closed(String reason);
}
