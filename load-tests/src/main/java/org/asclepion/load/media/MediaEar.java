package org.asclepion.load.media;

import io.netty.buffer.ByteBuf;

/**
 * What a participant does with what comes. On the participant's loop; whoever calls keeps the
 * buffers.
 */
interface MediaEar {
  /** A packet as it came; {@link MediaPeer#open} decrypts it. */
  void rtp(ByteBuf sealed, long nowNanos);

  /** A compound packet in the clear. */
  void rtcp(ByteBuf plain, long nowNanos);
}
