package org.asclepion.media.dtls;

import org.asclepion.media.srtp.SrtpKeys;

/** Whose association it is. Called on the association's own thread. */
public interface DtlsUser {
  /** Sends a datagram; the array is the user's from now on. */
  void send(byte[] datagram);

  /** The handshake is done, the client is who was signalled. */
  void established(SrtpKeys keys);

  /** It is over: failed, timed out, or closed by either side. Comes once, and last. */
  void ended(String reason);
}
