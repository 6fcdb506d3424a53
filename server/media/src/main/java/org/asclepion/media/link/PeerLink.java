package org.asclepion.media.link;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.Executor;

/**
 * The secured path to one peer. Every method but {@link #loop()} and {@link #close} is called on
 * the peer's loop only, and none blocks.
 *
 * <p>Protecting and sending are two steps, so that a retransmission can send the very bytes that
 * were sent before: an RTP packet is protected once ({@link #protectRtp}), cached, and sent as
 * often as it is asked for.
 */
public interface PeerLink {
  /** The one thread that owns this peer's state; any thread may ask. */
  Executor loop();

  /**
   * Encrypts and authenticates an RTP packet in place (RFC 3711, RFC 7714); the authentication tag
   * is appended, for which the buffer must have at least 16 writable bytes.
   *
   * @param plain header, extensions and payload in the clear; grows by the tag
   * @return false when the packet must not be sent: a packet with its SSRC and sequence number was
   *     protected before, or lies too far behind the newest to tell. Two packets under one number
   *     would share a nonce, which gives away the key stream and, under GCM, the authentication.
   */
  boolean protectRtp(ByteBuf plain);

  /**
   * Sends a protected RTP packet to the peer's address of the moment, with the next {@link #flush}.
   * Takes over one reference of the buffer. Dropped and counted when the socket is full.
   */
  void send(ByteBuf protectedPacket);

  /** Protects a compound RTCP packet and sends it with the next flush; takes over one reference. */
  void sendRtcp(ByteBuf plain);

  /** Hands what was sent since the last flush to the socket. */
  void flush();

  /** Ends the association; any thread; the listener hears of it once. */
  void close();
}
