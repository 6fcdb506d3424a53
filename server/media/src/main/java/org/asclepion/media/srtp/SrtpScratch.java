package org.asclepion.media.srtp;

/**
 * Where packets are sealed and opened. One per loop, shared by all its peers, since a loop has one
 * packet in hand at a time.
 *
 * <p>The JDK's ciphers work on arrays: given a direct buffer they would make arrays of their own
 * for every packet. And they open into a second array, so that nothing unauthenticated comes back.
 */
public final class SrtpScratch {
  /** Longer packets are refused; media packets stay below an Ethernet frame's 1,500. */
  public static final int MAX_PACKET_BYTES = 2_048;

  final byte[] packet = new byte[MAX_PACKET_BYTES];
  final byte[] opened = new byte[MAX_PACKET_BYTES];
  final OpenSslGcm.Desk desk = new OpenSslGcm.Desk();

  /**
   * Finds out who does AES here, which takes a tenth of a second the first time: before the first
   * caller comes. Any thread.
   *
   * @return whether it is the system's libcrypto, and not the JDK
   */
  public static boolean warmUp() {
    return SessionCiphers.byOpenSsl();
  }
}
